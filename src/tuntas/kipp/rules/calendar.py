"""What is open when. Times are the server's, read in WIB by people; a stage without a bound is unbounded there."""

from datetime import datetime

from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.terms import StageKind


def stage_of_kind(edition: Edition, kind: StageKind) -> Stage | None:
    """The edition's first stage of that kind, or None where the edition has no such stage."""
    return next((stage for stage in edition.stages.all() if stage.kind == kind), None)


def is_open(stage: Stage, now: datetime) -> bool:
    """Whether the stage runs at `now`: the opening and the closing second are both inside."""
    return has_opened(stage, now) and not has_closed(stage, now)


def has_opened(stage: Stage, now: datetime) -> bool:
    """Whether the opening second has come; a stage without an opening time is always begun."""
    return stage.opens_at is None or stage.opens_at <= now


def has_closed(stage: Stage, now: datetime) -> bool:
    """Whether the closing second has passed. 23:59:59.7 still belongs to a deadline of 23:59:59."""
    return stage.closes_at is not None and now.replace(microsecond=0) > stage.closes_at


def current_stage(stages: list[Stage], now: datetime) -> Stage | None:
    """The stage that runs now; where several do, the last of them; None between stages."""
    running = [stage for stage in stages if stage.opens_at and has_opened(stage, now) and not has_closed(stage, now)]
    return running[-1] if running else None


def next_stage(stages: list[Stage], now: datetime) -> Stage | None:
    """The first stage that has not begun."""
    return next((stage for stage in stages if stage.opens_at and stage.opens_at > now), None)
