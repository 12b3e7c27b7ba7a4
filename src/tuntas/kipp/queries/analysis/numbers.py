"""Everything the analysis says of one stage, worked out once and kept until a sheet changes."""

import hashlib
from typing import Any

import numpy as np
from django.core.cache import cache
from django.db.models import Count, Max, OuterRef, Q, Subquery, Sum

from tuntas import __version__
from tuntas.kipp.judging.agreement import Alpha, alpha_interval, reliability
from tuntas.kipp.judging.readings import Readings
from tuntas.kipp.judging.severity import Fit, NotEstimable, Unconnected, fit
from tuntas.kipp.judging.stability import merit_of, stability
from tuntas.kipp.models import Criterion, Edition, Entry, Stage, Track
from tuntas.kipp.queries.analysis.gathering import Material, material_of
from tuntas.kipp.queries.analysis.shape import GroupOf, JurorLine, Line, Measure, Numbers
from tuntas.kipp.queries.standings import FINALISTS, JUDGED, within
from tuntas.kipp.rules.scoring import mean_micro
from tuntas.kipp.terms import SCORED, EntryStage, StageKind

SEED = 1994  # printed on the page; the same sheets give the same chances everywhere
KEPT = 3600  # seconds in the cache; a changed sheet changes the key at once


def stages_with_print(edition: Edition) -> list[Stage]:
    """The edition's scored stages, each with `prints`: what changes whenever one of its sheets does. One query."""
    done = Q(assignments__sheet__handed_in_at__isnull=False)
    stages = (
        Stage.objects.filter(edition=edition, kind__in=SCORED)
        .annotate(
            given=Count("assignments", filter=Q(assignments__removed_at=None)),
            sheets=Count("assignments__sheet", filter=done),
            revisions=Sum("assignments__sheet__revision", filter=done),
            totals=Sum("assignments__sheet__total", filter=done),
            latest=Max("assignments__sheet__handed_in_at"),
            judged=_who_stands(JUDGED),
            finalists=_who_stands(FINALISTS),
        )
        .order_by("order", "pk")
    )
    found: list[Stage] = list(stages)
    for stage in found:
        stage.edition = edition
    return found


def _who_stands(where: tuple[EntryStage, ...]) -> Subquery:
    """A number that changes when an entry joins or leaves those ranked."""
    rows = Entry.objects.filter(edition=OuterRef("edition"), case__stage__in=where).order_by()
    return Subquery(rows.values("edition").annotate(sum=Sum("pk")).values("sum"))


def cut_of(stage: Stage, track: Track) -> int:
    """The place after which the line falls: finalists at the desk, winners later."""
    return track.finalists if stage.kind == StageKind.DESK else track.winners


def numbers_of(stage: Any, tracks: list[Track]) -> Numbers:
    """The analysis of a stage from `stages_with_print`; four queries the first time, none while no sheet changes.

    Who may see it is asked at the door (`rules.judging.may_see_scores`).
    """
    key = key_of(stage, tracks)
    found = cache.get(key)
    if found is None:
        found = _worked_out(stage, tracks)
        cache.set(key, found, KEPT)
        if stage.locked_at is not None:
            cache.set(_astride_key(stage), frozenset(line.entry.pk for line in found.lines if line.straddles), KEPT)
    return found


def astride(stage: Stage) -> frozenset[int]:
    """Ids of entries on both sides of the cut, if a locked stage was analysed lately; no query, nothing worked out."""
    return frozenset() if stage.locked_at is None else cache.get(_astride_key(stage), frozenset())


def _astride_key(stage: Stage) -> str:
    return f"kipp-astride:{__version__}:{stage.pk}:{stage.locked_at:%Y%m%d%H%M%S%f}"


def key_of(stage: Any, tracks: list[Track]) -> str:
    """The name in the cache: of the sheets, the rules used, and the program."""
    cuts = [(track.pk, cut_of(stage, track)) for track in tracks]
    sheets = (stage.given, stage.sheets, stage.revisions, stage.totals, stage.latest, stage.judged, stage.finalists)
    parts = (__version__, stage.pk, stage.weights_version, *sheets, *cuts, *stage.edition.tie_break)
    return "kipp-analysis:" + hashlib.sha256(repr(parts).encode()).hexdigest()


def _worked_out(stage: Stage, tracks: list[Track]) -> Numbers:
    material = material_of(stage)
    criteria = list(stage.criteria.all())
    model = _fitted(material.readings)
    lines, refused = _lines(stage, tracks, criteria, material, model)
    groups = material.readings.groups
    return Numbers(
        lines=tuple(lines),
        jurors=tuple(_jurors(material, model)),
        groups=tuple(_groups(material)),
        links_missing=groups.links_missing,
        measures=tuple(_measures(material, criteria, model)),
        estimable=model is not None,
        differ=model is not None and model.differ,
        noise=None if model is None else float(np.sqrt(model.noise)),
        jurors_sd=None if model is None else float(np.sqrt(model.jurors)),
        refused=frozenset(refused),
        asked=sum(material.asked),
        scored=len(material.readings),
    )


def _fitted(readings: Readings) -> Fit | None:
    try:
        return fit(readings)
    except NotEstimable:
        return None


