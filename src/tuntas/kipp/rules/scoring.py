"""The official score. Exact: points are whole millionths inside, and no juror who did not score counts.

A juror's total of one entry is the weighted mean of the raw scores. An entry's score in a stage is
the plain mean of the totals of the jurors who handed in; it is never divided by those who were asked.
The final score is the mean of the stages' scores by their weights. Rounding is half up at the sixth
decimal, once for each of the three.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

MICRO = 1_000_000  # millionths of a point
Key = TypeVar("Key", bound=Hashable)


def half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to a non-negative fraction; a half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def points(micro: int) -> Decimal:
    """Millionths of a point as points: 85_125_000 → Decimal("85.125000")."""
    return Decimal(f"{micro // MICRO}.{micro % MICRO:06d}")


def micros(score: Decimal) -> int:
    """Points as whole millionths; a score of more than six decimals is rounded half up."""
    exact = Fraction(score) * MICRO
    return half_up(exact.numerator, exact.denominator)


def total_of(values: Mapping[Key, Decimal | None], weights: Mapping[Key, Decimal]) -> Decimal | None:
    """A juror's total, 0 to 100: Σ raw × weight ÷ Σ weight, six decimals.

    None while a criterion with a weight has no score, or when no criterion has a weight.
    """
    whole = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if not whole:
        return None
    gained = Fraction(0)
    for key, weight in weights.items():
        if not weight:
            continue
        value = values.get(key)
        if value is None:
            return None
        gained += Fraction(value) * Fraction(weight)
    exact = gained / whole * MICRO
    return points(half_up(exact.numerator, exact.denominator))


def so_far(values: Mapping[Key, Decimal | None], weights: Mapping[Key, Decimal]) -> Decimal:
    """What the criteria scored until now contribute to the total; equals the total once all are scored."""
    filled = {key: values.get(key) or Decimal(0) for key in weights}
    return total_of(filled, weights) or Decimal(0)


def mean_micro(sum_micro: int, count: int) -> int | None:
    """The mean of `count` totals given as their sum in millionths; None when nobody scored."""
    return half_up(sum_micro, count) if count else None


def mean_of(totals: Iterable[Decimal]) -> Decimal | None:
    """An entry's score in a stage: the mean over the jurors who handed in; None when nobody did."""
    exact = [micros(total) for total in totals]
    found = mean_micro(sum(exact), len(exact))
    return None if found is None else points(found)


def final_micro(scores: Sequence[int | None], weights: Sequence[Decimal]) -> int | None:
    """The final score in millionths from the stages' scores; None when a stage that counts is missing.

    Stages of weight 0 do not count, unless all are 0: then each counts alike.
    """
    shares = [Fraction(weight) for weight in weights]
    if not any(shares):
        shares = [Fraction(1)] * len(shares)
    gained, whole = Fraction(0), Fraction(0)
    for score, share in zip(scores, shares, strict=True):
        if not share:
            continue
        if score is None:
            return None
        gained += score * share
        whole += share
    if not whole:
        return None
    exact = gained / whole
    return half_up(exact.numerator, exact.denominator)


def needs_remark(value: Decimal | None, low: int, high: int) -> bool:
    """An extreme score must be explained: at or below `low`, at or above `high`."""
    return value is not None and (value <= low or value >= high)
