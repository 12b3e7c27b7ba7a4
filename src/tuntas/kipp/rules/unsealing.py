"""When the scores of a stage may be looked at, and by whom.

The rule, in full:

* Jurors read their own sheets and nothing of other jurors, before and after the lock.
* The office (organiser, secretariat) reads no score of a stage before it is locked; observers never do. Past its
  closing time a stage still counts as open: the deadline can be extended, so only the lock shows scores.
* An organiser can break the seal of an open stage for a limited time and with a reason. It then shows to
  organisers only, and the whole jury is told once the stage is locked.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tuntas.kipp.models import Edition, Stage, Unsealing
from tuntas.kipp.rules.seats import ORGANISES, seats_of
from tuntas.kipp.terms import SCORED, EditionStatus, Seat
from tuntas.people.models import Person

READERS = frozenset({Seat.ORGANISER, Seat.SECRETARIAT})


def may_unseal(person: Person, edition: Edition) -> bool:
    """Opens scores before the lock, with a reason."""
    return bool(seats_of(person, edition) & ORGANISES)


def can_be_unsealed(stage: Stage, edition: Edition) -> bool:
    """The stage has scores that nobody may look at yet."""
    return edition.status == EditionStatus.OPEN and stage.kind in SCORED and stage.locked_at is None


def span(edition: Edition) -> timedelta:
    """How long scores opened early stay open."""
    return timedelta(minutes=max(1, edition.unseal_minutes))


def unsealed(stages: Iterable[Stage], now: datetime) -> dict[int, Unsealing]:
    """Stage id → the running unsealing, for stages whose scores are open early at this moment; one query or none."""
    waiting = [stage.pk for stage in stages if stage.locked_at is None]
    if not waiting:
        return {}
    running = Unsealing.objects.filter(stage__in=waiting, ended_at=None, at__lte=now, until__gt=now)
    return {row.stage_id: row for row in running.select_related("by", "stage").order_by("until")}


def hidden(stages: Iterable[Stage], seats: frozenset[Seat], now: datetime) -> list[Stage]:
    """Those of the stages whose scores somebody with these seats must not see now."""
    stages = list(stages)
    if not seats & READERS:
        return stages
    early = unsealed(stages, now) if seats & ORGANISES else {}
    return [stage for stage in stages if stage.locked_at is None and stage.pk not in early]
