"""The raw material of the analysis: who stands in the stage, who scored what, criterion by criterion. Three queries."""

from dataclasses import dataclass

import numpy as np
from django.db.models import BigIntegerField, F, Q
from django.db.models.functions import Cast, Round

from tuntas.kipp.judging.readings import Readings
from tuntas.kipp.models import Assignment, Entry, Score, Stage
from tuntas.kipp.queries.standings import FINALISTS, JUDGED
from tuntas.kipp.terms import StageKind


@dataclass(frozen=True, slots=True)
class Known:
    """What a page shows of an entry."""

    pk: int
    track_id: int
    reference: str
    number: int | None
    title: str
    organisation: str
    is_sample: bool


@dataclass(frozen=True)
class Material:
    """Rows of `readings` are the places in `entries` and `jurors`; totals in points. `marks` by criterion id."""

    entries: list[Known]
    jurors: list[tuple[int, str]]  # seat id, name
    asked: list[int]
    micros: list[tuple[int, int, int]]  # entry row, juror row, total in millionths
    readings: Readings
    marks: dict[int, Readings]
    tie_sums: dict[int, dict[int, tuple[int, int]]]  # criterion id → entry row → sum in hundredths, count


def material_of(stage: Stage) -> Material:
    """Entries that the stage ranks and the sheets handed in for them."""
    standing = JUDGED if stage.kind == StageKind.DESK else FINALISTS
    columns = (
        "pk", "track_id", "case__reference", "number", "title", "organisation__name", "is_sample",
    )  # fmt: skip
    rows = Entry.objects.filter(edition=stage.edition_id, case__stage__in=standing).order_by("number", "pk")
    entries = [Known(*row) for row in rows.values_list(*columns)]
    at = {entry.pk: row for row, entry in enumerate(entries)}
    asked, micros = [0] * len(entries), []
    jurors: dict[int, tuple[int, str]] = {}
    counts = Q(sheet__handed_in_at__isnull=False, sheet__total__isnull=False)
    total = Cast(Round(F("sheet__total") * 1_000_000), BigIntegerField())
    pairs = (
        Assignment.objects.filter(Q(removed_at=None) | counts, stage=stage)
        .order_by("juror__person__name", "juror_id", "entry_id")
        .values_list("entry_id", "juror_id", "juror__person__name", "sheet__handed_in_at", total)
    )
    for entry, seat, name, handed_in, micro in pairs:
        if entry not in at:
            continue
        asked[at[entry]] += 1
        if handed_in is not None and micro is not None:
            juror = jurors.setdefault(seat, (len(jurors), name))[0]
            micros.append((at[entry], juror, micro))
    seats = [(seat, name) for seat, (_row, name) in jurors.items()]
    rows_of = {seat: row for row, (seat, _name) in enumerate(seats)}
    readings = _readings([(e, j, micro / 1_000_000) for e, j, micro in micros], len(entries), len(seats))
    marks, sums = _marks(stage, at, rows_of)
    return Material(entries, seats, asked, micros, readings, marks, sums)


def _readings(rows: list[tuple[int, int, float]], entries: int, jurors: int) -> Readings:
    entry = np.array([row[0] for row in rows], dtype=np.int64)
    juror = np.array([row[1] for row in rows], dtype=np.int64)
    score = np.array([row[2] for row in rows], dtype=np.float64)
    return Readings(entry, juror, score, entries, jurors)


def _marks(
    stage: Stage, at: dict[int, int], rows_of: dict[int, int]
) -> tuple[dict[int, Readings], dict[int, dict[int, tuple[int, int]]]]:
    """Each criterion's raw scores as readings, and their sums by entry for the rule that parts ties."""
    found: dict[int, list[tuple[int, int, float]]] = {}
    sums: dict[int, dict[int, tuple[int, int]]] = {}
    counts = Q(sheet__handed_in_at__isnull=False, sheet__total__isnull=False)
    scores = Score.objects.filter(counts, sheet__assignment__stage=stage, value__isnull=False).order_by()
    hundredths = Cast(Round(F("value") * 100), BigIntegerField())
    columns = ("criterion_id", "sheet__assignment__entry_id", "sheet__assignment__juror_id", hundredths)
    for criterion, entry, seat, value in scores.values_list(*columns).iterator(5000):
        if entry not in at or seat not in rows_of:
            continue
        row = at[entry]
        found.setdefault(criterion, []).append((row, rows_of[seat], value / 100))
        total, count = sums.setdefault(criterion, {}).get(row, (0, 0))
        sums[criterion][row] = (total + value, count + 1)
    return {key: _readings(rows, len(at), len(rows_of)) for key, rows in found.items()}, sums
