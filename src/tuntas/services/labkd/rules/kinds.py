"""The kinds of letters, read from `data/kinds.json`. Another kind is another entry there."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from tuntas.kernel.bilingual import said

DATA = Path(__file__).resolve().parent.parent / "data"
FIELD_KINDS = frozenset({"text", "long", "date", "time", "number", "money", "nik", "choice"})


class KindWrong(ValueError):
    """`kinds.json` says something that does not fit together; for a developer."""


@dataclass(frozen=True)
class Field:
    """Something asked beside the identity of the resident."""

    key: str
    label: str
    label_en: str
    kind: str = "text"
    required: bool = True
    help: str = ""
    help_en: str = ""
    max: int = 200
    min: int | None = None
    max_value: int | None = None
    past: bool = False
    options: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of letter. `signers` are the posts that may sign it, the head first; `valid_months` None: no end."""

    key: str
    code: str
    name: str
    name_en: str
    title: str
    subject: str
    fields: tuple[Field, ...]
    body: str
    signers: tuple[str, ...]
    valid_months: int | None
    requirements: tuple[str, ...]
    requirements_en: tuple[str, ...]

    def __str__(self) -> str:
        return said(self, "name")

    @property
    def wanted(self) -> tuple[str, ...]:
        """What to bring, in the reader's language."""
        english = (get_language() or "id").startswith("en")
        return self.requirements_en if english else self.requirements

    @property
    def field_keys(self) -> frozenset[str]:
        return frozenset(field.key for field in self.fields)


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its key, in the order of the file."""
    given = json.loads((DATA / "kinds.json").read_text(encoding="utf-8"))["kinds"]
    found = {one["key"]: _kind(one) for one in given}
    if len(found) != len(given):
        raise KindWrong("two kinds with one key")
    return found


def kind_of(key: str) -> Kind | None:
    """The kind by its key, or None."""
    return kinds().get(key)


def _kind(given: dict[str, Any]) -> Kind:
    fields = tuple(
        Field(**{**field, "options": tuple(tuple(option) for option in field.get("options", ()))})
        for field in given["fields"]
    )
    for field in fields:
        if field.kind not in FIELD_KINDS or (field.kind == "choice") != bool(field.options):
            raise KindWrong(f"{given['key']}: field {field.key}")
    texts = {key: tuple(given[key]) for key in ("signers", "requirements", "requirements_en")}
    return Kind(**{**given, **texts, "fields": fields})
