"""How a score came about: every raw score, weight, total and mean, so that anybody can add it up again."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Assignment, Entry, Score, Stage
from tuntas.kipp.queries.standings import counted_of, scored_stages
from tuntas.kipp.rules.blind import shuffle_key
from tuntas.kipp.rules.scoring import final_micro, mean_of, micros, points


@dataclass(frozen=True)
class Column:
    """A criterion with its weight in percent."""

    title: str
    weight: Decimal


@dataclass(frozen=True)
class Mark:
    """A raw score of one criterion, what it contributes to the juror's total, and its remark."""

    title: str
    value: Decimal | None
    part: Decimal | None
    remark: str


@dataclass(frozen=True)
class JurorLine:
    """One juror's sheet. `name` is "Juror 2" where the reader must not learn who it was."""

    name: str
    marks: tuple[Mark, ...]
    total: Decimal | None
    remark: str
    handed_in_at: datetime | None
    weights_version: int

    @property
    def counts(self) -> bool:
        """Handed in and complete: part of the mean."""
        return self.handed_in_at is not None and self.total is not None


@dataclass(frozen=True)
class Derivation:
    """A stage's score of one entry, opened."""

    stage: Stage
    columns: tuple[Column, ...]
    lines: tuple[JurorLine, ...]
    waiting: int  # jurors asked who did not hand in: they count nowhere
    sum: Decimal
    count: int
    score: Decimal | None

    @property
    def weights(self) -> Decimal:
        """Σ weight, usually 100."""
        return sum((column.weight for column in self.columns), Decimal(0))

    @property
    def spread(self) -> Decimal | None:
        """Highest less lowest total."""
        totals = [line.total for line in self.lines if line.counts and line.total is not None]
        return max(totals) - min(totals) if totals else None


def derivation(entry: Entry, stage: Stage, *, named: bool) -> Derivation:
    """Open the score of an entry in a stage; three queries. Only sheets handed in are listed."""
    criteria = list(stage.criteria.all())
    whole = sum((one.weight for one in criteria), Decimal(0))
    rows = list(
        Assignment.objects.filter(stage=stage, entry=entry).select_related("sheet", "juror__person").order_by("pk")
    )
    rows.sort(key=lambda row: row.juror.person.name if named else shuffle_key(row.juror_id, entry.case.reference))
    marks: dict[int, dict[int, tuple[Decimal | None, str]]] = {}
    for sheet, criterion, value, remark in Score.objects.filter(
        sheet__assignment__stage=stage, sheet__assignment__entry=entry
    ).values_list("sheet_id", "criterion_id", "value", "remark"):
        marks.setdefault(sheet, {})[criterion] = (value, remark)
    lines, waiting = [], 0  # type: ignore[var-annotated]
    for row in rows:
        sheet_ = getattr(row, "sheet", None)
        if sheet_ is None or sheet_.handed_in_at is None:
            waiting += row.removed_at is None
            continue
        own = marks.get(sheet_.pk, {})
        found = []
        for one in criteria:
            value, remark = own.get(one.pk, (None, ""))
            part = value * one.weight / whole if value is not None and whole else None
            found.append(Mark(said(one, "title"), value, part, remark))
        lines.append(
            JurorLine(
                name=row.juror.person.name if named else _("Juror %(number)d") % {"number": len(lines) + 1},
                marks=tuple(found),
                total=sheet_.total,
                remark=sheet_.remark,
                handed_in_at=sheet_.handed_in_at,
                weights_version=sheet_.weights_version,
            )
        )
    totals = [line.total for line in lines if line.counts and line.total is not None]
    return Derivation(
        stage=stage,
        columns=tuple(Column(said(one, "title"), one.weight) for one in criteria),
        lines=tuple(lines),
        waiting=waiting,
        sum=sum(totals, Decimal(0)),
        count=len(totals),
        score=mean_of(totals),
    )


@dataclass(frozen=True)
class FinalPart:
    """One stage's share of the final score."""

    stage: Stage
    weight: Decimal
    score: Decimal | None

    @property
    def product(self) -> Decimal | None:
        """Score × weight."""
        return None if self.score is None else self.score * self.weight


@dataclass(frozen=True)
class FinalDerivation:
    """The final score, opened."""

    parts: tuple[FinalPart, ...]
    score: Decimal | None
    unscored: tuple[Stage, ...] = ()  # stages with a weight that nobody has scored: they do not count

    @property
    def weights(self) -> Decimal:
        """Σ weight of the stages that count."""
        return sum((part.weight for part in self.parts), Decimal(0))

    @property
    def products(self) -> Decimal | None:
        """Σ score × weight; None where a score is missing."""
        found = [part.product for part in self.parts]
        return None if None in found else sum((one for one in found if one is not None), Decimal(0))


def final_derivation(entry: Entry) -> tuple[FinalDerivation, list[Derivation]]:
    """The final score from the stages' scores, and each stage's own derivation, jurors by number."""
    every = scored_stages(entry.edition)
    stages = counted_of(every)
    opened = [derivation(entry, stage, named=False) for stage in stages]
    scores = [None if one.score is None else micros(one.score) for one in opened]
    final = final_micro(scores, [stage.weight for stage in stages])
    parts = tuple(FinalPart(one.stage, one.stage.weight, one.score) for one in opened)
    unscored = tuple(one for one in every if one.weight and not one.begun)  # type: ignore[attr-defined]
    return FinalDerivation(parts, None if final is None else points(final), unscored), opened
