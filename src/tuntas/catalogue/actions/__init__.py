"""Switching modules, setting them, saying what is ready."""

from tuntas.catalogue.actions.errors import CatalogueRefused, NotAllowed, NotOffered, ReasonMissing
from tuntas.catalogue.actions.switching import switch

__all__ = ["CatalogueRefused", "NotAllowed", "NotOffered", "ReasonMissing", "switch"]
