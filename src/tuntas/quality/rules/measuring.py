"""One case, read off its trail, and what it adds to the sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from tuntas.casework.terms import Flow
from tuntas.kernel.clock import wib_date
from tuntas.quality.models import Measure
from tuntas.quality.rules.histogram import bin_of
from tuntas.quality.rules.hours import Calendar, month_of

SUMS = (
    "cases", "noted", "visits", "documents", "cost", "paying", "returns", "returned", "promised", "kept", "done",
    "first_time", "told", "reopened", "whole", "samples",
)  # fmt: skip


class Trodden(Protocol):
    """A step, as far as it is asked here."""

    @property
    def move(self) -> str: ...
    @property
    def from_stage(self) -> str: ...
    @property
    def to_stage(self) -> str: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True)
class Read:
    """What a trail says; `ended_on` is None while the case never ended."""

    ended_on: date | None
    minutes: int
    kept: bool | None
    returns: int
    reopened: bool
    done: bool
    told: bool


@dataclass(frozen=True)
class Span:
    """The moments of a case that stand beside its trail."""

    opened_at: datetime
    promised_at: datetime | None
    told_at: datetime | None


def read(flow: Flow, steps: Sequence[Trodden], span: Span, calendar: Calendar) -> Read:
    """What the trail (oldest step first) says.

    A return is a step back in the order of the flow's stages, or one whose move says so (`Move.returns`); leaving a
    final stage is reopening, not a return. Done means: it stands now at a final stage whose tone is ok. A step or stage
    the flow has since lost counts as neither.
    """
    order = {stage.key: number for number, stage in enumerate(flow.stages)}
    final = {stage.key for stage in flow.stages if stage.final}
    says = {move.key: move.returns for move in flow.moves}
    ends = [step.at for step in steps if step.to_stage in final]
    returns = 0
    for step in steps:
        back = order.get(step.to_stage, 0) < order.get(step.from_stage, 0)
        said = says.get(step.move)
        returns += step.from_stage not in final and (back if said is None else said)
    now_at = steps[-1].to_stage if steps else ""
    return Read(
        ended_on=wib_date(ends[0]) if ends else None,
        minutes=calendar.minutes(span.opened_at, ends[0]) if ends else 0,
        kept=None if span.promised_at is None or not ends else ends[0] <= span.promised_at,
        returns=returns,
        reopened=any(step.from_stage in final for step in steps),
        done=now_at in final and flow.stage(now_at).shown_tone == "ok",
        told=span.told_at is not None,
    )


def adds(measure: Measure) -> dict[str, Any] | None:
    """What the case adds to the tallies of its place, month and groups; None while it never ended."""
    if measure.ended_on is None:
        return None
    returns = measure.returns + measure.extra_returns
    first = measure.done and (returns == 0 if measure.said_first_time is None else measure.said_first_time)
    first = first and not measure.reopened
    noted = measure.noted
    sums = {
        "cases": 1,
        "noted": int(noted),
        "visits": measure.visits * noted,
        "documents": measure.documents * noted,
        "cost": measure.cost * noted,
        "paying": int(noted and measure.cost > 0),
        "returns": returns,
        "returned": int(returns > 0),
        "promised": int(measure.kept is not None),
        "kept": int(bool(measure.kept)),
        "done": int(measure.done),
        "first_time": int(first),
        "told": int(measure.told),
        "reopened": int(measure.reopened),
        "whole": int(first and measure.told),
        "samples": int(measure.case.is_sample),
    }
    return {
        "service": measure.service,
        "place": measure.case.place_id,
        "month": month_of(measure.ended_on).isoformat(),
        "groups": sorted(measure.group_set),
        "bin": str(bin_of(measure.minutes)),
        "sums": sums,
    }
