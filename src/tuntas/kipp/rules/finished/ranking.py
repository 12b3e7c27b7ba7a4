"""Ranks of a finished competition, by the same rules as an edition in the database."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from tuntas.kipp.judging.ranks import places
from tuntas.kipp.rules.finished.plan import Plan, PlannedStage, PlannedTrack
from tuntas.kipp.rules.finished.reading import Contender, Record
from tuntas.kipp.rules.scoring import final_micro, mean_of, micros, points, total_of


@dataclass(frozen=True)
class Ranked:
    """A contender with its place in its track."""

    contender: Contender
    rank: int | None
    score: Decimal | None
    parts: tuple[Decimal | None, ...]
    jurors: int
    tied: bool
    wins: bool


def used_stages(plan: Plan, record: Record) -> list[PlannedStage]:
    """The stages that have any score; a file may hold the desk alone."""
    return [stage for stage in plan.stages if record.scores.get(stage.key)]


def rank(plan: Plan, record: Record) -> dict[PlannedTrack, list[Ranked]]:
    """Every contender by track, best first, the unscored last.

    Score of a stage: mean of the totals of the jurors who scored. Final score: the stages by weight. Ties:
    the mean raw score of the tie-break criteria in order; who is equal in all shares a rank. Winners are the
    first places that fit the track's number without cutting through a tie, and reach the passing grade.
    """
    stages = used_stages(plan, record)
    return {
        track: _track(
            plan, track, [(at, one) for at, one in enumerate(record.contenders) if one.track == track], stages, record
        )
        for track in plan.tracks
    }


def _track(
    plan: Plan, track: PlannedTrack, rows: list[tuple[int, Contender]], stages: list[PlannedStage], record: Record
) -> list[Ranked]:
    parts = {at: tuple(_stage_score(record, stage, at) for stage in stages) for at, _one in rows}
    finals = {
        at: final_micro([None if one is None else micros(one) for one in parts[at]], [stage.weight for stage in stages])
        if stages
        else None
        for at, _one in rows
    }
    scored = [(at, one) for at, one in rows if finals[at] is not None]
    keys = np.array(
        [[finals[at], *(_tie_key(record, stages, at, key) for key in plan.tie_break)] for at, _one in scored],
        dtype=np.int64,
    ).reshape(len(scored), 1 + len(plan.tie_break))
    found = places(keys)
    floor = micros(plan.passing_grade) if plan.passing_grade is not None else 0
    ranked = []
    for at_row in found.order.tolist():
        at, contender = scored[at_row]
        place, tied = int(found.ranks[at_row]), bool(found.tied[at_row])
        sharing = int((found.ranks == place).sum())
        final = finals[at] or 0
        wins = place + sharing - 1 <= track.winners and final >= floor
        ranked.append(Ranked(contender, place, points(final), parts[at], _jurors(record, stages, at), tied, wins))
    unscored = [
        Ranked(one, None, None, parts[at], _jurors(record, stages, at), False, False)
        for at, one in rows
        if finals[at] is None
    ]
    return ranked + unscored


def _stage_score(record: Record, stage: PlannedStage, at: int) -> Decimal | None:
    weights = {one.key: one.weight for one in stage.criteria}
    sheets = record.scores[stage.key].get(at, {})
    totals = [total_of(sheet, weights) for sheet in sheets.values()]
    return mean_of(total for total in totals if total is not None)


def _tie_key(record: Record, stages: list[PlannedStage], at: int, key: str) -> int:
    """The mean raw score of a criterion over the first stage that has it, in millionths."""
    for stage in stages:
        values = [sheet[key] for sheet in record.scores[stage.key].get(at, {}).values() if key in sheet]
        if values:
            return micros(mean_of(values) or Decimal(0))
    return 0


def _jurors(record: Record, stages: list[PlannedStage], at: int) -> int:
    return sum(len(record.scores[stage.key].get(at, {})) for stage in stages)
