"""Content in two languages: a column `title` in Indonesian beside an optional `title_en`."""

from typing import Any

from django.utils.translation import get_language


def said(thing: Any, field: str) -> str:
    """The field in the reader's language; Indonesian where no English was written."""
    if (get_language() or "id").startswith("en"):
        english = getattr(thing, f"{field}_en", "")
        if english:
            return str(english)
    return str(getattr(thing, field))
