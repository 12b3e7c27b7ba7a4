"""Closing a stage at quorum, with the consequences kept beside the lock."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.actions.judging import JudgingRefused
from tuntas.kipp.actions.locking import NotOrganiser, ReasonMissing, lock_stage
from tuntas.kipp.models import Lock, Stage
from tuntas.kipp.queries.lateness import closing
from tuntas.kipp.rules.calendar import has_opened
from tuntas.kipp.rules.judging import is_scored, may_lock
from tuntas.people.models import Person


class NotBegun(JudgingRefused):
    """The stage has not opened, so there is nothing to close."""


@transaction.atomic
def close_at_quorum(*, stage: Stage, reason: str, by: Person, now: datetime) -> Lock:
    """Lock the stage with sheets missing. Reason and counts stay beside the lock. Twice is harmless.

    Raises `NotOrganiser`, `ReasonMissing`, `NotBegun`.
    """
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not may_lock(by, fresh.edition):
        raise NotOrganiser(_("Only an organiser of this edition may do this."))
    reason = clean(reason)[:400]
    if not reason:
        raise ReasonMissing(_("Write why the stage closes with sheets missing; it stays readable beside the ranking."))
    if not is_scored(fresh) or not has_opened(fresh, now):
        raise NotBegun(_("This stage has not opened yet."))
    if fresh.locked_at is not None:
        stage.locked_at = fresh.locked_at
        return fresh.locks.order_by("at", "pk").last()  # type: ignore[return-value]  # a locked stage has a lock
    found = closing(fresh, now)
    lock_stage(stage=fresh, by=by, now=now)
    lock = Lock.objects.filter(stage=fresh, opened_at=None).latest("at", "pk")
    lock.early, lock.why, lock.missing, lock.below = True, reason, found.missing, found.below
    lock.save(update_fields=["early", "why", "missing", "below"])
    data = {
        "lock": lock.pk,
        "missing": found.missing,
        "below": found.below,
        "quorum": fresh.quorum,
        "jurors": sorted(one.juror.pk for one in found.silent),
    }
    record(act="kipp.stage_closed_at_quorum", subject=fresh, by=by, now=now, data=data)
    stage.locked_at = fresh.locked_at or now
    return lock
