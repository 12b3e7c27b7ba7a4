"""Closing a stage's scores for good, and opening them again with a reason everybody can read."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.actions.judging import JudgingRefused
from tuntas.kipp.actions.unsealing import tell_jury
from tuntas.kipp.models import Lock, Plenary, Stage
from tuntas.kipp.rules.judging import is_scored, may_lock
from tuntas.kipp.terms import EditionStatus
from tuntas.people.models import Person


class NotOrganiser(JudgingRefused):
    """Only an organiser of this edition locks and unlocks."""


class ReasonMissing(JudgingRefused):
    """Opening locked scores needs a reason in words."""


class TooLateToOpen(JudgingRefused):
    """The plenary has closed or the winners are public: scores stay as they are."""


def _held(stage: Stage, by: Person) -> Stage:
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not may_lock(by, fresh.edition):
        raise NotOrganiser(_("Only an organiser of this edition may do this."))
    if not is_scored(fresh):
        raise JudgingRefused(_("This stage has no scores."))
    return fresh


@transaction.atomic
def lock_stage(*, stage: Stage, by: Person, now: datetime) -> Stage:
    """No sheet of the stage can change from here on, and the office sees its scores. Locking twice is harmless.

    Jurors are told here of every time scores were opened before. Raises `NotOrganiser`.
    """
    fresh = _held(stage, by)
    if fresh.locked_at is None:
        fresh.locked_at = now
        fresh.save(update_fields=["locked_at"])
        lock = Lock.objects.create(stage=fresh, by=by, at=now)
        record(act="kipp.stage_locked", subject=fresh, by=by, now=now, data={"lock": lock.pk})
        tell_jury(fresh, now)
    stage.locked_at = fresh.locked_at
    return fresh


@transaction.atomic
def unlock_stage(*, stage: Stage, reason: str, by: Person, now: datetime, for_readers: bool = False) -> Stage:
    """Open locked scores again, before the plenary has closed. The reason is kept beside the lock.

    `for_readers`: only entries given from now on can be scored; sheets given before stay as they are.
    Raises `NotOrganiser`, `ReasonMissing`, `TooLateToOpen`. Unlocking an open stage is harmless.
    """
    fresh = _held(stage, by)
    reason = clean(reason)
    if not reason:
        raise ReasonMissing(_("Write why the scores are opened again; it stays readable beside the ranking."))
    done = Plenary.objects.filter(stage__edition=fresh.edition, closed_at__isnull=False).exists()
    if done or fresh.edition.status in (EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED):
        raise TooLateToOpen(_("The plenary has closed, so the scores stay as they are."))
    if fresh.locked_at is not None:
        fresh.locked_at = None
        fresh.save(update_fields=["locked_at"])
        lock = fresh.locks.filter(opened_at=None).last()
        if lock:
            lock.opened_by, lock.opened_at, lock.reason, lock.for_readers = by, now, reason[:400], for_readers
            lock.save(update_fields=["opened_by", "opened_at", "reason", "for_readers"])
        record(act="kipp.stage_unlocked", subject=fresh, by=by, now=now, data={"lock": lock.pk if lock else None})
    stage.locked_at = None
    return fresh
