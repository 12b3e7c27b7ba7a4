"""How far jurors agree: Krippendorff's alpha with missing readings, and intraclass correlations.

Alpha: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). Its interval is a bootstrap over units, as
Zapf et al. 2016 (doi 10.1186/s12874-016-0200-9) found reliable. ICC: Shrout & Fleiss 1979 (doi
10.1037/0033-2909.86.2.420) for full tables, and the same ratios of variance components where entries had other jurors.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tuntas.kipp.judging.readings import Readings, Real
from tuntas.kipp.judging.severity import Fit

_BATCH = 100  # draws held in memory at once
Level = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha with its 95 % interval; `units` with two or more readings, `values` readings in them.

    All three are NaN where nothing can be compared or nothing varies.
    """

    value: float
    low: float
    high: float
    units: int
    values: int


def alpha(readings: Readings, level: Level = "interval") -> float:
    """Alpha of the readings, entries being the units; readings of units read once are left out. NaN if none vary."""
    if level == "interval":
        parts = _unit_parts(readings)
        return float(_interval_alpha(parts.sum(axis=0)[None, :])[0])
    paired = readings.per_entry[readings.entry] >= 2
    names, value = np.unique(readings.score[paired], return_inverse=True)
    units, unit = np.unique(readings.entry[paired], return_inverse=True)
    table = np.zeros((len(units), len(names)))  # how often each value occurs in each unit
    np.add.at(table, (unit, value), 1)
    each = table.sum(axis=1)
    together = (table.T / (each - 1)) @ table - np.diag((table.T / (each - 1)).sum(axis=1))
    totals = together.sum(axis=1)
    apart = _distances(names, totals, level)
    expected = float((np.outer(totals, totals) * apart).sum())
    if not expected:
        return float("nan")
    return 1 - (float(totals.sum()) - 1) * float((together * apart).sum()) / expected


def _distances(names: Real, totals: Real, level: Level) -> Real:
    """The squared difference between each two values, by level of measurement."""
    if level == "nominal":
        return (names[:, None] != names[None, :]).astype(float)
    if level == "ratio":
        sums = names[:, None] + names[None, :]
        return np.divide(names[:, None] - names[None, :], sums, out=np.zeros_like(sums), where=sums != 0) ** 2
    below = np.cumsum(totals) - totals / 2  # ordinal: how many values lie between, half of the two ends
    return (below[:, None] - below[None, :]) ** 2


def alpha_interval(readings: Readings, *, seed: int, replicates: int = 1000) -> Alpha:
    """Alpha for scores (interval level) with the 2.5 % and 97.5 % points of a bootstrap over units."""
    parts = _unit_parts(readings)
    whole = parts.sum(axis=0)
    value = float(_interval_alpha(whole[None, :])[0])
    units, values = len(parts), int(whole[0])
    if units < 2 or np.isnan(value):
        return Alpha(value, float("nan"), float("nan"), units, values)
    dice = np.random.default_rng(seed)
    again = np.concatenate([_times(dice, units) @ parts for _batch in range(replicates // _BATCH)])
    low, high = np.nanquantile(_interval_alpha(again), [0.025, 0.975])
    return Alpha(value, float(low), float(high), units, values)


def _times(dice: np.random.Generator, units: int) -> Real:
    """(draws × units): how often each unit comes when as many units are drawn with replacement."""
    drawn = dice.integers(0, units, (_BATCH, units)) + np.arange(_BATCH)[:, None] * units
    return np.bincount(drawn.ravel(), minlength=_BATCH * units).reshape(_BATCH, units).astype(np.float64)


def _unit_parts(readings: Readings) -> Real:
    """Per unit with two or more readings: their number, sum, sum of squares, and disagreement inside the unit."""
    count = readings.per_entry
    middle = readings.score.mean() if len(readings) else 0.0  # squares of small numbers keep their digits
    score = readings.score - middle
    total = np.bincount(readings.entry, weights=score, minlength=readings.entries)
    squares = np.bincount(readings.entry, weights=score**2, minlength=readings.entries)
    keep = count >= 2
    inside = 2 * (count * squares - total**2)[keep] / (count[keep] - 1)
    return np.column_stack([count[keep], total[keep], squares[keep], inside])


def _interval_alpha(sums: Real) -> Real:
    """Alpha of each row of summed unit parts."""
    count, total, squares, inside = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = 2 * (count * squares - total**2) / (count * (count - 1))
        found = 1 - (inside / count) / expected
    return np.where(expected > 1e-12, found, np.nan)


@dataclass(frozen=True)
class Icc:
    """Six intraclass correlations by Shrout & Fleiss' names: (model, form), form 1 or the mean of k jurors."""

    icc_1_1: float
    icc_2_1: float
    icc_3_1: float
    icc_1_k: float
    icc_2_k: float
    icc_3_k: float


def shrout_fleiss(table: Real) -> Icc:
    """The six ICCs of a full table (entries × jurors) from its mean squares."""
    n, k = table.shape
    grand, rows, columns = table.mean(), table.mean(axis=1), table.mean(axis=0)
    between = k * ((rows - grand) ** 2).sum() / (n - 1)
    jurors = n * ((columns - grand) ** 2).sum() / (k - 1)
    within = ((table - rows[:, None]) ** 2).sum() / (n * (k - 1))
    error = ((table - rows[:, None] - columns[None, :] + grand) ** 2).sum() / ((n - 1) * (k - 1))
    return Icc(
        icc_1_1=(between - within) / (between + (k - 1) * within),
        icc_2_1=(between - error) / (between + (k - 1) * error + k * (jurors - error) / n),
        icc_3_1=(between - error) / (between + (k - 1) * error),
        icc_1_k=(between - within) / between,
        icc_2_k=(between - error) / (between + (jurors - error) / n),
        icc_3_k=(between - error) / between,
    )


@dataclass(frozen=True)
class Reliability:
    """Shares of variance that are true differences between entries, from a fitted model.

    `single`: one juror's score, ICC(2,1); `mean`: the mean of `each` jurors, ICC(2,k); `adjusted`: that mean with
    severity taken out, ICC(3,k). On a full table they are Shrout & Fleiss' (where no variance is below 0).
    """

    single: float
    mean: float
    adjusted: float
    each: float


def reliability(fit: Fit, merit: float) -> Reliability:
    """The ICCs of a fit; `merit` is the variance of true quality (`stability.merit_of`)."""
    counts = fit.readings.per_entry[fit.readings.per_entry > 0]
    each = len(counts) / float((1 / counts).sum())  # harmonic mean: what the mean's error really has

    def share(rest: float) -> float:
        return merit / (merit + rest) if merit + rest > 0 else float("nan")

    return Reliability(
        share(fit.jurors + fit.noise), share((fit.jurors + fit.noise) / each), share(fit.noise / each), each
    )
