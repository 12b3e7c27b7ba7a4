"""Giving entries to jurors: worked out, adjusted or one by one; and taking them off again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from tuntas import __version__
from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.kipp.actions.conflicts import ConflictRefused, clear
from tuntas.kipp.actions.handing import tell_given
from tuntas.kipp.models import Assignment, Entry, Run, SeatHolder, Stage
from tuntas.kipp.queries.planning import Pair, Plan, Wish, plan
from tuntas.kipp.rules.barring import bars
from tuntas.kipp.rules.judging import is_scored, judged_stages, may_assign, may_lock, scores_closed
from tuntas.kipp.terms import RunMode, Seat
from tuntas.people.models import Person

BATCH = 500
CODE = f"tuntas {__version__}, numpy {np.__version__}"[:40]


class AssigningRefused(Exception):
    """The assignment cannot be made or undone; `str(error)` is a sentence for the person who tried."""


class NotStaff(AssigningRefused):
    """Only organisers and the secretariat of this edition assign."""


class StageClosed(AssigningRefused):
    """The stage has closed or is locked, so nobody is assigned any more."""


class TooNear(AssigningRefused):
    """The juror has a conflict of interest with the entry, and no reason was given to assign it all the same."""


class AlreadyScored(AssigningRefused):
    """The juror has handed the sheet in: it counts and stays."""


class Outdated(AssigningRefused):
    """What the preview was worked out from has changed since; nothing was done."""


@dataclass(frozen=True)
class Shared:
    """What a run did: pairs added and taken off, entries that still lack jurors, and the row that keeps it all."""

    added: int
    short: int
    seed: int
    removed: int
    run: Run


def held_stage(stage: Stage, by: Person, now: datetime) -> Stage:
    """The stage, locked for this transaction. Raises `NotStaff`, `StageClosed`, or `AssigningRefused`."""
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not may_assign(by, fresh.edition):
        raise NotStaff(_("Only organisers and the secretariat of this edition may assign."))
    if not is_scored(fresh):
        raise AssigningRefused(_("This stage has no scores."))
    if scores_closed(fresh, now):
        raise StageClosed(_("The stage has closed, so assignments stay as they are."))
    return fresh


def put(stage: Stage, pairs: Sequence[Pair], now: datetime, *, run: Run | None = None, despite: str = "") -> None:
    """Make the (entry id, juror id) pairs hold, waking assignments that were taken off before."""
    number = run.pk if run else None  # ids, not objects: half the time for thousands of pairs
    Assignment.objects.bulk_create(
        [
            Assignment(stage_id=stage.pk, entry_id=entry, juror_id=juror, at=now, run_id=number, despite=despite)
            for entry, juror in pairs
        ],
        update_conflicts=True,
        unique_fields=["stage", "entry", "juror"],
        update_fields=["at", "removed_at", "run", "despite"],
        batch_size=BATCH,
    )


def assign(
    *, stage: Stage, per_entry: int, by: Person, now: datetime, seed: int, most: int | None = None, seen: str = ""
) -> Shared:
    """Give every entry of the stage `per_entry` jurors at the least cost; what is there already stays.

    A second run tops up and adds nothing where nothing is missing. All of the run is kept, so it can be
    replayed. `seen` is the fingerprint of the preview. Raises `NotStaff`, `StageClosed`, `Outdated`.
    """
    return carry_out(stage=stage, wish=Wish(RunMode.ASSIGN, per_entry, most), by=by, now=now, seed=seed, seen=seen)


def adjust(
    *,
    stage: Stage,
    per_entry: int,
    by: Person,
    now: datetime,
    seed: int,
    without: Collection[int] = (),
    most: int | None = None,
    even: bool = False,
    seen: str = "",
) -> Shared:
    """Replace what is lost by conflicts, departures and the jurors of `without`; move as few other pairs as can be.

    `even`: level loads matter more than few moves. Raises `NotStaff`, `StageClosed`, `Outdated`.
    """
    wish = Wish.adjust(per_entry, without, most=most, even=even)
    return carry_out(stage=stage, wish=wish, by=by, now=now, seed=seed, seen=seen)


@transaction.atomic
def carry_out(*, stage: Stage, wish: Wish, by: Person, now: datetime, seed: int, seen: str = "") -> Shared:
    """Work the run out once more and do it, all or nothing, with everything kept that it was worked out from."""
    fresh = held_stage(stage, by, now)
    if not 1 <= wish.per_entry <= 50:
        raise AssigningRefused(_("Choose between 1 and 50 jurors for each proposal."))
    found = plan(fresh, wish, seed=seed, now=now)
    if seen and seen != found.fingerprint:
        raise Outdated(_("Something has changed since this preview. Please look at the new one; nothing was done."))
    run = _kept(fresh, found, by, now)
    put(fresh, found.added, now, run=run)
    _take_off(fresh, found.removed, now)
    tell_given(fresh, {juror for _entry, juror in found.added}, now)
    record(
        act="kipp.jurors_assigned" if wish.mode == RunMode.ASSIGN else "kipp.jurors_adjusted",
        subject=fresh,
        by=by,
        now=now,
        data={
            "run": run.pk,
            "per_entry": wish.per_entry,
            "seed": seed,
            "added": len(found.added),
            "removed": len(found.removed),
            "input": run.input_hash,
            "result": run.result_hash,
        },
    )
    return Shared(len(found.added), found.short, seed, len(found.removed), run)


def _kept(stage: Stage, found: Plan, by: Person, now: datetime) -> Run:
    wish, solution = found.wish, found.solution
    return Run.objects.create(
        stage=stage,
        mode=wish.mode,
        by=by,
        at=now,
        seed=found.seed,
        per_entry=wish.per_entry,
        parameters={"most": wish.most, "even": wish.even, "without": sorted(wish.without), "loads": found.after},
        input=solution.input.packed(),
        input_hash=found.fingerprint,
        result_hash=solution.hash,
        objective=solution.objective,
        added=len(found.added),
        removed=len(found.removed),
        short=found.short,
        groups=max(len(solution.groups), 1),
        code=CODE,
    )


def _take_off(stage: Stage, pairs: Sequence[Pair], now: datetime) -> None:
    """Sheets handed in are never among the pairs; drafts are kept unseen."""
    by_juror: dict[int, list[int]] = {}
    for entry, juror in pairs:
        by_juror.setdefault(juror, []).append(entry)
    for juror, entries in by_juror.items():
        for start in range(0, len(entries), BATCH):
            Assignment.objects.filter(
                stage=stage, juror=juror, entry__in=entries[start : start + BATCH], removed_at=None
            ).update(removed_at=now)


@transaction.atomic
def add(*, stage: Stage, entry: Entry, juror: SeatHolder, by: Person, now: datetime, despite: str = "") -> Assignment:
    """Give one entry to one juror. Giving it twice is harmless.

    In spite of a conflict only an organiser may, with a reason in `despite`: the conflict is dismissed with it, the
    reason stays beside the assignment, and both are journalled. Raises `NotStaff`, `StageClosed`, `TooNear`.
    """
    fresh = held_stage(stage, by, now)
    if entry.edition_id != fresh.edition_id or entry.case.stage not in judged_stages(fresh):
        raise AssigningRefused(_("This proposal is not scored in this stage."))
    if juror.edition_id != fresh.edition_id or juror.seat != Seat.JUROR or juror.left_at:
        raise AssigningRefused(_("This person is not a juror of this edition."))
    there = Assignment.objects.filter(stage=fresh, entry=entry, juror=juror, removed_at=None).first()
    reason = clean(despite)[:400]
    near = bars(juror, entry, now)
    if near and not reason:
        kinds = ", ".join(str(bar.kind.label).lower() for bar in near)
        raise TooNear(_("This juror has a conflict of interest with the proposal: %(kinds)s.") % {"kinds": kinds})
    if near:
        override(juror=juror, entry=entry, reason=reason, by=by, now=now)
    if there and not near:
        return there
    reason = reason if near else ""
    put(fresh, [(entry.pk, juror.pk)], now, despite=reason)
    made = Assignment.objects.get(stage=fresh, entry=entry, juror=juror)
    data = {"entry": entry.pk, "juror": juror.pk}
    record(act="kipp.juror_assigned", subject=made, by=by, now=now, data=data)
    if near:
        record(act="kipp.conflict_overridden", subject=made, by=by, now=now, data=data)
    return made


def override(*, juror: SeatHolder, entry: Entry, reason: str, by: Person, now: datetime) -> None:
    """Dismiss what stands between the two, as an organiser, inside the caller's transaction. Raises `TooNear`."""
    if not may_lock(by, juror.edition):
        raise TooNear(_("Only an organiser may assign in spite of a conflict."))
    try:
        clear(juror=juror, entry=entry, reason=reason, by=by, now=now)
    except ConflictRefused as refused:
        raise TooNear(str(refused)) from refused


