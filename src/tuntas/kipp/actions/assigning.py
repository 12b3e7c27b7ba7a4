"""Giving entries to jurors: by lot with even loads, or one by one; and taking them off again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kipp.models import Assignment, Entry, SeatHolder, Stage
from tuntas.kipp.queries.assigning import Draw, draw
from tuntas.kipp.queries.conflicts import bars
from tuntas.kipp.rules.judging import is_scored, judged_stages, may_assign, scores_closed
from tuntas.kipp.terms import Seat
from tuntas.people.models import Person


class AssigningRefused(Exception):
    """The assignment cannot be made or undone; `str(error)` is a sentence for the person who tried."""


class NotStaff(AssigningRefused):
    """Only organisers and the secretariat of this edition assign."""


class StageClosed(AssigningRefused):
    """The stage has closed or is locked, so nobody is assigned any more."""


class TooNear(AssigningRefused):
    """The juror has a conflict of interest with the entry."""


class AlreadyScored(AssigningRefused):
    """The juror has handed the sheet in: it counts and stays."""


@dataclass(frozen=True)
class Shared:
    """What a run did: pairs added, and entries that still lack jurors because of conflicts or a small jury."""

    added: int
    short: int
    seed: int


def _checked(stage: Stage, by: Person, now: datetime) -> Stage:
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not may_assign(by, fresh.edition):
        raise NotStaff(_("Only organisers and the secretariat of this edition may assign."))
    if not is_scored(fresh):
        raise AssigningRefused(_("This stage has no scores."))
    if scores_closed(fresh, now):
        raise StageClosed(_("The stage has closed, so assignments stay as they are."))
    return fresh


def _put(stage: Stage, pairs: Sequence[tuple[int, int]], now: datetime) -> None:
    """Make the (entry id, juror id) pairs hold, waking assignments that were taken off before."""
    Assignment.objects.bulk_create(
        [Assignment(stage=stage, entry_id=entry, juror_id=juror, at=now) for entry, juror in pairs],
        update_conflicts=True,
        unique_fields=["stage", "entry", "juror"],
        update_fields=["at", "removed_at"],
        batch_size=500,
    )


@transaction.atomic
def assign(*, stage: Stage, per_entry: int, by: Person, now: datetime, seed: int) -> Shared:
    """Give every entry of the stage `per_entry` jurors by lot, loads even; what is there already stays.

    A second run tops up and adds nothing where nothing is missing. The seed and a fingerprint of the
    input stand in the journal, so a run can be replayed. Raises `NotStaff`, `StageClosed`.
    """
    fresh = _checked(stage, by, now)
    if not 1 <= per_entry <= 50:
        raise AssigningRefused(_("Choose between 1 and 50 jurors for each proposal."))
    found: Draw = draw(fresh, per_entry=per_entry, seed=seed, now=now)
    _put(fresh, found.pairs, now)
    record(
        act="kipp.jurors_assigned",
        subject=fresh,
        by=by,
        now=now,
        data={"per_entry": per_entry, "seed": seed, "added": len(found.pairs), "input": found.fingerprint},
    )
    return Shared(len(found.pairs), found.short, seed)


@transaction.atomic
def add(*, stage: Stage, entry: Entry, juror: SeatHolder, by: Person, now: datetime) -> Assignment:
    """Give one entry to one juror. Giving it twice is harmless. Raises `NotStaff`, `StageClosed`, `TooNear`."""
    fresh = _checked(stage, by, now)
    if entry.edition_id != fresh.edition_id or entry.case.stage not in judged_stages(fresh):
        raise AssigningRefused(_("This proposal is not scored in this stage."))
    if juror.edition_id != fresh.edition_id or juror.seat != Seat.JUROR or juror.left_at:
        raise AssigningRefused(_("This person is not a juror of this edition."))
    if found := bars(juror, entry, now):
        kinds = ", ".join(str(bar.kind.label).lower() for bar in found)
        raise TooNear(_("This juror has a conflict of interest with the proposal: %(kinds)s.") % {"kinds": kinds})
    there = Assignment.objects.filter(stage=fresh, entry=entry, juror=juror, removed_at=None).first()
    if there:
        return there
    _put(fresh, [(entry.pk, juror.pk)], now)
    made = Assignment.objects.get(stage=fresh, entry=entry, juror=juror)
    record(act="kipp.juror_assigned", subject=made, by=by, now=now, data={"entry": entry.pk, "juror": juror.pk})
    return made


@transaction.atomic
def remove(*, assignment: Assignment, by: Person, now: datetime) -> None:
    """Take an entry off a juror. A draft is kept unseen; a sheet handed in stays and counts (`AlreadyScored`)."""
    _checked(assignment.stage, by, now)
    fresh = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if fresh.removed_at:
        return
    if Assignment.objects.filter(pk=fresh.pk, sheet__handed_in_at__isnull=False).exists():
        raise AlreadyScored(_("This juror has handed the sheet in. It stays and counts."))
    fresh.removed_at = now
    fresh.save(update_fields=["removed_at"])
    record(act="kipp.juror_unassigned", subject=fresh, by=by, now=now, data={"entry": fresh.entry_id})


@transaction.atomic
def release(*, stage: Stage, juror: SeatHolder, by: Person, now: datetime) -> int:
    """Take everything not handed in off a juror who drops out; how many entries are free for others."""
    fresh = _checked(stage, by, now)
    rows = Assignment.objects.filter(stage=fresh, juror=juror, removed_at=None).exclude(
        sheet__handed_in_at__isnull=False
    )
    freed: Iterable[int] = list(rows.values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=freed).update(removed_at=now)
    count = len(list(freed))
    if count:
        record(act="kipp.juror_released", subject=juror, by=by, now=now, data={"stage": fresh.pk, "count": count})
    return count
