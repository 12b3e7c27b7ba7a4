"""Scores of all stages side by side: every juror of one entry, or one juror's own entries."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Stage
from tuntas.kipp.queries.standings import scored_stages


@dataclass(frozen=True)
class Cell:
    """A total in one stage; `state` says in words why there is none."""

    total: Decimal | None
    state: str = ""


@dataclass(frozen=True)
class Beside:
    """A row: a juror (or an entry) and a cell for each stage."""

    name: str
    reference: str
    is_sample: bool
    cells: tuple[Cell, ...]


def jurors_beside(entry: Entry, stages: list[Stage], hidden: Collection[int]) -> list[Beside]:
    """Everybody who had the entry, with their totals of each stage; `hidden` stages show none. One query."""
    rows = Assignment.objects.filter(entry=entry, stage__in=stages).select_related("juror__person", "sheet")
    found: dict[int, dict[int, Assignment]] = {}
    people: dict[int, SeatHolder] = {}
    for row in rows.order_by("juror__person__name", "juror_id"):
        found.setdefault(row.juror_id, {})[row.stage_id] = row
        people[row.juror_id] = row.juror
    return [
        Beside(
            people[seat].person.name,
            "",
            people[seat].person.is_sample,
            tuple(_cell(given.get(stage.pk), stage.pk in hidden) for stage in stages),
        )
        for seat, given in found.items()
    ]


def own_beside(seat: SeatHolder, edition: Edition, barred: frozenset[int]) -> tuple[list[Stage], list[Beside]]:
    """The juror's own totals of locked stages, entry by entry; two queries."""
    stages = [stage for stage in scored_stages(edition) if stage.locked_at]
    rows = Assignment.objects.filter(juror=seat, stage__in=stages).exclude(entry__in=barred)
    found: dict[int, dict[int, Assignment]] = {}
    entries: dict[int, Entry] = {}
    for row in rows.select_related("entry__case", "sheet").order_by("entry__title", "entry_id"):
        found.setdefault(row.entry_id, {})[row.stage_id] = row
        entries[row.entry_id] = row.entry
    return stages, [
        Beside(
            entries[pk].title,
            entries[pk].case.reference,
            entries[pk].is_sample,
            tuple(_cell(given.get(stage.pk), hide=False) for stage in stages),
        )
        for pk, given in found.items()
    ]


def _cell(row: Assignment | None, hide: bool) -> Cell:
    if row is None:
        return Cell(None)
    if hide:
        return Cell(None, _("not locked yet"))
    sheet = getattr(row, "sheet", None)
    if sheet is None or sheet.handed_in_at is None:
        return Cell(None, _("not handed in") if row.removed_at is None else _("taken off"))
    return Cell(sheet.total)
