"""How sure a place is: each entry's chance to be among the best N, and the span of places it might as well have.

A parametric bootstrap from the fitted model: draw what the data leave open (every juror's leaning, the strictness of
groups that no juror links, every entry's quality) a thousand times, rank each time, count. Qualities are drawn shrunken
towards the mean of those ranked together, since the highest of many noisy scores are high partly by luck.
Resampling the three or five sheets of an entry was tried and left: it calls chances far too certain
(`bench/simulation.py` prints both, `docs/decisions/0002-severity.md` says what followed).
"""

from dataclasses import dataclass

import numpy as np

from tuntas.kipp.judging.readings import Real, Whole
from tuntas.kipp.judging.severity import Fit

REPLICATES = 1000
SURE = 0.8  # of all draws an entry's place lies in its interval
_BATCH = 100  # draws held in memory at once


@dataclass(frozen=True)
class Stability:
    """One row for each entry asked about, in that order. `low` is the best and `high` the worst place of the interval.

    `expected` is the quality the data speak for, shrunken towards the mean; `merit` the variance of true quality.
    """

    rows: Whole
    cut: int
    chance: Real
    low: Whole
    high: Whole
    expected: Real
    merit: float

    @property
    def straddles(self) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
        """The interval lies on both sides of the cut: chance decides there, not the scores."""
        return (self.low <= self.cut) & (self.high > self.cut)


def stability(fit: Fit, rows: Whole, cut: int, *, seed: int, replicates: int = REPLICATES) -> Stability:
    """The chance of each entry of `rows` (all with readings) to be among the best `cut` of them.

    The same input and seed give the same numbers.
    """
    if not len(rows):
        none, no = np.zeros(0), np.zeros(0, dtype=np.int64)
        return Stability(rows, cut, none, no, no, none, 0.0)
    dice = np.random.default_rng(seed)
    counts = fit.readings.per_entry[rows]
    shares = fit.shares[rows]
    mean, merit = _quality(fit, rows, shares, counts)
    keep = merit / (merit + fit.noise / counts)  # what of an entry's distance from the mean is not luck
    width = np.maximum(np.sqrt(keep * fit.noise / counts), 1e-6)  # equal qualities are parted by lot, not by row
    expected = mean + keep * (fit.adjusted[rows] - mean)
    root = _root(fit.spread)
    # Entries in rows: what is counted and sorted below lies together in memory. Single precision parts draws enough,
    # for they are drawn around the mean.
    places = np.empty((len(rows), replicates), dtype=np.uint16 if len(rows) < 65_536 else np.uint32)
    line = np.arange(1, len(rows) + 1, dtype=places.dtype)[None, :]
    middle, span, weight = (part.astype(np.float32) for part in (expected - mean, width, keep[:, None] * shares))
    for start in range(0, replicates, _BATCH):
        size = min(_BATCH, replicates - start)
        leaning = dice.standard_normal((size, root.shape[1])) @ root.T + _groups_drawn(fit, dice, size)
        drawn = leaning.astype(np.float32) @ weight.T - middle
        drawn -= span * dice.standard_normal((size, len(rows)), dtype=np.float32)
        ranked = np.empty(drawn.shape, dtype=places.dtype)
        np.put_along_axis(ranked, np.argsort(drawn, axis=1), line, axis=1)
        places[:, start : start + size] = ranked.T
    chance = (places <= cut).mean(axis=1)
    edge = (1 - SURE) / 2
    places.sort(axis=1)
    low = places[:, int(np.floor(edge * replicates))].astype(np.int64)
    high = places[:, int(np.ceil((1 - edge) * replicates)) - 1].astype(np.int64)
    return Stability(rows, cut, chance, low, high, expected, merit)


def merit_of(fit: Fit) -> float:
    """The variance of true quality among all entries read."""
    rows = np.flatnonzero(fit.readings.per_entry > 0)
    return _quality(fit, rows, fit.shares[rows], fit.readings.per_entry[rows])[1]


def _quality(fit: Fit, rows: Whole, shares: Real, counts: Whole) -> tuple[float, float]:
    """Mean and variance of true quality among the entries, by moments: what noise and jurors do not explain."""
    scores = fit.adjusted[rows]
    if len(rows) < 2:
        return float(scores.mean()), 0.0
    known = fit.spread + _group_spread(fit)
    each = fit.noise / counts + ((shares @ known) * shares).sum(axis=1)
    whole = shares.sum(axis=0)
    shared = float((fit.noise / counts).sum() + whole @ known @ whole) / len(rows)
    explained = (float(each.sum()) - shared) / (len(rows) - 1)
    return float(scores.mean()), max(float(scores.var(ddof=1)) - explained, 0.0)


def _group_spread(fit: Fit) -> Real:
    """(jurors × jurors): what is unknown of the groups' own strictness; the mean of a group of k varies by 1/k."""
    of = fit.readings.groups.of_juror
    same = (of[:, None] == of[None, :]) & (of >= 0)[:, None]
    sizes = np.bincount(of[of >= 0], minlength=max(fit.readings.groups.count, 1))
    return np.where(same, fit.jurors / np.maximum(sizes[np.maximum(of, 0)], 1)[:, None], 0.0)


def _groups_drawn(fit: Fit, dice: np.random.Generator, size: int) -> Real:
    """A draw of every group's strictness, for each of its jurors; with one group there is nothing to compare, so 0."""
    groups = fit.readings.groups
    if groups.count < 2:
        return np.zeros((size, fit.readings.jurors))
    sizes = np.bincount(groups.of_juror[groups.of_juror >= 0], minlength=groups.count)
    drawn = dice.standard_normal((size, groups.count)) * np.sqrt(fit.jurors / np.maximum(sizes, 1))
    return np.where(groups.of_juror >= 0, drawn[:, groups.of_juror], 0.0)


def _root(spread: Real) -> Real:
    """A square root of the covariance; it may be singular, so by eigenvectors and not by Cholesky."""
    values, vectors = np.linalg.eigh(spread)
    return vectors * np.sqrt(np.maximum(values, 0.0))
