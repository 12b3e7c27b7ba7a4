"""Figures of a copy: progress by weight, readiness as bars, results against before and against the origin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tuntas.replication.models import Milestone, Readiness, Result
from tuntas.replication.terms import Axis

BAR_LEFT, BAR_FULL, BAR_STEP = 230, 300, 30  # units of the drawing


def weighted_progress(milestones: Iterable[Milestone]) -> int:
    """Percent done over all milestones, each counted by its weight, rounded down; 0 without any."""
    rows = [(milestone.weight, milestone.done) for milestone in milestones]
    total = sum(weight for weight, _done in rows)
    return sum(weight * done for weight, done in rows) // total if total else 0


@dataclass(frozen=True)
class Bar:
    """One axis as a bar of the drawing, and as a row of the table beside it."""

    axis: str
    label: Any
    grade: int | None
    row: Readiness | None
    y: int
    width: int

    @property
    def text_y(self) -> int:
        """Where the words of the bar stand."""
        return self.y + 16


def bars(rows: Mapping[str, Readiness]) -> list[Bar]:
    """All eight axes in order; an axis nobody has graded has no bar."""
    found = []
    for at, axis in enumerate(Axis):
        row = rows.get(axis)
        grade = row.grade if row else None
        found.append(Bar(axis.value, axis.label, grade, row, at * BAR_STEP, BAR_FULL * (grade or 0) // 3))
    return found


@dataclass(frozen=True)
class Comparison:
    """One result: how far it moved from before, and how much of what the origin moved to."""

    result: Result
    change: Decimal
    better: bool | None  # None: no change
    against_origin: Decimal | None  # value minus the origin's value

    @property
    def tone(self) -> str:
        """A tone of `status`."""
        return "none" if self.better is None else "ok" if self.better else "bad"


def compare_results(results: Iterable[Result]) -> list[Comparison]:
    """Each result against its baseline and against the origin."""
    found = []
    for result in results:
        change = result.value - result.baseline
        better = None if change == 0 else (change < 0) == result.less_is_better
        origin = None if result.origin_value is None else result.value - result.origin_value
        found.append(Comparison(result, change, better, origin))
    return found
