"""The rubric in the reader's language, and what a juror wrote on it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language

from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Assignment, Criterion, Edition, Section, Sheet, Stage


@dataclass(frozen=True)
class Band:
    """What a range of scores means, in words. `middle` is what choosing the band alone stands for."""

    low: int
    high: int
    text: str

    @property
    def middle(self) -> int:
        return (self.low + self.high + 1) // 2


@dataclass(frozen=True)
class Aspect:
    """A criterion as the desk shows it."""

    key: str
    title: str
    help: str
    weight: Decimal
    bands: tuple[Band, ...]
    sections: tuple[tuple[str, str], ...]  # key and title of what to read for it


def rubric(stage: Stage, edition: Edition) -> list[Aspect]:
    """The stage's criteria in the reader's language, in order; two queries."""
    titles = {row.key: said(row, "title") for row in Section.objects.filter(edition=edition)}
    return [
        Aspect(
            key=one.key,
            title=said(one, "title"),
            help=said(one, "help"),
            weight=one.weight,
            bands=bands_of(one),
            sections=tuple((key, titles[key]) for key in one.sections if key in titles),
        )
        for one in stage.criteria.all()
    ]


def bands_of(criterion: Criterion) -> tuple[Band, ...]:
    """The criterion's anchors in the reader's language, best first."""
    english = (get_language() or "id").startswith("en")
    return tuple(
        Band(int(one["from"]), int(one["to"]), (english and one.get("en")) or one.get("id", ""))
        for one in criterion.anchors
    )


@dataclass(frozen=True)
class Written:
    """What a juror's sheet holds: for showing, comparing and filling the form."""

    revision: int = 0
    values: Mapping[str, Decimal | None] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    total: Decimal | None = None
    saved_at: datetime | None = None
    handed_in_at: datetime | None = None


def written(assignment: Assignment) -> Written:
    """The sheet as it stands; empty with revision 0 when nothing was saved. Two queries."""
    sheet = Sheet.objects.filter(assignment=assignment).first()
    if sheet is None:
        return Written()
    scores = list(sheet.scores.values_list("criterion__key", "value", "remark"))
    return Written(
        revision=sheet.revision,
        values={key: value for key, value, _remark in scores},
        remarks={key: remark for key, _value, remark in scores},
        remark=sheet.remark,
        total=sheet.total,
        saved_at=sheet.saved_at,
        handed_in_at=sheet.handed_in_at,
    )