def _official(edition: Edition, criteria: list[Criterion], material: Material) -> tuple[list[int | None], Any, Any]:
    """Scores in millionths, places in the track and ties, as the official ranking has them."""
    sums, counts = [0] * len(material.entries), [0] * len(material.entries)
    for row, _juror, micro in material.micros:
        sums[row] += micro
        counts[row] += 1
    finals = [mean_micro(total, count) for total, count in zip(sums, counts, strict=True)]
    ranked = [row for row, final in enumerate(finals) if final is not None]
    ids = {one.key: one.pk for one in criteria}
    parting = [material.tie_sums.get(ids[key], {}) for key in edition.tie_break if key in ids]
    keys = np.zeros((len(ranked), 1 + len(parting)), dtype=np.int64)
    keys[:, 0] = [finals[row] or 0 for row in ranked]
    for column, found in enumerate(parting, start=1):
        keys[:, column] = [
            mean_micro(total * 10_000, count) or 0 for total, count in (found.get(row, (0, 0)) for row in ranked)
        ]
    tracks = np.array([material.entries[row].track_id for row in ranked], dtype=np.int64)
    places, tied = within(tracks, keys)
    return finals, dict(zip(ranked, places.tolist(), strict=True)), dict(zip(ranked, tied.tolist(), strict=True))


def _lines(
    stage: Stage, tracks: list[Track], criteria: list[Criterion], material: Material, model: Fit | None
) -> tuple[list[Line], list[int]]:
    finals, ranks, tied = _official(stage.edition, criteria, material)
    high: dict[int, int] = {}
    low: dict[int, int] = {}
    for row, _juror, micro in material.micros:
        high[row] = max(high.get(row, micro), micro)
        low[row] = min(low.get(row, micro), micro)
    said, refused = _places(stage, tracks, material, list(ranks), model)
    lines = []
    for row, entry in enumerate(material.entries):
        place, chance, best, worst, straddles = said.get(row, (None, None, None, None, False))
        known = model is not None and finals[row] is not None
        lines.append(
            Line(
                entry=entry,
                micro=finals[row],
                rank=ranks.get(row),
                tied=tied.get(row, False),
                scored=int(material.readings.per_entry[row]),
                asked=material.asked[row],
                gap=high[row] - low[row] if row in high else None,
                group=int(material.readings.groups.of_entry[row]),
                adjusted=float(model.adjusted[row]) if known and model else None,
                error=float(model.error[row]) if known and model else None,
                adjusted_rank=place,
                chance=chance,
                low=best,
                high=worst,
                straddles=straddles,
            )
        )
    lines.sort(key=lambda line: (line.rank is None, line.rank or 0, line.entry.number or 0, line.entry.pk))
    return lines, refused


Said = tuple[int | None, float, int, int, bool]  # adjusted place, chance, best and worst place, across the cut


def _places(
    stage: Stage, tracks: list[Track], material: Material, ranked: list[int], model: Fit | None
) -> tuple[dict[int, Said], list[int]]:
    """What the model says of each entry's place in its track, by row; and tracks it refuses to place anew."""
    said: dict[int, Said] = {}
    refused: list[int] = []
    if model is None:
        return said, refused
    for track in tracks:
        rows = np.array([row for row in ranked if material.entries[row].track_id == track.pk], dtype=np.int64)
        if not len(rows):
            continue
        places: list[int | None] = [None] * len(rows)
        try:
            places = list(model.ranks(rows).tolist())
        except Unconnected:
            refused.append(track.pk)
        found = stability(model, rows, cut_of(stage, track), seed=SEED)
        columns = (found.chance.tolist(), found.low.tolist(), found.high.tolist(), found.straddles.tolist())
        said |= dict(zip(rows.tolist(), zip(places, *columns, strict=True), strict=True))
    return said, refused


def _jurors(material: Material, model: Fit | None) -> list[JurorLine]:
    lines = []
    for row, (seat, name) in enumerate(material.jurors):
        group, scored = int(material.readings.groups.of_juror[row]), int(material.readings.per_juror[row])
        leaning = error = None
        if model is not None:
            leaning, error = float(model.leaning[row]), float(model.leaning_error[row])
        lines.append(JurorLine(seat, name, scored, group, leaning, error))
    return sorted(lines, key=lambda line: (line.leaning or 0, line.name, line.seat))


def _groups(material: Material) -> list[GroupOf]:
    groups = material.readings.groups
    return [
        GroupOf(
            number,
            tuple(name for row, (_seat, name) in enumerate(material.jurors) if groups.of_juror[row] == number),
            int((groups.of_entry == number).sum()),
        )
        for number in range(groups.count)
    ]


def _measures(material: Material, criteria: list[Criterion], model: Fit | None) -> list[Measure]:
    """The totals first, then criterion by criterion."""
    asked, found = sum(material.asked), []
    wholes: list[tuple[int | None, str, str, Readings | None, Fit | None]] = [(None, "", "", material.readings, model)]
    for one in criteria:
        readings = material.marks.get(one.pk)
        wholes.append((one.pk, one.title, one.title_en, readings, _fitted(readings) if readings is not None else None))
    for pk, title, title_en, readings, own in wholes:
        if readings is None:
            nothing = Alpha(float("nan"), float("nan"), float("nan"), 0, 0)
            found.append(Measure(pk, title, title_en, nothing, None, asked))
            continue
        trust = reliability(own, merit_of(own)) if own is not None else None
        found.append(Measure(pk, title, title_en, alpha_interval(readings, seed=SEED), trust, asked - len(readings)))
    return found
