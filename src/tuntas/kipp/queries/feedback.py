"""The facts of feedback reports: own numbers by stage and criterion, remarks, and what winners had. No names.

Facts are plain data without a language (titles come in both), so that they can be kept and read in either.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tuntas.kipp.models import Check, Criterion, Edition, Entry, HeldRemark, Score, Sheet, Stage
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.rules.feedback import LEAST, next_band, part_of, shuffled
from tuntas.kipp.rules.meetings import is_announced
from tuntas.kipp.rules.scoring import mean_of
from tuntas.kipp.terms import SCORED, EntryStage, StageKind

Facts = dict[str, Any]
MOST_EXAMPLES = 5


@dataclass
class _Marks:
    """What the jurors wrote of one entry in one stage."""

    totals: list[Decimal] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    values: dict[int, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    said: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))


Marks = Mapping[tuple[int, int], _Marks]  # (stage id, entry id)


@dataclass
class _World:
    """Everything of the edition that a report looks at, gathered once for all of them."""

    stages: list[Stage]
    criteria: dict[int, list[Criterion]]
    marks: Marks
    winners: list[Entry]
    places: dict[tuple[int, int], tuple[int, int] | None]  # (stage id or 0, entry id) → part of the field
    counts: dict[tuple[int, int], int]  # (stage id or 0, entry id) → how many were placed together
    finals: dict[int, Decimal]
    failed: dict[int, list[Check]]


def facts_of(edition: Edition, entries: Sequence[Entry]) -> dict[int, Facts]:
    """The facts of each entry's report, with about 15 queries whatever their number."""
    world = _gather(edition, entries)
    return {entry.pk: _facts(entry, world) for entry in entries}


def _gather(edition: Edition, entries: Sequence[Entry]) -> _World:
    stages = list(
        Stage.objects.filter(edition=edition, kind__in=SCORED, locked_at__isnull=False)
        .prefetch_related("criteria")
        .order_by("order", "pk")
    )
    public = is_announced(edition)
    winners = Entry.objects.filter(edition=edition, case__stage=EntryStage.WINNER).select_related(
        "case", "organisation"
    )
    places, counts, finals = _places(edition, stages, public)
    failed: dict[int, list[Check]] = defaultdict(list)
    for check in Check.objects.filter(entry__in=[entry.pk for entry in entries], passed=False).select_related("item"):
        failed[check.entry_id].append(check)
    return _World(
        stages,
        {stage.pk: list(stage.criteria.all()) for stage in stages},
        _marks(stages),
        list(winners.order_by("number", "pk")) if public else [],
        places,
        counts,
        finals,
        failed,
    )


def _marks(stages: Sequence[Stage]) -> Marks:
    """All that was handed in; remarks held back are left out. Three queries."""
    found: dict[tuple[int, int], _Marks] = defaultdict(_Marks)
    ids = [stage.pk for stage in stages]
    held = HeldRemark.objects.filter(score__sheet__assignment__stage__in=ids)
    hidden_scores = set(held.values_list("score_id", flat=True))
    hidden_sheets = set(HeldRemark.objects.filter(sheet__assignment__stage__in=ids).values_list("sheet_id", flat=True))
    counted = {"assignment__stage__in": ids, "handed_in_at__isnull": False, "total__isnull": False}
    for pk, stage, entry, total, remark in Sheet.objects.filter(**counted).values_list(
        "pk", "assignment__stage_id", "assignment__entry_id", "total", "remark"
    ):
        here = found[stage, entry]
        if total is not None:
            here.totals.append(total)
        if remark.strip() and pk not in hidden_sheets:
            here.remarks.append((pk, remark.strip()))
    rows = Score.objects.filter(**{f"sheet__{key}": value for key, value in counted.items()})
    for pk, stage, entry, criterion, value, remark in rows.values_list(
        "pk", "sheet__assignment__stage_id", "sheet__assignment__entry_id", "criterion_id", "value", "remark"
    ):
        here = found[stage, entry]
        if value is not None:
            here.values[criterion].append(value)
        if remark.strip() and pk not in hidden_scores:
            here.said[criterion].append((pk, remark.strip()))
    return found


