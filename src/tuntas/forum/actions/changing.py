"""Changing fields of a row and remembering which: the same for programmes, awards and events."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from tuntas.kernel.text import clean


def tidy(value: Any) -> Any:
    """Texts without invisible characters; everything else as it is."""
    return clean(value) if isinstance(value, str) else value


def put(thing: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Set the fields on the object, without saving; names of those that changed."""
    changed = []
    for name, value in values.items():
        value = tidy(value)
        if getattr(thing, name, None) != value:
            setattr(thing, name, value)
            changed.append(name)
    return changed
