"""Two editions' rules side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from tuntas.kipp.models import Edition
from tuntas.kipp.rules.charter.facts import EDITION
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.rules.charter.shape import Charter, Row, Shelf
from tuntas.kipp.rules.charter.shelves import SHELVES
from tuntas.kipp.rules.charter.stages import CRITERIA
from tuntas.kipp.rules.charter.values import named, shown

MOST = 50


@dataclass(frozen=True)
class Line:
    """One fact in both editions, as read; `same` where they agree."""

    label: str
    left: str
    right: str
    same: bool


@dataclass(frozen=True)
class Block:
    """A row of the rules (or the edition's own facts) in both; `left` or `right` false where one lacks it."""

    title: str
    left: bool
    right: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ComparedPart:
    """A part of the rules with its blocks."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def rules_to_compare(editions: QuerySet[Edition], own: Edition) -> QuerySet[Edition]:
    """Editions the reader may know of, newest first, without this one."""
    return editions.exclude(pk=own.pk).order_by("-year", "name", "pk")[:MOST]


def compared(left: Edition, right: Edition, *, everything: bool) -> list[ComparedPart]:
    """All parts that differ, or all parts; eighteen queries whatever their length."""
    one, other = charter_of(left), charter_of(right)
    offices = {edition.office_id: str(edition.office) for edition in (left, right)}
    own = Block("", True, True, tuple(_lines(EDITION, one["edition"], other["edition"], one, other, offices)))
    parts = [ComparedPart("edition", str(EDITION.title), (own,))]
    for shelf in SHELVES:
        parts.append(ComparedPart(shelf.key, str(shelf.title), tuple(_blocks(shelf, one, other))))
    if everything:
        return [part for part in parts if part.blocks]
    parts = [ComparedPart(part.key, part.title, tuple(_differing(part.blocks))) for part in parts]
    return [part for part in parts if part.blocks]


def _differing(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        lines = tuple(line for line in block.lines if not line.same)
        if lines or not (block.left and block.right):
            yield Block(block.title, block.left, block.right, lines)


def _blocks(shelf: Shelf, one: Charter, other: Charter) -> Iterator[Block]:
    yield from _rows(shelf, one[shelf.key], other[shelf.key], one, other, "")
    if shelf.key != "stages":
        return
    left, right = ({row["key"]: row for row in charter["stages"]} for charter in (one, other))
    for key in dict.fromkeys([*left, *right]):
        stage = left.get(key) or right[key]
        criteria = [side[key]["criteria"] if key in side else [] for side in (left, right)]
        yield from _rows(CRITERIA, criteria[0], criteria[1], one, other, f"{named(stage)}: ")


def _rows(
    shelf: Shelf, one: list[Row], other: list[Row], left: Charter, right: Charter, prefix: str
) -> Iterator[Block]:
    mine, theirs = {row["key"]: row for row in one}, {row["key"]: row for row in other}
    for key in dict.fromkeys([*mine, *theirs]):
        row, twin = mine.get(key), theirs.get(key)
        title = f"{prefix}{shelf.one} “{named(row or twin or {})}”"
        yield Block(title, row is not None, twin is not None, tuple(_lines(shelf, row, twin, left, right, {})))


def _lines(
    shelf: Shelf, row: Row | None, twin: Row | None, left: Charter, right: Charter, offices: dict[int, str]
) -> Iterator[Line]:
    for fact in shelf.facts:
        if fact.name == "order":
            continue
        mine = shown(fact, row[fact.name], left, offices) if row else ""
        theirs = shown(fact, twin[fact.name], right, offices) if twin else ""
        same = bool(row and twin and row[fact.name] == twin[fact.name])
        if mine not in ("", "–") or theirs not in ("", "–"):
            yield Line(str(fact.label), mine, theirs, same)
