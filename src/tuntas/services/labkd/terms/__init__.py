"""Words of LABKD."""

from tuntas.services.labkd.terms.letters import (
    Channel,
    LetterHandedOver,
    LetterIssued,
    LetterStage,
    Part,
    Rank,
    SignatureFailed,
    SignatureState,
)

__all__ = [
    "Channel",
    "LetterHandedOver",
    "LetterIssued",
    "LetterStage",
    "Part",
    "Rank",
    "SignatureFailed",
    "SignatureState",
]
