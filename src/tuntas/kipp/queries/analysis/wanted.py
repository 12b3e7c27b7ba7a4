"""Which entries want a further reader, and which the panel is to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from tuntas.kipp.models import Edition, Stage, Talk
from tuntas.kipp.queries.analysis.shape import Line
from tuntas.kipp.rules.scoring import micros


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry that wants a further reader and why: its jurors are apart, or its interval lies across the cut."""

    line: Line
    apart: bool


def wanted_in(lines: Iterable[Line], gap: Decimal | None) -> list[Wanted]:
    """Those entries, nearest to an even chance first. Without a gap only the cut asks for readers."""
    least = None if gap is None else micros(gap)
    found = []
    for line in lines:
        apart = least is not None and line.gap is not None and line.scored > 1 and line.gap >= least
        if apart or line.straddles:
            found.append(Wanted(line, apart))
    return sorted(
        found, key=lambda one: (not one.line.straddles, abs((one.line.chance or 0) - 0.5), one.line.rank or 0)
    )


def talks_in(stage: Stage) -> dict[int, Talk]:
    """Entry id → the mark that stands; one query."""
    rows = Talk.objects.filter(stage=stage, ended_at=None).select_related("by")
    return {row.entry_id: row for row in rows}


def talks_of(edition: Edition) -> QuerySet[Talk]:
    """Every mark of the edition that stands, for the plenary."""
    return (
        Talk.objects.filter(stage__edition=edition, ended_at=None)
        .select_related("entry__case", "entry__organisation", "stage", "by")
        .order_by("stage__order", "stage_id", "entry__title", "pk")
    )
