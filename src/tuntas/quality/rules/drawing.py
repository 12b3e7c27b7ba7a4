"""Charts as numbers for a template: columns over months. Lengths are in units of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

HEIGHT, WIDTH, LEFT, TOP, FOOT = 220, 720, 56, 12, 34


@dataclass(frozen=True)
class Column:
    """One month: a column (and a second, lighter one behind it); None where nothing is told."""

    x: int
    middle: int
    label: str
    top: int | None
    tall: int
    back_top: int | None
    back_tall: int


@dataclass(frozen=True)
class Chart:
    """A drawing of columns with its scale: `ticks` are (y, what it says)."""

    columns: tuple[Column, ...]
    ticks: tuple[tuple[int, str], ...]
    wide: int  # of one column
    line: int | None = None  # y of the promise
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    ground: int = HEIGHT - FOOT


SMALLEST = 1e-9  # below it a figure is nothing: powers of ten run out further down


def nice(top: float) -> float:
    """The next 1, 2 or 5 times a power of ten at or above; 1 for nothing, and for what is too small to be drawn."""
    if top < SMALLEST:
        return 1
    power = 10 ** (ceil(log10(top)) - 1)
    return next(step * power for step in (1, 2, 5, 10) if step * power >= top * 0.999999)


def columns(
    labels: Sequence[str],
    values: Sequence[float | None],
    behind: Sequence[float | None] = (),
    *,
    top: float | None = None,
    unit: str = "",
    line: float | None = None,
) -> Chart:
    """Columns from left to right; `behind` (taller, lighter) stands behind each; `line` is drawn across."""
    known = [value for value in (*values, *behind, line) if value is not None]
    scale = top or nice(max(known, default=0))
    room = HEIGHT - FOOT - TOP
    step = (WIDTH - LEFT) // max(1, len(labels))
    wide = max(4, step * 3 // 5)

    def tall(value: float | None) -> int:
        return 0 if value is None else round(min(value, scale) / scale * room)

    back: Sequence[float | None] = behind or [None] * len(labels)
    ground = HEIGHT - FOOT
    made = tuple(
        Column(
            x=LEFT + at * step + (step - wide) // 2,
            middle=LEFT + at * step + step // 2,
            label=label,
            top=None if value is None else ground - tall(value),
            tall=tall(value),
            back_top=None if under is None else ground - tall(under),
            back_tall=tall(under),
        )
        for at, (label, value, under) in enumerate(zip(labels, values, back, strict=True))
    )
    ticks = tuple((ground - room * part // 4, f"{scale * part / 4:g}{unit}") for part in range(5))
    return Chart(made, ticks, wide, None if line is None else ground - tall(line))
