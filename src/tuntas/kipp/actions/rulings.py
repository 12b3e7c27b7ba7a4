"""Scores a conflicted juror had handed in: do they count? An organiser decides, with a reason.

The rule: until the decision the sheet counts, since a score that was given is not lost by chance. Set aside, it is a
draft again that nobody reads and that counts nowhere; when it had been handed in is kept, so the decision can be
turned round. Both only while the stage is not locked: a locked stage is opened first, with its own reason.
"""

from datetime import datetime

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kipp.actions.conflicts import ConflictRefused, organised, reason_in
from tuntas.kipp.models import Assignment, Conflict, Sheet
from tuntas.kipp.terms import ConflictState, ScoresRuling
from tuntas.people.models import Person


class StageLocked(ConflictRefused):
    """The scores of the stage are locked."""


class NothingScored(ConflictRefused):
    """The juror handed nothing in for this entry."""


@transaction.atomic
def rule_on_scores(*, conflict: Conflict, ruling: ScoresRuling, reason: str, by: Person, now: datetime) -> Conflict:
    """Let the scores count or set them aside. The same decision twice is harmless.

    Raises `NotOrganiser`, `ReasonMissing`, `StageLocked`, `NothingScored`.
    """
    fresh = organised(conflict, by)
    said = reason_in(reason)
    if fresh.state == ConflictState.DISMISSED:
        raise ConflictRefused(_("This conflict was dismissed, so there is nothing to decide about its scores."))
    if fresh.scores == ruling and fresh.scores_reason == said:
        return fresh
    _set_aside(fresh, now) if ruling == ScoresRuling.ASIDE else _give_back(fresh)
    fresh.scores, fresh.scores_reason, fresh.scores_by, fresh.scores_at = ruling, said, by, now
    fresh.save(update_fields=["scores", "scores_reason", "scores_by", "scores_at", "sheets"])
    data = {"entry": fresh.entry_id, "juror": fresh.juror_id, "ruling": str(ruling)}
    record(act="kipp.conflict_scores_ruled", subject=fresh, by=by, now=now, data=data)
    return fresh


def _set_aside(conflict: Conflict, now: datetime) -> None:
    sheets = list(
        Sheet.objects.select_for_update(of=("self",))
        .select_related("assignment__stage")
        .filter(assignment__juror=conflict.juror_id, assignment__entry=conflict.entry_id, handed_in_at__isnull=False)
    )
    if not sheets and not conflict.sheets:
        raise NothingScored(_("This juror has handed in no scores for the proposal."))
    _must_be_open(sheets)
    for sheet in sheets:
        assert sheet.handed_in_at is not None
        conflict.sheets[str(sheet.pk)] = sheet.handed_in_at.isoformat()
        sheet.handed_in_at, sheet.revision = None, sheet.revision + 1
        sheet.save(update_fields=["handed_in_at", "revision"])
        Assignment.objects.filter(pk=sheet.assignment_id, removed_at=None).update(removed_at=now)


def _give_back(conflict: Conflict) -> None:
    """Sheets set aside before count again from when they had been handed in."""
    sheets = list(
        Sheet.objects.select_for_update(of=("self",))
        .select_related("assignment__stage")
        .filter(pk__in=[int(pk) for pk in conflict.sheets], handed_in_at=None)
    )
    _must_be_open(sheets)
    for sheet in sheets:
        sheet.handed_in_at, sheet.revision = parse_datetime(conflict.sheets[str(sheet.pk)]), sheet.revision + 1
        sheet.save(update_fields=["handed_in_at", "revision"])
        Assignment.objects.filter(pk=sheet.assignment_id).update(removed_at=None)
    conflict.sheets = {}


def _must_be_open(sheets: list[Sheet]) -> None:
    if any(sheet.assignment.stage.locked_at is not None for sheet in sheets):
        raise StageLocked(_("The scores of this stage are locked. Open them first, with a reason, then decide."))
