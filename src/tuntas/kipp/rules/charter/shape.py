"""What a fact of the rules is, and what a shelf of rows is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tuntas.kipp.terms import Deed

Charter = dict[str, Any]
Row = dict[str, Any]


class Kind(StrEnum):
    """What a fact holds. As plain data: texts, whole numbers, decimals as text, moments in ISO with WIB."""

    TEXT = "text"
    LONG = "long"
    WHOLE = "whole"
    DECIMAL = "decimal"
    YES = "yes"
    MOMENT = "moment"
    CLOSING = "closing"  # a moment whose whole minute still belongs to what it closes
    ONE = "one"  # one of `choices`
    MANY = "many"  # some of `choices`
    GROUP = "group"  # key of a group, or nothing
    SECTIONS = "sections"  # keys of sections
    CRITERIA = "criteria"  # keys of criteria of proposal scoring, first decides first
    BANDS = "bands"  # [{"from", "to", "id", "en"}], best first
    OFFICE = "office"  # number of an organisation of this installation


@dataclass(frozen=True)
class Fact:
    """One thing the rules say, and everything forms, files, differences and amendments need to know of it.

    `deed` is what changing it means once the edition is public. For a LIMIT `tight` says which way is narrower for
    entrants: "less" or "more". `on` names the page where it is edited, if not the page of its shelf. What is not
    `portable` belongs to this edition alone and stays out of files and copies. `fresh` is the value of a new row.
    """

    name: str
    label: Any
    kind: Kind
    deed: Deed = Deed.WORDING
    help: Any = ""
    needed: bool = False
    low: int | None = None
    high: int | None = None
    digits: int = 5
    places: int = 2
    length: int = 200
    rows: int = 3
    choices: tuple[tuple[str, Any], ...] = ()
    tight: str = ""
    on: str = ""
    portable: bool = True
    fresh: Any = None

    @property
    def longest(self) -> int:
        """Most characters of a text."""
        return 4000 if self.kind == Kind.LONG and self.length == 200 else self.length

    def blank(self) -> Any:
        """The plain value of a row that says nothing about it."""
        if self.fresh is not None:
            return self.fresh
        if self.kind in (Kind.TEXT, Kind.LONG, Kind.ONE):
            return ""
        if self.kind in (Kind.MANY, Kind.SECTIONS, Kind.CRITERIA, Kind.BANDS):
            return []
        return False if self.kind == Kind.YES else None


@dataclass(frozen=True)
class Shelf:
    """Rows of one kind. `relation` is how the model of the edition (or stage) calls them, `page` where they are edited.

    `added` and `dropped` are what adding and removing a row mean once the edition is public.
    """

    key: str
    relation: str
    title: Any
    one: Any
    page: str
    facts: tuple[Fact, ...]
    added: Deed
    dropped: Deed = Deed.DROP
    add: Any = ""

    def fact(self, name: str) -> Fact | None:
        """The fact of that name, or None."""
        return next((fact for fact in self.facts if fact.name == name), None)

    def on(self, page: str) -> tuple[Fact, ...]:
        """The facts edited on that page."""
        return tuple(fact for fact in self.facts if (fact.on or self.page) == page)

    def blank(self) -> Row:
        """A row that says nothing yet."""
        return {"key": "", **{fact.name: fact.blank() for fact in self.facts}}
