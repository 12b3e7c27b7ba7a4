"""Keeping, removing and sweeping files."""

from tuntas.files.actions.keeping import clean_copy, remove, store
from tuntas.files.actions.pictures import make_copies, picture_copy
from tuntas.files.actions.sweeping import sweep

__all__ = ["clean_copy", "make_copies", "picture_copy", "remove", "store", "sweep"]
