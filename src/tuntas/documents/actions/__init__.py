"""Issuing, pressing and ending documents."""

from tuntas.documents.actions.ending import CannotEnd, replace, revoke, succeed, void
from tuntas.documents.actions.issuing import issue
from tuntas.documents.actions.pressing import PressFailed, adopt, press, press_pending, sealer, unsigned
from tuntas.documents.actions.renewing import (
    NothingChanged,
    Paper,
    anew,
    differences,
    may_be_renewed,
    offer_renewal,
    renew,
)
from tuntas.documents.actions.reserving import BLOCK, fill, reserve

__all__ = [
    "BLOCK",
    "CannotEnd",
    "NothingChanged",
    "Paper",
    "PressFailed",
    "adopt",
    "anew",
    "differences",
    "fill",
    "issue",
    "may_be_renewed",
    "offer_renewal",
    "press",
    "press_pending",
    "renew",
    "replace",
    "reserve",
    "revoke",
    "sealer",
    "succeed",
    "unsigned",
    "void",
]
