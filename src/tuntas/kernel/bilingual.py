"""Content in two languages: a column `title` in Indonesian beside an optional `title_en`."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import get_language, override

Said = TypeVar("Said")


def said(thing: Any, field: str) -> str:
    """The field in the reader's language; Indonesian where no English was written."""
    if (get_language() or "id").startswith("en"):
        english = getattr(thing, f"{field}_en", "")
        if english:
            return str(english)
    return str(getattr(thing, field))


def both(say: Callable[[], Said]) -> tuple[Said, Said]:
    """What `say` answers in Indonesian, and in English: for what is kept in both, whoever reads it later."""
    with override("id"):
        indonesian = say()
    with override("en"):
        return indonesian, say()
