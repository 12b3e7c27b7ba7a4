"""A juror's sheet: saving it in parts, handing it in, taking it back; and the total made again after an amendment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.bilingual import said
from tuntas.kernel.text import clean
from tuntas.kipp.models import Assignment, Criterion, Score, Sheet, Stage
from tuntas.kipp.rules.barring import bars
from tuntas.kipp.rules.judging import judged_stages, takes_scores
from tuntas.kipp.rules.reopening import shut_for
from tuntas.kipp.rules.scoring import needs_remark, total_of
from tuntas.people.models import Person


class JudgingRefused(Exception):
    """Scores cannot be changed like that; `str(error)` is a sentence for the person who tried."""


class NotYourSheet(JudgingRefused):
    """The entry is not, or no longer, assigned to this juror in this edition."""


class ScoringClosed(JudgingRefused):
    """The stage does not take scores now: not begun, past its closing second, or locked."""


class StaleSheet(JudgingRefused):
    """Another tab saved first; nothing was overwritten."""


class AlreadyHandedIn(JudgingRefused):
    """A sheet that was handed in is taken back before it changes."""


class SheetIncomplete(JudgingRefused):
    """Something is missing; `missing` maps field names to sentences."""

    def __init__(self, missing: dict[str, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(missing.values())))
        self.missing = missing


@dataclass(frozen=True)
class Marks:
    """What a juror wrote: scores and remarks by criterion key, and the remark about the whole."""

    values: Mapping[str, Decimal | None] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""


def _locked(assignment: Assignment, by: Person, now: datetime) -> Assignment:
    """The assignment, held until commit, after asking whether this person may write on it now."""
    fresh = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("stage__edition", "juror__edition", "entry__case")
        .get(pk=assignment.pk)
    )
    mine = fresh.juror.person_id == by.pk and fresh.juror.left_at is None and by.is_active
    if not mine or fresh.removed_at or fresh.juror.edition_id != fresh.stage.edition_id:
        raise NotYourSheet(_("This proposal is not assigned to you."))
    if bars(fresh.juror, fresh.entry, now):
        raise NotYourSheet(_("This proposal is not assigned to you."))
    if fresh.entry.case.stage not in judged_stages(fresh.stage):
        raise NotYourSheet(_("This proposal is not being scored any more. Ask the secretariat."))
    if not takes_scores(fresh.stage, fresh.stage.edition, now):
        raise ScoringClosed(_("Scoring is closed. What you saved before is kept."))
    if shut_for(fresh):
        raise ScoringClosed(_("Only further readers score now. What you handed in before stays as it is."))
    return fresh


@transaction.atomic
def save_sheet(*, assignment: Assignment, marks: Marks, revision: int, by: Person, now: datetime) -> Sheet:
    """Keep what the juror has so far; nothing needs to be complete.

    `revision` is the one the juror's page was made from. The same content sent twice is kept once.
    Raises `NotYourSheet`, `ScoringClosed`, `AlreadyHandedIn`, `StaleSheet`.
    """
    return _save(_locked(assignment, by, now), marks, revision, by, now)


@transaction.atomic
def hand_in(*, assignment: Assignment, marks: Marks, revision: int, by: Person, now: datetime) -> Sheet:
    """Save and hand in: from here on the sheet counts. Every weighted criterion needs a score, every extreme a remark.

    Raises what `save_sheet` raises, and `SheetIncomplete`. Handing in the same sheet twice is harmless.
    """
    fresh = _locked(assignment, by, now)
    sheet = Sheet.objects.filter(assignment=fresh).first()
    if sheet and sheet.handed_in_at:
        if _same(sheet, marks, _criteria(fresh.stage)):
            return sheet
        raise AlreadyHandedIn(_("You have handed this sheet in. Take it back first to change it."))
    if missing := missing_in(fresh.stage, marks):
        raise SheetIncomplete(missing)
    sheet = _save(fresh, marks, revision, by, now)
    sheet.handed_in_at = now
    sheet.save(update_fields=["handed_in_at"])
    record(act="kipp.sheet_handed_in", subject=sheet, by=by, now=now, data={"revision": sheet.revision})
    return sheet


@transaction.atomic
def take_back(*, assignment: Assignment, by: Person, now: datetime) -> Sheet:
    """Make an own handed-in sheet a draft again while the stage runs; it stops counting until handed in anew."""
    fresh = _locked(assignment, by, now)
    sheet = Sheet.objects.filter(assignment=fresh).first()
    if sheet is None:
        raise NotYourSheet(_("There is nothing to take back yet."))
    if sheet.handed_in_at:
        sheet.handed_in_at, sheet.revision = None, sheet.revision + 1
        sheet.save(update_fields=["handed_in_at", "revision"])
        record(act="kipp.sheet_taken_back", subject=sheet, by=by, now=now, data={"revision": sheet.revision})
    return sheet


@transaction.atomic
def recompute(*, stage: Stage, by: Person, now: datetime) -> int:
    """Make every total of the stage again from its raw scores, after criteria were amended; how many changed."""
    criteria = _criteria(stage)
    weights = {one.pk: one.weight for one in criteria.values()}
    values: dict[int, dict[int, Decimal | None]] = {}
    for sheet_id, criterion_id, value in Score.objects.filter(sheet__assignment__stage=stage).values_list(
        "sheet_id", "criterion_id", "value"
    ):
        values.setdefault(sheet_id, {})[criterion_id] = value
    changed = []
    for sheet in Sheet.objects.select_for_update().filter(assignment__stage=stage):
        total = total_of(values.get(sheet.pk, {}), weights)
        if total != sheet.total or sheet.weights_version != stage.weights_version:
            sheet.total, sheet.weights_version = total, stage.weights_version
            changed.append(sheet)
    Sheet.objects.bulk_update(changed, ["total", "weights_version"], batch_size=500)
    record(
        act="kipp.totals_recomputed",
        subject=stage,
        by=by,
        now=now,
        data={"weights_version": stage.weights_version, "changed": len(changed)},
    )
    return len(changed)


def missing_in(stage: Stage, marks: Marks) -> dict[str, str]:
    """What keeps a sheet from being handed in: field name → sentence, in the order of the rubric."""
    found: dict[str, str] = {}
    low, high = stage.edition.remark_low, stage.edition.remark_high
    for key, criterion in _criteria(stage).items():
        value = marks.values.get(key)
        if value is None and criterion.weight:
            found[f"value-{key}"] = _("Give a score for “%(criterion)s”.") % {"criterion": said(criterion, "title")}
        elif needs_remark(value, low, high) and not clean(marks.remarks.get(key, "")):
            found[f"remark-{key}"] = _("Explain the score for “%(criterion)s”: it is very low or very high.") % {
                "criterion": said(criterion, "title")
            }
    return found


def _criteria(stage: Stage) -> dict[str, Criterion]:
    return {one.key: one for one in stage.criteria.all()}


def _written(marks: Marks, criteria: Mapping[str, Criterion]) -> dict[int, tuple[Decimal | None, str]]:
    """Score and remark by criterion id, cleaned; a value outside 0–100 is refused."""
    found = {}
    for key, criterion in criteria.items():
        value = marks.values.get(key)
        if value is not None and not 0 <= value <= 100:
            raise JudgingRefused(_("A score is a number from 0 to 100."))
        found[criterion.pk] = (value, clean(marks.remarks.get(key, "")))
    return found


def _kept(sheet: Sheet) -> dict[int, tuple[Decimal | None, str]]:
    return {one.criterion_id: (one.value, one.remark) for one in sheet.scores.all()}


def _same(sheet: Sheet, marks: Marks, criteria: Mapping[str, Criterion]) -> bool:
    """The sheet already holds exactly these marks."""
    kept = _kept(sheet)
    written = _written(marks, criteria)
    return sheet.remark == clean(marks.remark) and all(kept.get(pk, (None, "")) == mark for pk, mark in written.items())


def _save(assignment: Assignment, marks: Marks, revision: int, by: Person, now: datetime) -> Sheet:
    """Write the changed scores, the total and the next revision; the assignment is held by the caller."""
    stage, criteria = assignment.stage, _criteria(assignment.stage)
    written = _written(marks, criteria)
    sheet = Sheet.objects.filter(assignment=assignment).first()
    kept = _kept(sheet) if sheet else {}
    remark = clean(marks.remark)
    changed = {pk: mark for pk, mark in written.items() if kept.get(pk, (None, "")) != mark}
    if sheet and sheet.handed_in_at:
        raise AlreadyHandedIn(_("You have handed this sheet in. Take it back first to change it."))
    if sheet and not changed and sheet.remark == remark:
        return sheet
    if revision != (sheet.revision if sheet else 0):
        raise StaleSheet(
            _("This sheet was saved in another tab or on another device. Nothing was overwritten; open it again.")
        )
    weights = {criterion.pk: criterion.weight for criterion in criteria.values()}
    total = total_of({pk: value for pk, (value, _note) in written.items()}, weights)
    fields: dict[str, Any] = {
        "total": total,
        "weights_version": stage.weights_version,
        "remark": remark,
        "revision": revision + 1,
        "saved_at": now,
    }
    if sheet is None:
        sheet = Sheet.objects.create(assignment=assignment, **fields)
    else:
        for name, value in fields.items():
            setattr(sheet, name, value)
        sheet.save(update_fields=list(fields))
    Score.objects.bulk_create(
        [Score(sheet=sheet, criterion_id=pk, value=value, remark=note) for pk, (value, note) in changed.items()],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["value", "remark"],
    )
    record(act="kipp.sheet_saved", subject=sheet, by=by, now=now, data={"revision": sheet.revision})
    return sheet
