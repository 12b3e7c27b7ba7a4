"""Invented figures for the demonstration: two years of ended cases and a survey, all marked as sample."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from tuntas.casework.actions import holidays
from tuntas.casework.models import Case, Step
from tuntas.casework.rules import deadline
from tuntas.casework.terms import Flow
from tuntas.kernel.clock import wib
from tuntas.kernel.identifiers import reference
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.quality.actions.measuring import refresh
from tuntas.quality.models import NAMES, Measure, Remark, Response
from tuntas.quality.rules.hours import month_of

TITLE = "Contoh: angka rekaan"
GROUPS = ("woman", "poor", "elderly", "youth", "disability")
REMARKS = ("Contoh: petugas ramah, kursi tunggu kurang.", "Contoh: mohon buka juga hari Sabtu pagi.")


@transaction.atomic
def build_figures(
    *, service: str, flow: Flow, trail: tuple[str, ...], places: list[Place], by: Person, now: datetime
) -> int:
    """Cases of two years that went along `trail` (keys of moves from the first stage to an end); how many.

    The first place has most of them. Nobody can open them; they are there for the sums alone.
    """
    draw, off = Random(2021), holidays()
    cases, ends = [], []
    for rank, place in enumerate(places):
        for number in range(150 if rank == 0 else 25):
            opened = _office(now - timedelta(days=draw.randrange(12, 700)), draw)
            end = _office(opened + timedelta(days=draw.choice((0, 0, 1, 1, 1, 2, 2, 3, 6))), draw, opened)
            cases.append(
                Case(
                    reference=reference("CNTH"),
                    flow=flow.key,
                    stage=flow.move(trail[-1]).to,
                    title=TITLE,
                    place=place,
                    opened_by=by,
                    opened_at=opened,
                    stage_since=end,
                    promised_at=deadline(opened, flow.promise.days, off),
                    closed_at=end,
                    told_at=end if number % 12 else None,
                    is_sample=True,
                )
            )
            ends.append(end)
    Case.objects.bulk_create(cases, batch_size=500)
    steps = [step for case, end in zip(cases, ends, strict=True) for step in _steps(case, flow, trail, by, end)]
    Step.objects.bulk_create(steps, batch_size=1000)
    Measure.objects.bulk_create(
        [
            Measure(
                case=case,
                service=service,
                noted=True,
                visits=draw.choice((1, 1, 1, 2)),
                documents=draw.choice((1, 2, 2, 3)),
                extra_returns=int(draw.random() < 0.08),
                groups=",".join(sorted(group for group in GROUPS if draw.random() < 0.35)),
            )
            for case in cases
        ],
        batch_size=500,
    )
    refresh()
    return len(cases)


@transaction.atomic
def build_survey(*, service: str, place: Place, now: datetime, sheets: int = 60) -> None:
    """Answers of a year, and two remarks nobody has looked at."""
    draw = Random(14)
    months = [month_of(wib(now - timedelta(days=30 * back)).date()) for back in range(11)]
    Response.objects.bulk_create(
        Response(
            version=1,
            service=service,
            place=place,
            month=draw.choice(months),
            channel=draw.choice(("paper", "paper", "kiosk", "phone")),
            is_sample=True,
            **{name: draw.choice((2, 3, 3, 4, 4, None if name != "u1" else 3)) for name in NAMES},
        )
        for _ in range(sheets)
    )
    Remark.objects.bulk_create(
        Remark(service=service, place=place, month=months[0], text=text, is_sample=True) for text in REMARKS
    )


def _steps(case: Case, flow: Flow, trail: tuple[str, ...], by: Person, end: datetime) -> list[Step]:
    opened, at = case.opened_at, flow.stages[0].key
    steps = [Step(case=case, number=1, move="open", to_stage=at, by=by, at=opened)]
    for number, key in enumerate(trail, 2):
        move = flow.move(key)
        moment = opened + (end - opened) * (number - 1) / len(trail)
        steps.append(Step(case=case, number=number, move=key, from_stage=at, to_stage=move.to, by=by, at=moment))
        at = move.to
    return steps


def _office(moment: datetime, draw: Random, after: datetime | None = None) -> datetime:
    """Some minute of the office day of the next weekday; later than `after`."""
    local = wib(moment)
    while local.weekday() > 4:
        local += timedelta(days=1)
    found = local.replace(hour=draw.randrange(8, 16), minute=draw.randrange(60), second=0, microsecond=0)
    return found if after is None or found > after else after + timedelta(minutes=draw.randrange(20, 120))
