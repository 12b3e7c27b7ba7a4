"""Issuing, pressing and ending documents."""

from tuntas.documents.actions.ending import CannotEnd, replace, revoke, void
from tuntas.documents.actions.issuing import issue
from tuntas.documents.actions.pressing import press, press_pending, sealer
from tuntas.documents.actions.renewing import (
    NothingChanged,
    Paper,
    anew,
    differences,
    may_be_renewed,
    offer_renewal,
    renew,
)

__all__ = [
    "CannotEnd",
    "NothingChanged",
    "Paper",
    "anew",
    "differences",
    "issue",
    "may_be_renewed",
    "offer_renewal",
    "press",
    "press_pending",
    "renew",
    "replace",
    "revoke",
    "sealer",
    "void",
]