def _places(
    edition: Edition, stages: Sequence[Stage], public: bool
) -> tuple[dict[tuple[int, int], tuple[int, int] | None], dict[tuple[int, int], int], dict[int, Decimal]]:
    """Part of the field at the desk, and by the final score (key 0) once the results are public."""
    places: dict[tuple[int, int], tuple[int, int] | None] = {}
    counts: dict[tuple[int, int], int] = {}
    finals: dict[int, Decimal] = {}
    ranked = [stage for stage in stages if stage.kind == StageKind.DESK]
    for stage in [*ranked, None] if public else ranked:
        rows = [row for row in ranking(edition, stage) if row.rank is not None]
        together: dict[int, int] = defaultdict(int)
        for row in rows:
            together[row.track_id] += 1
        for row in rows:
            key = (stage.pk if stage else 0, row.entry_id)
            places[key], counts[key] = part_of(row.rank, together[row.track_id]), together[row.track_id]
            if stage is None and row.score is not None:
                finals[row.entry_id] = row.score
    return places, counts, finals


def _facts(entry: Entry, world: _World) -> Facts:
    if entry.case.stage == EntryStage.FAILED:
        return {"kind": "failed", "failed": [_failure(check) for check in world.failed[entry.pk]]}
    others = [one.pk for one in world.winners if one.track_id == entry.track_id and one.pk != entry.pk]
    final = world.finals.get(entry.pk)
    return {
        "kind": "judged",
        "result": entry.case.stage,
        "final": None if final is None else str(final),
        "place": world.places.get((0, entry.pk)),
        "placed": world.counts.get((0, entry.pk), 0),
        "stages": [
            _stage(entry, stage, world, others) for stage in world.stages if world.marks.get((stage.pk, entry.pk))
        ],
        "look": [
            {"title": one.title, "office": one.organisation.name, "reference": one.case.reference}
            for one in world.winners
            if one.category_id == entry.category_id and one.pk != entry.pk
        ][:MOST_EXAMPLES],
    }


def _failure(check: Check) -> Facts:
    item = check.item
    return {
        "title": item.title,
        "title_en": item.title_en,
        "reason": item.reason,
        "reason_en": item.reason_en,
        "remark": check.remark,
    }


def _stage(entry: Entry, stage: Stage, world: _World, others: Sequence[int]) -> Facts:
    own = world.marks[stage.pk, entry.pk]
    peers = [world.marks[stage.pk, other] for other in others if (stage.pk, other) in world.marks]
    key = f"{entry.case.reference}:{stage.key}"
    return {
        "key": stage.key,
        "title": stage.title,
        "title_en": stage.title_en,
        "weight": str(stage.weight.normalize()),
        "score": _text(mean_of(own.totals)),
        "jurors": len(own.totals),
        "low": _text(min(own.totals)) if len(own.totals) > 1 else None,
        "high": _text(max(own.totals)) if len(own.totals) > 1 else None,
        "place": world.places.get((stage.pk, entry.pk)),
        "placed": world.counts.get((stage.pk, entry.pk), 0),
        "compared": len(peers) if len(peers) >= LEAST else 0,
        "remarks": shuffled(key, own.remarks),
        "criteria": [_criterion(one, own, peers, f"{key}:{one.key}") for one in world.criteria[stage.pk]],
    }


def _criterion(criterion: Criterion, own: _Marks, peers: Sequence[_Marks], key: str) -> Facts:
    mine = _mean(own.values.get(criterion.pk, ()))
    best = _best(criterion.pk, peers)
    band = next_band(criterion.anchors, mine) if mine is not None else None
    values = own.values.get(criterion.pk, [])
    return {
        "key": criterion.key,
        "title": criterion.title,
        "title_en": criterion.title_en,
        "weight": str(criterion.weight.normalize()),
        "own": _text(mine),
        "low": _text(min(values)) if len(values) > 1 else None,
        "high": _text(max(values)) if len(values) > 1 else None,
        "best": _text(best),
        "next": {"from": band["from"], "id": band.get("id", ""), "en": band.get("en", "")} if band else None,
        "remarks": shuffled(key, own.said.get(criterion.pk, [])),
    }


def _best(criterion: int, peers: Sequence[_Marks]) -> Decimal | None:
    """The winners' mean of their means; None where fewer than `LEAST` have one."""
    means = [mean for peer in peers if (mean := _mean(peer.values.get(criterion, ()))) is not None]
    return _mean(means) if len(means) >= LEAST else None


def _mean(values: Iterable[Decimal]) -> Decimal | None:
    found = list(values)
    return sum(found, Decimal(0)) / len(found) if found else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(Decimal("0.01")))
