"""Panels of a stage: their jurors, their entries, and what a consolidation looks at."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tuntas.kipp.models import Assignment, Consolidation, Panel, PanelEntry, PanelSeat, Score, SeatHolder, Stage
from tuntas.kipp.queries.assigning import entries_of
from tuntas.kipp.rules.blind import shuffle_key
from tuntas.kipp.rules.panels import Kind, belonging, ruled_out
from tuntas.kipp.rules.scoring import mean_of


def panels_of(stage: Stage) -> list[Panel]:
    """The stage's panels in order."""
    return list(Panel.objects.filter(stage=stage).select_related("lead__person", "track", "group", "category"))


def entries_by_panel(stage: Stage, panels: list[Panel] | None = None) -> dict[int, int]:
    """Entry id → panel id for every entry the stage scores; three queries."""
    panels = panels_of(stage) if panels is None else panels
    if not panels:
        return {}
    rows = entries_of(stage).order_by("pk").values_list("pk", "track_id", "group_id", "category_id")
    picked = dict(PanelEntry.objects.filter(stage=stage).values_list("entry_id", "panel_id"))
    return belonging([Kind(*row) for row in rows], panels, picked)


def kept_apart(stage: Stage, entries: Collection[int], jurors: Collection[int]) -> set[tuple[int, int]]:
    """(entry, juror) pairs that an assignment must not make because of panels; nothing where there are none."""
    panels = panels_of(stage)
    if not panels:
        return set()
    seats = dict(PanelSeat.objects.filter(stage=stage).values_list("juror_id", "panel_id"))
    return ruled_out(entries, jurors, entries_by_panel(stage, panels), seats, stage.linking)


@dataclass(frozen=True)
class PanelLine:
    """A panel in the list: its people, how many entries, whether it has met."""

    panel: Panel
    jurors: tuple[str, ...]
    entries: int
    meeting: Consolidation | None


def lines_of(stage: Stage) -> list[PanelLine]:
    """All panels of a stage; six queries."""
    panels = panels_of(stage)
    belongs = entries_by_panel(stage, panels)
    people: dict[int, list[str]] = {}
    seats = PanelSeat.objects.filter(stage=stage).order_by("juror__person__name", "pk")
    for panel, name in seats.values_list("panel_id", "juror__person__name"):
        people.setdefault(panel, []).append(name)
    meetings = {
        one.panel_id: one for one in Consolidation.objects.filter(panel__stage=stage).order_by("opened_at", "pk")
    }
    counts: dict[int, int] = {}
    for panel in belongs.values():
        counts[panel] = counts.get(panel, 0) + 1
    return [
        PanelLine(one, tuple(people.get(one.pk, ())), counts.get(one.pk, 0), meetings.get(one.pk)) for one in panels
    ]


@dataclass(frozen=True)
class Said:
    """What one juror gave: a number instead of the name, the total, the remarks."""

    name: str
    total: Decimal | None
    remarks: tuple[str, ...]
    assignment: int | None  # the reader's own


@dataclass(frozen=True)
class PanelRow:
    """One entry on the panel's table."""

    entry_id: int
    reference: str
    title: str
    is_sample: bool
    said: tuple[Said, ...]
    waiting: int

    @property
    def totals(self) -> list[Decimal]:
        return [one.total for one in self.said if one.total is not None]

    @property
    def spread(self) -> Decimal | None:
        """Highest less lowest total."""
        return max(self.totals) - min(self.totals) if self.totals else None

    @property
    def mean(self) -> Decimal | None:
        """The official score of the entry in this stage as it stands."""
        return mean_of(self.totals)


def table_of(panel: Panel, reader: SeatHolder | None, hidden: frozenset[int]) -> list[PanelRow]:
    """The panel's entries, the widest spread first, jurors by number; without what the reader must not see."""
    mine = {entry for entry, where in entries_by_panel(panel.stage).items() if where == panel.pk} - hidden
    rows = Assignment.objects.filter(stage=panel.stage, entry__in=mine, removed_at=None).order_by("entry_id", "pk")
    remarks: dict[int, list[str]] = {}
    written = Score.objects.filter(sheet__assignment__stage=panel.stage, sheet__assignment__entry__in=mine)
    for sheet, title, value, remark in (
        written.exclude(remark="")
        .order_by("criterion__order", "criterion_id")
        .values_list("sheet_id", "criterion__title", "value", "remark")
    ):
        remarks.setdefault(sheet, []).append(f"{title} ({value}): {remark}")
    found: dict[int, list[Assignment]] = {}
    for row in rows.select_related("sheet", "entry__case"):
        found.setdefault(row.entry_id, []).append(row)
    made = [_row(given, remarks, reader) for given in found.values()]
    return sorted(made, key=lambda one: (one.spread is None, -(one.spread or 0), one.title))


def _row(given: list[Assignment], remarks: dict[int, list[str]], reader: SeatHolder | None) -> PanelRow:
    entry = given[0].entry
    given.sort(key=lambda row: shuffle_key(row.juror_id, entry.case.reference))
    said: list[Said] = []
    waiting = 0
    for row in given:
        sheet = getattr(row, "sheet", None)
        if sheet is None or sheet.handed_in_at is None:
            waiting += 1
            continue
        own = reader is not None and row.juror_id == reader.pk
        name = _("You") if own else _("Juror %(number)d") % {"number": len(said) + 1}
        texts = [sheet.remark] if sheet.remark else []
        said.append(Said(name, sheet.total, (*texts, *remarks.get(sheet.pk, ())), row.pk if own else None))
    return PanelRow(entry.pk, entry.case.reference, entry.title, entry.is_sample, tuple(said), waiting)


def meetings_for(seat: SeatHolder) -> list[Consolidation]:
    """Open consolidations of the juror's panels; one query."""
    rows = Consolidation.objects.filter(closed_at=None, panel__seats__juror=seat).select_related("panel__stage")
    return list(rows.order_by("opened_at", "pk"))