@dataclass(frozen=True)
class Given:
    """A pair of a sheet; `despite` is the reason where a conflict stands between them."""

    entry: int
    juror: int
    despite: str = ""


@transaction.atomic
def bring_in(*, stage: Stage, pairs: Sequence[Given], source: Mapping[str, Any], by: Person, now: datetime) -> Run:
    """The pairs of a sheet that was tried dry; `source` says which. Overrides as in `add`. Raises `TooNear`."""
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    run = Run.objects.create(
        stage=fresh, mode=RunMode.BULK, by=by, at=now, parameters=dict(source), added=len(pairs), code=CODE
    )
    put(fresh, [(one.entry, one.juror) for one in pairs if not one.despite], now, run=run)
    against = [one for one in pairs if one.despite]
    jurors = SeatHolder.objects.select_related("edition").in_bulk([one.juror for one in against])
    entries = Entry.objects.select_related("edition").in_bulk([one.entry for one in against])
    for one in against:
        override(juror=jurors[one.juror], entry=entries[one.entry], reason=one.despite, by=by, now=now)
        put(fresh, [(one.entry, one.juror)], now, run=run, despite=one.despite)
        made = Assignment.objects.get(stage=fresh, entry=one.entry, juror=one.juror)
        data = {"entry": one.entry, "juror": one.juror}
        record(act="kipp.conflict_overridden", subject=made, by=by, now=now, data=data)
    record(
        act="kipp.assignments_imported",
        subject=fresh,
        by=by,
        now=now,
        data={"run": run.pk, "added": len(pairs), "overridden": len(against)},
    )
    return run


@transaction.atomic
def remove(*, assignment: Assignment, by: Person, now: datetime) -> None:
    """Take an entry off a juror. A draft is kept unseen; a sheet handed in stays and counts (`AlreadyScored`)."""
    held_stage(assignment.stage, by, now)
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
    fresh = held_stage(stage, by, now)
    rows = Assignment.objects.filter(stage=fresh, juror=juror, removed_at=None).exclude(
        sheet__handed_in_at__isnull=False
    )
    freed: Iterable[int] = list(rows.values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=freed).update(removed_at=now)
    count = len(list(freed))
    if count:
        record(act="kipp.juror_released", subject=juror, by=by, now=now, data={"stage": fresh.pk, "count": count})
    return count
