"""What the province sees over all copies: the funnel, days in each stage, what has come to rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import Count, F, QuerySet

from tuntas.casework.flow import stage_of
from tuntas.replication.models import Mark, Replication
from tuntas.replication.terms import CopyStage

WAY = (
    CopyStage.INTEREST,
    CopyStage.VERIFIED,
    CopyStage.REQUESTED,
    CopyStage.APPROVED,
    CopyStage.AGREED,
    CopyStage.PREPARING,
    CopyStage.RUNNING,
    CopyStage.MEASURED,
    CopyStage.CONFIRMED,
)


@dataclass(frozen=True)
class Step:
    """One stage of the funnel: how many ever came so far, how many stand there, days spent (median)."""

    stage: CopyStage
    came: int
    here: int
    days: float | None
    share: int  # percent of all that began


@dataclass(frozen=True)
class Statistics:
    """The funnel and what left it. `stalled` counts live copies past their working days."""

    steps: list[Step]
    began: int
    refused: int
    withdrawn: int
    stopped: int
    paused: int
    stalled: int


def statistics(now: datetime) -> Statistics:
    """Everything in four queries; samples count too, and are marked in the list."""
    came = dict(
        Mark.objects.order_by()
        .values("stage")
        .annotate(n=Count("replication", distinct=True))
        .values_list("stage", "n")
    )
    here = dict(
        Replication.objects.order_by().values("case__stage").annotate(n=Count("pk")).values_list("case__stage", "n")
    )
    spent: dict[str, list[float]] = {}
    for stage, at, left in Mark.objects.exclude(left_at=None).values_list("stage", "at", "left_at"):
        if left:
            spent.setdefault(stage, []).append((left - at).total_seconds() / 86_400)
    began = came.get(CopyStage.INTEREST, 0)
    steps = [
        Step(
            stage,
            came.get(stage, 0),
            here.get(stage, 0),
            round(median(spent[stage]), 1) if stage in spent else None,
            100 * came.get(stage, 0) // began if began else 0,
        )
        for stage in WAY
    ]
    return Statistics(
        steps=steps,
        began=began,
        refused=here.get(CopyStage.REFUSED, 0),
        withdrawn=here.get(CopyStage.WITHDRAWN, 0),
        stopped=here.get(CopyStage.STOPPED, 0),
        paused=here.get(CopyStage.PAUSED, 0),
        stalled=stalled(now).count(),
    )


def stalled(now: datetime) -> QuerySet[Replication]:
    """Live copies past the working days of their stage, the longest first."""
    return (
        Replication.objects.filter(is_live=True, case__due_at__lt=now)
        .select_related("case", "adopter", "innovation__owner", "place")
        .order_by("case__due_at", "pk")
    )


def listed(stage: str = "") -> QuerySet[Replication]:
    """All copies, or those at one stage, newest movement first."""
    found = Replication.objects.select_related("case", "adopter", "innovation__owner", "place", "parent__case")
    if stage in CopyStage.values:
        found = found.filter(case__stage=stage)
    return found.order_by(F("case__stage_since").desc(), "-pk")


def rows_for_sheet(copies: Iterable[Replication]) -> list[list[Any]]:
    """The rows of the export, in the reader's language."""
    return [
        [
            copy.case.reference,
            copy.innovation.name,
            copy.innovation.owner.name if copy.innovation.owner else copy.innovation.owner_name,
            copy.adopter.name,
            copy.place.full_name,
            copy.place_id,
            copy.parent.case.reference if copy.parent else "",
            str(stage_of(copy.case).name),
            copy.case.opened_at,
            copy.case.stage_since,
            copy.case.due_at,
            copy.running_since,
            copy.units.replace("\n", "; "),
            "x" if copy.case.is_sample else "",
        ]
        for copy in copies
    ]
