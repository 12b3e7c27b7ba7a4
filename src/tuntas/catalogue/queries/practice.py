"""The texts of a module as they hold at a place, and what a change of the origin asks of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from tuntas.catalogue.models import PracticeOverride
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.shelf.merge import Part, lines_of, merge
from tuntas.catalogue.shelf.practice import PracticePart, parts_in
from tuntas.catalogue.terms import Module
from tuntas.places.models import Place


def parts_of(module: Module) -> tuple[PracticePart, ...]:
    """The texts the module brings along."""
    return parts_in(CATALOGUE.package(module), module.practice)


def part_of(module: Module, key: str) -> PracticePart | None:
    """One of them by its key."""
    return next((part for part in parts_of(module) if part.key == key), None)


@dataclass(frozen=True)
class Held:
    """One text as it holds at a place. `origin` is what stands above: another place's version, or the module's."""

    part: PracticePart
    text: str
    origin: str
    origin_place: str = ""  # code of the place above whose version `origin` is; "" for the module's own
    own: PracticeOverride | None = None  # the place's version, if it has one
    merges: tuple[Part, ...] = ()

    @property
    def is_own(self) -> bool:
        """The place has a version of its own."""
        return self.own is not None

    @property
    def has_news(self) -> bool:
        """The origin changed since the place wrote its version, and nobody has answered that yet."""
        return self.own is not None and self.own.base != self.origin

    @property
    def mark(self) -> str:
        """Tells one text of the origin from another."""
        return sha256(self.origin.encode()).hexdigest()

    @property
    def news(self) -> list[tuple[int, Part]]:
        """The parts somebody has to answer, with their numbers."""
        return [(number, part) for number, part in enumerate(self.merges) if part.is_open]


def held(module: Module, place: Place) -> list[Held]:
    """Every text of the module as it holds at the place. One query."""
    rows = PracticeOverride.objects.filter(module=module.key, place_id__in=place.lineage, ended_at=None)
    return _all(parts_of(module), place, list(rows.select_related("by")))


def held_part(module: Module, place: Place, key: str) -> Held | None:
    """One text of the module as it holds at the place; None if the module has no such text."""
    part = part_of(module, key)
    rows = PracticeOverride.objects.filter(
        module=module.key, place_id__in=place.lineage, part=key, ended_at=None
    ).select_related("by")
    return _all([part], place, list(rows))[0] if part else None


def _all(parts: Iterable[PracticePart], place: Place, rows: list[PracticeOverride]) -> list[Held]:
    found = []
    for part in parts:
        mine = {row.place_id: row for row in rows if row.part == part.key and not row.restored}
        own = mine.pop(place.code, None)
        above = max(mine, key=len, default="")
        origin = mine[above].text if above else part.text
        merges = merge(lines_of(own.base), lines_of(own.text), lines_of(origin)) if own else []
        found.append(Held(part, own.text if own else origin, origin, above, own, tuple(merges)))
    return found


def history(module: Module, place: Place, key: str) -> QuerySet[PracticeOverride]:
    """Every version the place has had, newest first."""
    return PracticeOverride.objects.filter(module=module.key, place=place, part=key).select_related("by")
