"""Switching modules, setting them, saying what is ready, writing a place's own texts."""

from tuntas.catalogue.actions.errors import CatalogueRefused, NotAllowed, NotOffered, ReasonMissing, TextMoved
from tuntas.catalogue.actions.switching import offer, switch, switch_villages

__all__ = [
    "CatalogueRefused",
    "NotAllowed",
    "NotOffered",
    "ReasonMissing",
    "TextMoved",
    "offer",
    "switch",
    "switch_villages",
]
