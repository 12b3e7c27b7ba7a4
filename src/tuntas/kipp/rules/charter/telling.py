"""A change of the rules as people read it: where, what it was, what it becomes."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import override

from tuntas.kernel.text import Piece, compare
from tuntas.kipp.rules.charter.changes import Change
from tuntas.kipp.rules.charter.reading import rows_of
from tuntas.kipp.rules.charter.shape import Charter, Kind, Row, Shelf
from tuntas.kipp.rules.charter.stages import CRITERIA
from tuntas.kipp.rules.charter.values import named, shown

LANGUAGES = ("id", "en")
Offices = dict[int, str]


@dataclass(frozen=True)
class Difference:
    """One change in words. `before` or `after` is empty where a row was added or taken out."""

    part: str
    where: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        """Word by word, for texts that were changed."""
        return compare(self.before, self.after)


def told(change: Change, before: Charter, after: Charter, offices: Offices | None = None) -> Difference:
    """The change in the reader's language; names of rows come from the charters before and after it."""
    shelf, fact = change.shelf, change.fact
    where = _where(change, before, after)
    if fact is not None:
        label = f"{where}: {fact.label}" if where else str(fact.label)
        old, new = shown(fact, change.before, before, offices), shown(fact, change.after, after, offices)
        return Difference(str(shelf.title), label, old, new)
    old = _whole(shelf, change.before, before) if change.before else ""
    new = _whole(shelf, change.after, after) if change.after else ""
    return Difference(str(shelf.title), where, old, new)


def all_told(
    changes: Iterable[Change], before: Charter, after: Charter, offices: Offices | None = None
) -> list[Difference]:
    """Every change in the reader's language."""
    return [told(change, before, after, offices) for change in changes]


def in_both(change: Change, before: Charter, after: Charter, offices: Offices | None = None) -> dict[str, Any]:
    """The change as it is kept with an amendment in force: data, and its words in both languages at that moment."""
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = asdict(told(change, before, after, offices))
    return {**change.data(), "words": words}


def _where(change: Change, before: Charter, after: Charter) -> str:
    """`Section “Impact”`; a criterion says its stage as well. Empty for the edition's own facts."""
    if not change.key:
        return ""
    row = _row(change, after) or _row(change, before)
    where = f"{change.shelf.one} “{named(row) if row else change.key}”"
    if change.shelf is CRITERIA:
        stages = [*after["stages"], *before["stages"]]
        stage = next((named(one) for one in stages if one["key"] == change.stage), change.stage)
        where = f"{where} ({stage})"
    return where


def _row(change: Change, charter: Charter) -> Row | None:
    rows = rows_of(charter, change.shelf, change.stage)
    return next((row for row in rows if row["key"] == change.key), None)


def _whole(shelf: Shelf, row: Row, charter: Charter) -> str:
    """A whole row in lines, what is blank left out."""
    lines = []
    for fact in shelf.facts:
        value = row.get(fact.name)
        if fact.name not in ("title", "title_en", "order") and value not in (None, "", []):
            words = shown(fact, value, charter)
            lines.append(f"{fact.label}:\n{words}" if fact.kind == Kind.BANDS else f"{fact.label}: {words}")
    lines += [f"{CRITERIA.one}: {named(one)} ({one['weight']}%)" for one in row.get("criteria", [])]
    return "\n".join([named(row), *lines])
