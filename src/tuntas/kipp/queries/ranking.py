"""The ranking of a stage or of the whole edition: sums by the database in whole millionths, the rest in memory.

A page asks for the rows it shows: ties outside that window are not looked up and no row outside is built.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import numpy as np
from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast, Round
from numpy.typing import NDArray

from tuntas.kipp.judging import places
from tuntas.kipp.models import Edition, Entry, Score, Sheet, Stage, Track
from tuntas.kipp.queries.order import order_of
from tuntas.kipp.queries.standings import NOTHING, Field, gather, mean, tie_columns, within
from tuntas.kipp.rules.order import Order, duel_column, first_column
from tuntas.kipp.rules.scoring import micros, points


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One entry's place. Scores are points 0–100, kept as whole millionths (`…micro`), exact to six decimals.

    `rank` counts inside the entry's track, `overall` across tracks; both are None without a score.
    `tied` means that no published rule parts it from another of the same rank in its track: the
    plenary must. `part_micros` are the counted stages' scores in order (one for a stage's ranking).
    `low` and `high` are the jurors' lowest and highest total (None in a ranking over several
    stages); `scored` of `assigned` jurors handed in. `copied`: comes first because others copied it,
    where the rules say so; `in_duel`: a closed duel round may have decided its place.
    """

    entry_id: int
    reference: str
    number: int | None
    title: str
    organisation: str
    track_id: int
    case_stage: str
    is_sample: bool
    micro: int | None
    rank: int | None
    overall: int | None
    tied: bool
    part_micros: tuple[int | None, ...]
    assigned: int
    scored: int
    low_micro: int | None
    high_micro: int | None
    passes: bool | None
    copied: bool = False
    in_duel: bool = False

    @property
    def score(self) -> Decimal | None:
        """The official score."""
        return None if self.micro is None else points(self.micro)

    @property
    def scores(self) -> tuple[Decimal | None, ...]:
        """The scores of the counted stages."""
        return tuple(None if part is None else points(part) for part in self.part_micros)

    @property
    def missing(self) -> int:
        """Jurors asked who have not handed in; the score stands without them."""
        return self.assigned - self.scored


def ranking(edition: Edition, stage: Stage | None = None, track: Track | None = None) -> list[RankedRow]:
    """Every judged entry, best first, unscored last; of one scored stage, or by the final score when `stage` is None.

    With `track` only that track, sorted by `rank`; else all tracks, sorted by `overall`. At most six
    queries whatever the number of entries. Nothing here asks who may look: the page does.
    """
    return ranking_window(edition, stage, track)[0]


def ranking_window(
    edition: Edition,
    stage: Stage | None = None,
    track: Track | None = None,
    *,
    start: int = 0,
    stop: int | None = None,
) -> tuple[list[RankedRow], int]:
    """The rows at positions `start` to before `stop` of `ranking(…)`, and how many there are in all."""
    field = gather(edition, stage, track)
    order = order_of(edition, final=stage is None)
    ranked = [at for at, final in enumerate(field.finals) if final is not None]
    finals = [final for final in field.finals if final is not None]
    seen = set(finals) if order.copied else set(sorted(finals, reverse=True)[start:stop])
    keys = _keys(field, ranked, finals, seen, edition, order)
    inside = keys
    if order.duels:
        said = [order.duels.get(field.ids[at]) for at in ranked]
        inside = np.column_stack([keys, duel_column(keys, field.tracks[ranked].tolist(), said)])
    overall = places(inside if track is not None else keys)
    ranks, tied = within(field.tracks[ranked], inside)
    line: list[tuple[int, int | None, int | None, bool]] = [
        (ranked[at], int(ranks[at]), int(overall.ranks[at]), bool(tied[at])) for at in overall.order.tolist()
    ]
    line += [(at, None, None, False) for at, final in enumerate(field.finals) if final is None]
    return _rows(field, line[start:stop], edition.passing_grade, order), len(line)


