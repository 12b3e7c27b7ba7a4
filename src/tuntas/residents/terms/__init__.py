"""Words for residents: kinds, what leaves the room, and what happens in it."""

from tuntas.residents.terms.happened import (
    ConsentWithdrawn,
    ResidentAdded,
    ResidentChanged,
    ResidentErased,
    ResidentsMerged,
    RightAsked,
)
from tuntas.residents.terms.identity import Found, Identity, ResidentFields, masked
from tuntas.residents.terms.kinds import (
    Basis,
    Disability,
    Group,
    LifeKind,
    Marital,
    Purpose,
    ReadKind,
    Relation,
    Religion,
    ResidentState,
    RightKind,
    RightOutcome,
    Sex,
)

__all__ = [
    "Basis",
    "ConsentWithdrawn",
    "Disability",
    "Found",
    "Group",
    "Identity",
    "LifeKind",
    "Marital",
    "Purpose",
    "ReadKind",
    "Relation",
    "Religion",
    "ResidentAdded",
    "ResidentChanged",
    "ResidentErased",
    "ResidentFields",
    "ResidentState",
    "ResidentsMerged",
    "RightAsked",
    "RightKind",
    "RightOutcome",
    "Sex",
    "masked",
]
