"""What a figure says: how much changed, whether for the better, and how long its bars are. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from tuntas.innovations.models import Measure
from tuntas.innovations.terms import Direction

LONGEST = 300  # of a bar, in the units of the drawing


@dataclass(frozen=True)
class Bar:
    """One bar of the drawing."""

    label: str  # "before", "after" or "target"
    value: Decimal
    when: str
    length: int  # 0 to LONGEST; at least 2 for what is not nothing
    top: int


@dataclass(frozen=True)
class Change:
    """A measure read: `percent` is empty where before was nothing or is unknown; `is_better` where nothing changed."""

    measure: Measure
    bars: tuple[Bar, ...]
    height: int
    difference: Decimal | None
    percent: Decimal | None
    is_better: bool | None


def read(measure: Measure) -> Change:
    """The bars and the change of a measure."""
    values = [("before", measure.before, measure.before_when), ("after", measure.after, measure.after_when)]
    values.append(("target", measure.target, ""))
    told = [(label, value, when) for label, value, when in values if value is not None]
    largest = max(abs(value) for _, value, _ in told)
    bars = tuple(
        Bar(label, value, when, _length(value, largest), 4 + at * 26) for at, (label, value, when) in enumerate(told)
    )
    difference = percent = better = None
    if measure.before is not None:
        difference = measure.after - measure.before
        if measure.before:
            percent = (difference * 100 / abs(measure.before)).quantize(Decimal("0.1"))
        if difference:
            better = (difference > 0) == (measure.better == Direction.MORE)
    return Change(measure, bars, 4 + len(bars) * 26, difference, percent, better)


def _length(value: Decimal, largest: Decimal) -> int:
    if not value or not largest:
        return 0
    return max(2, int(abs(value) * LONGEST / largest))
