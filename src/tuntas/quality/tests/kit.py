"""Cases that went their way, written straight into the tables: what a month of work left behind."""

from datetime import datetime, timedelta
from itertools import count

from tuntas.casework.models import Case, Step
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.quality.actions import note

_numbers = count(1)


def walked(
    place: Place,
    by: Person,
    at: datetime,
    head: Person,
    *,
    hours: float = 8,
    end: str = "settled",
    told: bool = True,
    reopened: bool = False,
    promised_days: int | None = 20,
    **noted,
) -> Case:
    """Opened `at`, ended `hours` by the clock later; anything `note` takes is noted. `reopened`: open again now."""
    ended = at + timedelta(hours=hours)
    case = Case.objects.create(
        reference=f"UJI-{next(_numbers):08d}",
        flow="test.request",
        stage="received" if reopened else end,
        title="Surat",
        place=place,
        opened_by=by,
        opened_at=at,
        stage_since=ended,
        promised_at=None if promised_days is None else at + timedelta(days=promised_days),
        closed_at=None if reopened else ended,
        told_at=ended if told and not reopened else None,
    )
    trail = [("open", "", "received", at), ("check", "received", "checking", at), ("settle", "checking", end, ended)]
    if reopened:
        trail.append(("reopen", end, "received", ended + timedelta(hours=1)))
    Step.objects.bulk_create(
        Step(case=case, number=number, move=move, from_stage=source, to_stage=target, by=by, at=moment)
        for number, (move, source, target, moment) in enumerate(trail, 1)
    )
    if noted:
        note(case=case, now=ended, **noted)
    return case
