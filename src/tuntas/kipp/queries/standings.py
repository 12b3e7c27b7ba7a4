"""What a ranking is made of: who is ranked, the sums of their sheets, and the criteria that part equal scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import BigIntegerField, Count, Exists, F, FilteredRelation, Max, Min, OuterRef, Q, Sum
from django.db.models.functions import Cast, Round
from numpy.typing import NDArray

from tuntas.kipp.judging import places
from tuntas.kipp.models import Assignment, Edition, Entry, Score, Sheet, Stage, Track, Unsealing
from tuntas.kipp.rules.scoring import final_micro, mean_micro
from tuntas.kipp.terms import SCORED, EntryStage, StageKind

FINALISTS = (EntryStage.FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)
JUDGED = (EntryStage.PASSED, EntryStage.NOT_FINALIST, *FINALISTS)


@dataclass(slots=True)
class Sums:
    """What the database adds up of one entry in one stage; totals in millionths."""

    assigned: int = 0
    scored: int = 0
    total: int = 0
    low: int | None = None
    high: int | None = None


NOTHING = Sums()


@dataclass(slots=True)
class Field:
    """All entries that are ranked together, before anything is looked up to show them."""

    ids: list[int]
    tracks: NDArray[np.int64]
    finals: list[int | None]
    stages: Sequence[Stage]
    sums: dict[int, dict[int, Sums]]


def scored_stages(edition: Edition) -> list[Stage]:
    """The edition's stages that have scores, in the order of its calendar.

    `begun` says whether a sheet is in, `was_unsealed` whether somebody ever broke its seal.
    """
    handed_in = Sheet.objects.filter(assignment__stage=OuterRef("pk"), handed_in_at__isnull=False)
    broken = Unsealing.objects.filter(stage=OuterRef("pk"))
    stages = Stage.objects.filter(edition=edition, kind__in=SCORED)
    stages = stages.annotate(begun=Exists(handed_in), was_unsealed=Exists(broken))
    return list(stages.order_by("order", "pk"))


def counted_stages(edition: Edition) -> list[Stage]:
    """The stages the final score is made of: those with a weight that somebody has scored.

    Where no scored stage has a weight, all that were scored count alike.
    """
    return counted_of(scored_stages(edition))


def counted_of(stages: Sequence[Stage]) -> list[Stage]:
    """`counted_stages` from the list of `scored_stages`."""
    begun = [stage for stage in stages if stage.begun]  # type: ignore[attr-defined]
    return [stage for stage in begun if stage.weight] or begun


def gather(edition: Edition, stage: Stage | None, track: Track | None) -> Field:
    """Everybody ranked together with their scores, in two or three queries.

    At the desk everybody judged has a place; in later stages the finalists. By the final score it is
    everybody until there are finalists, then the finalists alone.
    """
    stages = counted_stages(edition) if stage is None else [stage]
    standing = FINALISTS if stage is not None and stage.kind != StageKind.DESK else JUDGED
    entries = Entry.objects.filter(edition=edition, case__stage__in=standing).order_by("number", "pk")
    rows = list(entries.values_list("pk", "track_id", "case__stage"))
    if stage is None and any(where in FINALISTS for _pk, _track, where in rows):
        rows = [row for row in rows if row[2] in FINALISTS]
    if track is not None:
        rows = [row for row in rows if row[1] == track.pk]
    sums = _sums(stages)
    weights = [one.weight for one in stages]
    finals: list[int | None] = []
    for pk, _track, _where in rows:
        parts = [mean(sums[one.pk].get(pk, NOTHING)) for one in stages]
        finals.append(parts[0] if stage is not None else final_micro(parts, weights))
    tracks = np.array([at for _pk, at, _where in rows], dtype=np.int64)
    return Field([pk for pk, _track, _where in rows], tracks, finals, stages, sums)


def mean(sums: Sums) -> int | None:
    """An entry's score in one stage, in millionths; None when nobody handed in."""
    return mean_micro(sums.total, sums.scored)


def _millionths(total: Sum | Min | Max) -> Cast:
    # A sum of totals is exact in PostgreSQL; SQLite adds doubles, whose error is far below half a millionth.
    return Cast(Round(total * 1_000_000), BigIntegerField())


def _sums(stages: Sequence[Stage]) -> dict[int, dict[int, Sums]]:
    """Stage id → entry id → sums, with one query over the sheets."""
    found: dict[int, dict[int, Sums]] = {stage.pk: {} for stage in stages}
    if not stages:
        return found
    counts = Q(sheet__handed_in_at__isnull=False, sheet__total__isnull=False)
    rows = (
        Assignment.objects.filter(stage__in=[stage.pk for stage in stages])
        .annotate(done=FilteredRelation("sheet", condition=counts))
        .order_by()
        .values_list("stage_id", "entry_id")
        .annotate(
            asked=Count("pk", filter=Q(removed_at=None) | Q(done__isnull=False)),
            scored=Count("done"),
            sum=_millionths(Sum("done__total")),
            low=_millionths(Min("done__total")),
            high=_millionths(Max("done__total")),
        )
    )
    for stage, entry, asked, scored, total, low, high in rows:
        found[stage][entry] = Sums(asked, scored, total or 0, low, high)
    return found


def tie_columns(stages: Sequence[Stage], keys: Sequence[str], entries: Sequence[int]) -> list[dict[int, int]]:
    """For each key of the published rule: entry id → mean raw score of that criterion, in millionths.

    A key is looked up in the first of the stages that scored it. One query.
    """
    if not keys or not entries:
        return []
    order = {stage.pk: at for at, stage in enumerate(stages)}
    # The sheets as a subquery: the database then finds scores by (sheet, criterion), not all of a criterion.
    sheets = Sheet.objects.filter(
        assignment__entry__in=entries,
        assignment__stage__in=list(order),
        handed_in_at__isnull=False,
        total__isnull=False,
    )
    rows = (
        Score.objects.filter(sheet__in=sheets, criterion__key__in=keys, value__isnull=False)
        .order_by()
        .values_list("criterion__key", "criterion__stage_id", "sheet__assignment__entry_id")
        .annotate(sum=Sum(Cast(Round(F("value") * 100), BigIntegerField())), count=Count("pk"))
    )
    found: dict[tuple[str, int], dict[int, int]] = {}
    for key, stage, entry, total, count in rows:
        found.setdefault((key, stage), {})[entry] = mean_micro(total * 10_000, count) or 0
    first = dict(sorted(found, key=lambda one: -order[one[1]]))
    return [found[key, first[key]] for key in keys if key in first]


def within(groups: NDArray[np.int64], keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Ranks and ties inside each group."""
    ranks, tied = np.zeros(len(groups), dtype=np.int64), np.zeros(len(groups), dtype=bool)
    for group in np.unique(groups):
        here = np.flatnonzero(groups == group)
        found = places(keys[here])
        ranks[here], tied[here] = found.ranks, found.tied
    return ranks, tied
