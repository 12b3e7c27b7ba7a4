"""Assignments and scores tried dry. Scores come one column a criterion, or one row a score."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tuntas.files.sheets import Table
from tuntas.kipp.models import Assignment, Criterion, Edition, Stage
from tuntas.kipp.queries.conflicts import barred
from tuntas.kipp.queries.sheets.finding import Entries, Jurors
from tuntas.kipp.queries.sheets.rows import MappedRow, mapped
from tuntas.kipp.rules.sheets.cells import fold, prose_of, score_of, text_of
from tuntas.kipp.rules.sheets.plans import CellRefused, DryRun, Planned, Problem
from tuntas.kipp.terms import EntryStage

Pair = tuple[int, int]  # entry, juror
NOT_JUDGED = (EntryStage.DRAFT, EntryStage.WITH_ADMIN, EntryStage.FAILED, EntryStage.WITHDRAWN)


def plan_assignments(edition: Edition, stage: Stage, table: Table, mapping: dict[str, str], now: datetime) -> DryRun:
    """Each row gives one proposal to one juror; a pair that exists already is "same".

    A pair in conflict is a problem unless the row gives a reason to assign it all the same.
    """
    near = barred(edition, now)
    known = set(Assignment.objects.filter(stage=stage, removed_at=None).values_list("entry_id", "juror_id"))
    planned: list[Planned] = []
    problems: list[Problem] = []
    seen: dict[Pair, int] = {}
    entries, jurors = Entries(edition), Jurors(edition)
    for row in mapped(table, mapping):
        pair = _pair(row, entries, jurors, seen)
        reason = text_of(row.cells.get("despite"))[:400] if pair and pair[0] in near else ""
        if pair and pair[0] in near and not reason:
            row.refuse("juror", _("conflict of interest with this proposal; give a reason to assign it all the same"))
        problems += row.problems
        if pair and not row.problems:
            (key, label) = pair
            verb = "same" if key in known and not reason else "new"
            label = (
                _("%(pair)s, in spite of a conflict: %(reason)s") % {"pair": label, "reason": reason}
                if reason
                else label
            )
            planned.append(Planned(row.number, verb, label, {"entry": key[0], "juror": key[1], "despite": reason}))
    return DryRun(planned, problems)


def plan_scores(edition: Edition, stage: Stage, table: Table, mapping: dict[str, str]) -> DryRun:
    """One planned row for each juror and proposal, whatever the sheet's shape, with all its raw scores."""
    criteria = {criterion.key: criterion for criterion in stage.criteria.all()}
    entries, jurors = Entries(edition), Jurors(edition)
    long = bool(mapping.get("criterion") and mapping.get("value"))
    problems: list[Problem] = []
    if not long and not any(key.startswith("score:") for key, column in mapping.items() if column):
        problems.append(Problem(0, "", _("Choose the columns that hold the scores.")))
        return DryRun([], problems)
    sheets: dict[Pair, dict[str, Any]] = {}
    seen: dict[Pair, int] = {}
    for row in mapped(table, mapping):
        pair = _pair(row, entries, jurors, {} if long else seen)
        if pair:
            key, label = pair
            sheet = sheets.setdefault(
                key, {"row": row.number, "label": label, "values": {}, "remarks": {}, "remark": ""}
            )
            (_long_row if long else _wide_row)(row, sheet, criteria)
        problems += row.problems
    bad = {problem.row for problem in problems}
    problems += _incomplete(sheets, criteria, bad)
    return DryRun(_verbs(stage, sheets, {problem.row for problem in problems}), problems)


def _pair(
    row: MappedRow, entries: Callable[[Any], Any], jurors: Callable[[Any], Any], seen: dict[Pair, int]
) -> tuple[Pair, str] | None:
    entry, juror = row.read("entry", entries), row.read("juror", jurors)
    if entry is None or juror is None:
        return None
    if entry.case.stage in NOT_JUDGED:
        row.refuse("entry", _("“%(title)s” has not passed the administrative check") % {"title": entry.title})
        return None
    pair = (entry.pk, juror.pk)
    if pair in seen:
        row.refuse("entry", _("repeats row %(row)d: the same proposal and juror") % {"row": seen[pair]})
        return None
    seen[pair] = row.number
    return pair, f"{entry.title} · {juror.person.name}"


def _wide_row(row: MappedRow, sheet: dict[str, Any], criteria: dict[str, Criterion]) -> None:
    for key in criteria:
        if row.columns.get(f"score:{key}"):
            value = row.read(f"score:{key}", score_of)
            if value is not None:
                sheet["values"][key] = value
    sheet["remark"] = prose_of(row.cells.get("remark"))


def _long_row(row: MappedRow, sheet: dict[str, Any], criteria: dict[str, Criterion]) -> None:
    def criterion_of(cell: Any) -> str:
        wanted = fold(text_of(cell))
        for key, criterion in criteria.items():
            if wanted in {fold(key), fold(criterion.title), fold(criterion.title_en)}:
                return key
        raise CellRefused(_("“%(text)s” is no criterion of this stage") % {"text": text_of(cell)[:80]})

    key, value = row.read("criterion", criterion_of), row.read("value", score_of)
    if key is None or value is None:
        return
    if key in sheet["values"]:
        row.refuse("criterion", _("this criterion has a score already for the same proposal and juror"))
        return
    sheet["values"][key] = value
    if remark := prose_of(row.cells.get("remark")):
        sheet["remarks"][key] = remark


def _incomplete(sheets: dict[Pair, dict[str, Any]], criteria: dict[str, Criterion], bad: set[int]) -> list[Problem]:
    """A sheet handed in needs a score for every criterion that counts."""
    problems = []
    for sheet in sheets.values():
        lacking = [c.title for key, c in criteria.items() if c.weight and key not in sheet["values"]]
        if lacking and sheet["row"] not in bad:
            problems.append(
                Problem(sheet["row"], "", _("has no score for: %(criteria)s") % {"criteria": ", ".join(lacking)})
            )
    return problems


def _verbs(stage: Stage, sheets: dict[Pair, dict[str, Any]], bad: set[int]) -> list[Planned]:
    """Whether a sheet is there already; never whether its scores are the same.

    Scores come in before the lock only, when nobody may see what jurors gave: a dry run that compared them would
    answer every guess.
    """
    there = set(
        Assignment.objects.filter(stage=stage, sheet__handed_in_at__isnull=False).values_list("entry_id", "juror_id")
    )
    planned = []
    for (entry, juror), sheet in sheets.items():
        if sheet["row"] in bad:
            continue
        verb = "change" if (entry, juror) in there else "new"
        values = {"entry": entry, "juror": juror} | {k: sheet[k] for k in ("values", "remarks", "remark")}
        planned.append(Planned(sheet["row"], verb, sheet["label"], values))
    return planned
