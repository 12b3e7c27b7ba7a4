"""Issuing, pressing and ending documents."""

from tuntas.documents.actions.ending import CannotEnd, replace, revoke, void
from tuntas.documents.actions.issuing import issue
from tuntas.documents.actions.pressing import press, press_pending, sealer

__all__ = ["CannotEnd", "issue", "press", "press_pending", "replace", "revoke", "sealer", "void"]
