"""What the figures of the analysis mean in plain words, and the geometry of its charts. Pure calculation."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

# Customary cut-offs, not rules of any competition: Krippendorff for alpha, Koo & Li 2016 for intraclass correlations.
FIRM, TENTATIVE = 0.8, 0.667
EXCELLENT, GOOD, MODERATE = 0.9, 0.75, 0.5


def alpha_words(value: float) -> tuple[str, str]:
    """A reading of Krippendorff's alpha by custom, and the tone of its tag."""
    if math.isnan(value):
        return _("cannot be told"), "none"
    if value >= FIRM:
        return _("jurors agree well"), "ok"
    if value >= TENTATIVE:
        return _("agree enough for a first conclusion"), "info"
    return _("jurors see it differently"), "wait"


def trust_words(value: float | None) -> tuple[str, str]:
    """A reading of an intraclass correlation by custom, and the tone of its tag."""
    if value is None or math.isnan(value):
        return _("cannot be told"), "none"
    if value >= EXCELLENT:
        return _("excellent"), "ok"
    if value >= GOOD:
        return _("good"), "ok"
    if value >= MODERATE:
        return _("moderate"), "info"
    return _("poor"), "wait"


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart: x in the drawing's units, `dot` the middle, `tone` a class of the style sheet."""

    y: int
    label: str
    left: float
    right: float
    dot: float
    tone: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing `width` × `height`: bars, ticks (x, text) on top, and one upright line."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    line: float
    names: int  # width kept for the labels


STEP, HEAD, NAMES, ROOM = 22, 30, 250, 430  # units of the drawing


def chart_of(rows: Sequence[tuple[str, float, float, float, str]], ticks: Sequence[float], line: float) -> Chart:
    """A chart of (label, low, middle, high, tone) between the first and the last tick."""
    low, high = (ticks[0], ticks[-1]) if len(ticks) > 1 and ticks[-1] > ticks[0] else (0.0, 1.0)

    def across(value: float) -> float:
        return round(NAMES + ROOM * (min(max(value, low), high) - low) / (high - low), 1)

    bars = tuple(
        Bar(HEAD + STEP * at + STEP // 2, _short(label), across(least), across(most), across(middle), tone)
        for at, (label, least, middle, most, tone) in enumerate(rows)
    )
    marks = tuple((across(tick), f"{tick:+g}" if low < 0 and tick else f"{tick:g}") for tick in ticks)
    return Chart(NAMES + ROOM + 20, HEAD + STEP * len(rows) + 10, bars, marks, across(line), NAMES)


def _short(label: str, most: int = 34) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def ticks_to(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers that span `low` to `high`, at most `most` steps."""
    width = max(high - low, 1e-9)
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000):
        first, last = math.floor(low / step), math.ceil(high / step)
        if width <= step * most and last - first <= most + 1:
            return [float(step * at) for at in range(first, max(last, first + 1) + 1)]
    return [low, high]
