"""What ranks would be under an amendment: its changes are made, read, and taken back again. Nothing of it stays."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tuntas.kipp.actions.amendments import reweigh
from tuntas.kipp.actions.charter import write_changes
from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.queries.ranking import RankedRow, ranking
from tuntas.kipp.queries.standings import counted_stages
from tuntas.kipp.rules.amending import shifts_ranks, shifts_totals
from tuntas.kipp.rules.charter.changes import Change
from tuntas.kipp.rules.charter.stages import STAGES
from tuntas.kipp.rules.judging import may_see_scores
from tuntas.people.models import Person


@dataclass(frozen=True)
class Shift:
    """One proposal whose rank in its track would change."""

    number: int | None
    title: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Trial:
    """A ranking before and after: how many proposals it holds and those whose place changes."""

    title: Stage | None  # None: the final score
    entries: int
    shifts: tuple[Shift, ...]


def trials_of(edition: Edition, changes: list[Change], by: Person, now: datetime) -> list[Trial]:
    """Ranks before and after, only of stages whose scores this person may see by now; empty where no weight changes."""
    if not any(shifts_ranks(change) for change in changes):
        return []
    totals = {change.stage for change in changes if shifts_totals(change)}
    stages = [stage for stage in edition.stages.filter(key__in=totals) if may_see_scores(by, edition, stage, now)]
    counted = counted_stages(edition)
    whole = any(shifts_ranks(change) and (change.shelf is STAGES or change.stage in totals) for change in changes)
    wanted: list[Stage | None] = [stage for stage in stages if any(one.pk == stage.pk for one in counted)]
    if whole and len(counted) > 1 and all(may_see_scores(by, edition, stage, now) for stage in counted):
        wanted.append(None)
    if not wanted:
        return []
    before = [ranking(edition, stage) for stage in wanted]
    after = _tried(edition, changes, wanted, totals, by, now)
    return [_trial(stage, old, new) for stage, old, new in zip(wanted, before, after, strict=True)]


def _tried(
    edition: Edition,
    changes: list[Change],
    wanted: list[Stage | None],
    totals: set[str],
    by: Person,
    now: datetime,
) -> list[list[RankedRow]]:
    with transaction.atomic():
        fresh = Edition.objects.select_for_update().get(pk=edition.pk)
        write_changes(fresh, changes)
        for key in sorted(totals):
            reweigh(fresh, key, by, now)
        found = [ranking(fresh, None if stage is None else Stage.objects.get(pk=stage.pk)) for stage in wanted]
        transaction.set_rollback(True)
    return found


def _trial(stage: Stage | None, before: list[RankedRow], after: list[RankedRow]) -> Trial:
    old = {row.entry_id: row.rank for row in before}
    shifts = tuple(
        Shift(row.number, row.title, old.get(row.entry_id), row.rank)
        for row in after
        if row.rank != old.get(row.entry_id)
    )
    return Trial(stage, len(after), shifts)
