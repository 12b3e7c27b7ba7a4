"""The recount: from raw scores, weights and the rule for ties to every total, score, rank and tie.

It uses the rules of the live ranking (`rules.scoring`, `judging.ranks`) on the tables of the archive alone.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from tuntas.kipp.judging.ranks import places
from tuntas.kipp.rules.order import duel_column, first_column
from tuntas.kipp.rules.scoring import final_micro, mean_micro, micros, total_of

Triple = tuple[str, str, str]  # stage, entry, juror
DESK = "desk"


@dataclass(frozen=True)
class CountedStage:
    """A scored stage as the archive tells it; `criteria` are weights in percent by key, in their order."""

    key: str
    kind: str
    weight: Decimal
    weights_version: int
    criteria: Mapping[str, Decimal]


@dataclass
class Count:
    """What is counted: entries with track and whether they are finalists, and sheets with their raw scores."""

    stages: list[CountedStage]
    tracks: dict[str, str] = field(default_factory=dict)  # entry → track, for entries that are judged, in their order
    finalists: set[str] = field(default_factory=set)
    tie_break: Sequence[str] = ()
    floor: int | None = None  # the passing grade in millionths, where copied innovations come first
    copied: set[str] = field(default_factory=set)
    duels: dict[str, tuple[int, int]] = field(default_factory=dict)  # entry → (duel round, place), if duels decide
    scores: dict[Triple, dict[str, Decimal]] = field(default_factory=dict)  # of every sheet handed in
    totals: dict[Triple, Decimal | None] = field(default_factory=dict)  # as the archive gives them
    assigned: dict[tuple[str, str], int] = field(default_factory=dict)  # (stage, entry) → jurors asked


@dataclass(frozen=True)
class Place:
    """An entry's line in a ranking; scores in millionths of a point."""

    entry: str
    track: str
    rank: int | None
    overall: int | None
    tied: bool
    micro: int | None
    parts: tuple[int | None, ...]
    scored: int
    assigned: int
    low: int | None
    high: int | None


def totals_of(count: Count) -> dict[Triple, Decimal | None]:
    """Every juror's total, made again from the raw scores and the weights of the stage."""
    weights = {stage.key: stage.criteria for stage in count.stages}
    return {triple: total_of(values, weights[triple[0]]) for triple, values in count.scores.items()}


def counted(count: Count) -> list[CountedStage]:
    """The stages the final score is made of: those somebody scored that have a weight; all scored if none has."""
    begun = {stage for stage, _entry, _juror in count.scores}
    found = [stage for stage in count.stages if stage.key in begun]
    return [stage for stage in found if stage.weight] or found


def ranked(count: Count, stage: CountedStage | None) -> list[Place]:
    """Every line of the ranking of a stage, or of the final one when `stage` is None: best first, unscored last."""
    stages = counted(count) if stage is None else [stage]
    entries = list(count.tracks)
    if (stage is not None and stage.kind != DESK) or (stage is None and count.finalists):
        entries = [entry for entry in entries if entry in count.finalists]
    sums = _sums(count)
    parts = {entry: tuple(_mean(sums, one.key, entry) for one in stages) for entry in entries}
    final = {
        entry: parts[entry][0] if stage is not None else final_micro(parts[entry], [one.weight for one in stages])
        for entry in entries
    }
    scored = [entry for entry in entries if final[entry] is not None]
    keys = _keys(count, stages, scored, final)
    whole = places(keys)
    tracks = [count.tracks[entry] for entry in scored]
    if stage is None and count.duels:
        said = [count.duels.get(entry) for entry in scored]
        keys = np.column_stack([keys, duel_column(keys, tracks, said)])
    inside, tied = _within(tracks, keys)
    found = {
        entry: (inside[at], overall, tied[at])
        for at, (entry, overall) in enumerate(zip(scored, whole.ranks.tolist(), strict=True))
    }
    line = [scored[at] for at in whole.order.tolist()] + [entry for entry in entries if final[entry] is None]
    nowhere = (None, None, False)
    return [_place(count, entry, stages, sums, parts[entry], final[entry], found.get(entry, nowhere)) for entry in line]


def _place(
    count: Count,
    entry: str,
    stages: Sequence[CountedStage],
    sums: Mapping[tuple[str, str], list[int]],
    parts: tuple[int | None, ...],
    micro: int | None,
    found: tuple[int | None, int | None, bool],
) -> Place:
    rank, overall, tied = found
    here = [sums.get((one.key, entry), []) for one in stages]
    own = here[0] if len(here) == 1 else []
    return Place(
        entry=entry,
        track=count.tracks[entry],
        rank=rank,
        overall=overall,
        tied=tied,
        micro=micro,
        parts=parts,
        scored=sum(len(totals) for totals in here),
        assigned=sum(count.assigned.get((one.key, entry), 0) for one in stages),
        low=min(own) if own else None,
        high=max(own) if own else None,
    )


def _sums(count: Count) -> dict[tuple[str, str], list[int]]:
    """(stage, entry) → totals of the jurors who handed in, in millionths."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (stage, entry, _juror), total in count.totals.items():
        if total is not None:
            found[stage, entry].append(micros(total))
    return found


def _mean(sums: Mapping[tuple[str, str], list[int]], stage: str, entry: str) -> int | None:
    totals = sums.get((stage, entry), [])
    return mean_micro(sum(totals), len(totals))


def _keys(
    count: Count, stages: Sequence[CountedStage], scored: Sequence[str], final: Mapping[str, int | None]
) -> NDArray[np.int64]:
    """Copied elsewhere (where that comes first), final score, then the criteria that part equal scores."""
    often = Counter(final[entry] for entry in scored)
    doubtful = {entry for entry in scored if often[final[entry]] > 1}
    columns = [column for key in count.tie_break if (column := _tie_column(count, stages, key, doubtful))]
    rows = [[final[entry] or 0, *(column.get(entry, 0) for column in columns)] for entry in scored]
    keys = np.array(rows, dtype=np.int64).reshape(len(scored), 1 + len(columns))
    if count.floor is not None and count.copied:
        flags = [entry in count.copied for entry in scored]
        keys = np.column_stack([first_column([final[entry] or 0 for entry in scored], flags, count.floor), keys])
    return keys


def _tie_column(count: Count, stages: Sequence[CountedStage], key: str, doubtful: set[str]) -> dict[str, int]:
    """Entry → mean raw score of the criterion in the first of the stages that scored it for any of them."""
    for stage in stages:
        values: dict[str, list[int]] = defaultdict(list)
        for triple, scores in count.scores.items():
            if (
                triple[0] == stage.key
                and triple[1] in doubtful
                and key in scores
                and count.totals.get(triple) is not None
            ):
                values[triple[1]].append(micros(scores[key]))
        if values:
            return {entry: mean_micro(sum(given), len(given)) or 0 for entry, given in values.items()}
    return {}


def _within(tracks: Sequence[str], keys: NDArray[np.int64]) -> tuple[list[int], list[bool]]:
    """Ranks and ties inside each track."""
    ranks, tied = [0] * len(tracks), [False] * len(tracks)
    for track in dict.fromkeys(tracks):
        here = [at for at, one in enumerate(tracks) if one == track]
        found = places(keys[here])
        for at, rank, shares in zip(here, found.ranks.tolist(), found.tied.tolist(), strict=True):
            ranks[at], tied[at] = rank, shares
    return ranks, tied