def _keys(
    field: Field, ranked: list[int], finals: list[int], seen: set[int], edition: Edition, order: Order
) -> NDArray[np.int64]:
    """What decides, first column first: copied elsewhere (where the rules say so), the score, the ties' criteria."""
    counts = Counter(finals)
    doubtful = [at for at, final in enumerate(finals) if counts[final] > 1 and final in seen]
    columns = tie_columns(field.stages, edition.tie_break, [field.ids[ranked[at]] for at in doubtful])
    keys = np.zeros((len(ranked), 1 + len(columns)), dtype=np.int64)
    keys[:, 0] = finals
    for number, column in enumerate(columns, start=1):
        keys[doubtful, number] = [column.get(field.ids[ranked[at]], 0) for at in doubtful]
    if order.copied and edition.passing_grade is not None:
        first = first_column(finals, [field.ids[at] in order.copied for at in ranked], micros(edition.passing_grade))
        keys = np.column_stack([first, keys])
    return keys


_SHOWN = (
    "pk", "case__reference", "number", "title", "organisation__name", "track_id", "case__stage", "is_sample",
)  # fmt: skip


def _rows(
    field: Field, line: list[tuple[int, int | None, int | None, bool]], grade: Decimal | None, order: Order
) -> list[RankedRow]:
    """The positions of `line` as rows, with what a page shows of them looked up in one query."""
    wanted = [field.ids[at] for at, *_rest in line]
    shown = {row[0]: row for row in Entry.objects.filter(pk__in=wanted).values_list(*_SHOWN)}
    floor = None if grade is None else int(grade * 1_000_000)
    by_stage = [field.sums[one.pk] for one in field.stages]
    made = []
    for at, rank, overall, tied in line:
        pk, final = field.ids[at], field.finals[at]
        here = [sums.get(pk, NOTHING) for sums in by_stage]
        one = here[0] if len(here) == 1 else NOTHING
        made.append(
            RankedRow(  # type: ignore[call-arg]
                *shown[pk],
                final,
                rank,
                overall,
                tied,
                tuple(mean(sums) for sums in here),
                sum(sums.assigned for sums in here),
                sum(sums.scored for sums in here),
                one.low,
                one.high,
                None if floor is None or final is None else final >= floor,
                pk in order.copied and floor is not None and final is not None and final >= floor,
                pk in order.duels,
            )
        )
    return made


def score_columns(stage: Stage) -> list[str]:
    """The names of the columns of `score_rows`: fixed keys, then the criteria's keys, then what closes a sheet."""
    keys = list(stage.criteria.values_list("key", flat=True))
    return ["reference", "number", "title", "organisation", "track", "juror", *keys, "total", "remark", "handed_in_at"]


def score_rows(edition: Edition, stage: Stage) -> Iterator[tuple[str | int | Decimal | datetime | None, ...]]:
    """One tuple a sheet handed in, in the order of `score_columns`: raw scores, never weighted ones.

    Two queries and no object per score. Who may read it is asked by the page that sends it
    (`rules.judging.may_see_scores`).
    """
    order = {pk: at for at, pk in enumerate(stage.criteria.values_list("pk", flat=True))}
    exact = [Decimal(hundredths).scaleb(-2) for hundredths in range(10_001)]
    values: dict[int, list[Decimal | None]] = {}
    raw = Score.objects.filter(sheet__assignment__stage=stage, value__isnull=False).order_by()
    hundredths = Cast(Round(F("value") * 100), BigIntegerField())
    for sheet, criterion, value in raw.values_list("sheet_id", "criterion_id", hundredths).iterator(5000):
        if sheet not in values:
            values[sheet] = [None] * len(order)
        values[sheet][order[criterion]] = exact[value]
    sheets = (
        Sheet.objects.filter(assignment__stage=stage, assignment__entry__edition=edition, handed_in_at__isnull=False)
        .order_by("assignment__entry__number", "assignment__entry_id", "assignment__juror__person__name", "pk")
        .values_list(
            "pk",
            "assignment__entry__case__reference",
            "assignment__entry__number",
            "assignment__entry__title",
            "assignment__entry__organisation__name",
            "assignment__entry__track__title",
            "assignment__juror__person__name",
            "total",
            "remark",
            "handed_in_at",
        )
    )
    nothing: list[Decimal | None] = [None] * len(order)
    for pk, *who, total, remark, handed_in_at in sheets.iterator(5000):
        yield (*who, *values.get(pk, nothing), total, remark, handed_in_at)
