"""The two files of a finished competition: who entered, and every raw score."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tuntas.files.sheets import Row, Table, suggest
from tuntas.kipp.rules.finished.plan import Plan, PlannedStage, PlannedTrack
from tuntas.kipp.rules.sheets.cells import fold, prose_of, score_of, text_of
from tuntas.kipp.rules.sheets.fields import ENTRIES, LONG, PAIR
from tuntas.kipp.rules.sheets.plans import CellRefused, FieldPlan, Problem

STAGE = ("tahap", "stage", "tahapan")
REFERENCE = ("kode rujukan", "reference")  # what our own exports call a proposal by


@dataclass(frozen=True)
class Contender:
    """One row of the entries file."""

    row: int
    name: str  # its number where it has one, else its title: how the score file calls it
    title: str
    organisation: str
    track: PlannedTrack
    reference: str = ""  # the code of our own exports, where the file has one


@dataclass
class Record:
    """Everything read: contenders, raw scores by stage, contender and juror, and what was wrong."""

    contenders: list[Contender] = field(default_factory=list)
    scores: dict[str, dict[int, dict[str, dict[str, Decimal]]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, row: int, column: str, sentence: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(row, column, sentence))


def _aliases(plans: Iterable[FieldPlan]) -> dict[str, list[str]]:
    return {plan.key: list(plan.aliases) for plan in plans}


def read_record(plan: Plan, entries: Table, scores: Table) -> Record:
    """Read both tables against the plan. Problems are collected; the rows they name are left out."""
    record = Record()
    _read_entries(plan, entries, record)
    _read_scores(plan, scores, record)
    return record


def _read_entries(plan: Plan, table: Table, record: Record) -> None:
    columns = suggest(table.columns, _aliases(ENTRIES) | {"reference": list(REFERENCE)})
    if "title" not in columns:
        record.refuse(0, "", _("The entries file has no column with the titles."))
        return
    tracks = {fold(name): track for track in plan.tracks for name in (track.key, track.title)}
    seen: dict[str, int] = {}
    for row in table.rows:
        title = text_of(row[columns["title"]])
        if not title:
            record.refuse(row.number, columns["title"], _("has no title"))
            continue
        number = text_of(row[columns["number"]]) if "number" in columns else ""
        track = plan.tracks[0] if len(plan.tracks) == 1 else None
        if "track" in columns and track is None:
            track = tracks.get(fold(text_of(row[columns["track"]])))
        if track is None:
            named = ", ".join(one.title for one in plan.tracks)
            record.refuse(
                row.number, columns.get("track", "track"), _("needs a track, one of: %(tracks)s") % {"tracks": named}
            )
            continue
        name = number or title
        if fold(name) in seen:
            record.refuse(row.number, columns["title"], _("repeats row %(row)d") % {"row": seen[fold(name)]})
            continue
        seen[fold(name)] = row.number
        organisation = text_of(row[columns["organisation"]]) if "organisation" in columns else ""
        reference = text_of(row[columns["reference"]]) if "reference" in columns else ""
        record.contenders.append(Contender(row.number, name, title, organisation, track, reference))


def _read_scores(plan: Plan, table: Table, record: Record) -> None:
    found: dict[str, int] = {}
    for at, contender in enumerate(record.contenders):
        found.setdefault(fold(contender.name), at)
        found.setdefault(fold(contender.title), at)
        if contender.reference:
            found.setdefault(fold(contender.reference), at)
    stages = {fold(name): stage for stage in plan.stages for name in (stage.key, stage.title)}
    criteria = {one.key: [one.key, one.title] for stage in plan.stages for one in stage.criteria}
    wanted = (
        _aliases([*PAIR, *LONG]) | {"stage": list(STAGE)} | {f"score:{key}": names for key, names in criteria.items()}
    )
    columns = suggest(table.columns, wanted)
    if not {"entry", "juror"} <= columns.keys():
        record.refuse(0, "", _("The scores file needs a column with the proposals and one with the jurors."))
        return
    record.scores = {stage.key: defaultdict(lambda: defaultdict(dict)) for stage in plan.stages}
    put = _put_long if {"criterion", "value"} <= columns.keys() else _put_wide
    for row in table.rows:
        at = found.get(fold(text_of(row[columns["entry"]])))  # type: ignore[assignment]
        if at is None:
            record.refuse(
                row.number,
                columns["entry"],
                _("“%(text)s” is not in the entries file") % {"text": text_of(row[columns["entry"]])[:60]},
            )
            continue
        juror = text_of(row[columns["juror"]])
        stage = stages.get(fold(text_of(row[columns["stage"]]))) if "stage" in columns else plan.stages[0]
        if not juror or stage is None:
            record.refuse(row.number, "", _("has no juror") if not juror else _("names no stage of the edition"))
            continue
        put(row, columns, stage, record.scores[stage.key][at][fold(juror)], record.refuse)
    _complete(plan, record)


Put = Callable[[int, str, str], None]


def _put_wide(row: Row, columns: dict[str, str], stage: PlannedStage, sheet: dict[str, Decimal], refuse: Put) -> None:
    for criterion in stage.criteria:
        column = columns.get(f"score:{criterion.key}")
        if column:
            _put(row, column, criterion.key, row[column], sheet, refuse)


def _put_long(row: Row, columns: dict[str, str], stage: PlannedStage, sheet: dict[str, Decimal], refuse: Put) -> None:
    wanted = fold(prose_of(row[columns["criterion"]]))
    for criterion in stage.criteria:
        if wanted in (fold(criterion.key), fold(criterion.title)):
            _put(row, columns["value"], criterion.key, row[columns["value"]], sheet, refuse)
            return
    refuse(row.number, columns["criterion"], _("“%(text)s” is no criterion of this stage") % {"text": wanted[:60]})


def _put(row: Row, column: str, key: str, cell: Any, sheet: dict[str, Decimal], refuse: Put) -> None:
    try:
        value = score_of(cell)
    except CellRefused as refused:
        refuse(row.number, column, str(refused))
        return
    if value is None:
        return
    if key in sheet:
        refuse(row.number, column, _("the same proposal, juror and criterion stand in an earlier row"))
        return
    sheet[key] = value


def _complete(plan: Plan, record: Record) -> None:
    """A juror's sheet counts only when every criterion with a weight has a score."""
    for stage in plan.stages:
        needed = {one.key: one.title for one in stage.criteria if one.weight}
        for at, sheets in record.scores[stage.key].items():
            for juror in [name for name, sheet in sheets.items() if needed.keys() - sheet.keys()]:
                lacking = ", ".join(title for key, title in needed.items() if key not in sheets[juror])
                contender = record.contenders[at]
                sentence = _("“%(title)s”, %(stage)s: this juror gave no score for %(criteria)s")
                record.refuse(
                    0, juror, sentence % {"title": contender.title, "stage": stage.title, "criteria": lacking}
                )
                del sheets[juror]
