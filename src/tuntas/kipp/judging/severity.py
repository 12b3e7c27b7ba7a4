"""How strict jurors are, and what entries would have scored with jurors of average severity.

The model is additive: score = entry + leaning of the juror + noise (Longford 1994, doi 10.3102/10769986019003171).
Entries are fixed: a juror's leaning is learned only from entries that others scored too, so a juror who got weak
entries is never taken for a strict one. Leanings are random with a variance of their own, estimated by REML
(Patterson & Thompson 1971) and predicted by Henderson's equations (BLUP, 1975): where the data show no difference
between jurors the variance is near 0, leanings shrink to 0 and the adjusted score is the plain mean again.

After taking the entries out, everything the data say about jurors is one vector and one matrix of the size of the
jury; its eigenvectors part the likelihood, so REML is a search along one line whatever the number of entries.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tuntas.kipp.judging.ranks import places
from tuntas.kipp.judging.readings import Readings, Real, Whole

LEAST_FREEDOM = 5  # comparisons left over for the noise; with fewer, a standard error says nothing
_STEPS = np.concatenate([[0.0], np.geomspace(1e-4, 1e4, 161)])  # juror variance as a multiple of the noise


class NotEstimable(Exception):
    """Too few entries with two or more jurors to tell severity from noise."""


class Unconnected(Exception):
    """The entries to compare lie in several groups that no juror links; `groups` are their numbers."""

    def __init__(self, groups: tuple[int, ...]) -> None:
        super().__init__(f"entries of {len(groups)} unconnected groups cannot be compared free of severity")
        self.groups = groups


@dataclass(frozen=True)
class Fit:
    """The fitted model. Variances in squared points; all arrays in the rows' own order, NaN where nothing was read.

    `adjusted` is an entry's plain mean less the mean leaning of its jurors; `leaning` is how many points more (+) or
    fewer (-) a juror gives than the average juror of the group, shrunken. Both, their standard errors and `spread`
    hold inside a group: how strict the group as a whole is, nobody can know from these readings.
    """

    readings: Readings
    noise: float
    jurors: float
    freedom: int
    adjusted: Real
    error: Real
    leaning: Real
    leaning_error: Real
    spread: Real  # (jurors × jurors): the leanings' covariance given the data

    @cached_property
    def shares(self) -> Real:
        """(entries × jurors): each juror's share in the mean of each entry."""
        return _shares(self.readings)

    @property
    def differ(self) -> bool:
        """The jurors differ measurably: leanings move a score by more than a hundredth of a point."""
        seen = self.leaning[self.readings.per_juror > 0]
        return bool(len(seen)) and float(np.abs(seen).max()) > 0.01

    def ranks(self, rows: Whole) -> Whole:
        """Places of these entries by adjusted score, 1 the best. Raises `Unconnected` across groups."""
        groups = np.unique(self.readings.groups.of_entry[rows])
        if len(groups) > 1:
            raise Unconnected(tuple(groups.tolist()))
        micro = np.round(self.adjusted[rows] * 1_000_000).astype(np.int64)
        return places(micro[:, None]).ranks


def fit(readings: Readings) -> Fit:
    """Fit the model by REML. Raises `NotEstimable` where the readings cannot part jurors from noise."""
    counts = readings.per_entry
    shares = _shares(readings)
    link = np.diag(readings.per_juror.astype(np.float64)) - (shares * counts[:, None]).T @ shares
    inside = readings.score - readings.raw[readings.entry]
    pull = np.bincount(readings.juror, weights=inside, minlength=readings.jurors)
    values, vectors = np.linalg.eigh(link)
    known = values > 1e-9 * max(1.0, float(values[-1]) if len(values) else 1.0)
    values = np.where(known, values, 0.0)
    turned = np.where(known, vectors.T @ pull, 0.0)
    parts = np.divide(turned**2, values, out=np.zeros_like(values), where=known)
    rank = int(known.sum())
    freedom = len(readings) - int((counts > 0).sum()) - rank
    if rank == 0 or freedom < LEAST_FREEDOM:
        raise NotEstimable
    rest = max(float(inside @ inside) - float(parts.sum()), 0.0)
    ratio = _reml(values[known], parts[known], rest, freedom)
    noise = max((rest + float((parts[known] / (1 + ratio * values[known])).sum())) / (freedom + rank), 1e-12)
    # Of each eigenvector: how far the data move the leanings from 0. Unknown are the averages of whole groups.
    weights = np.where(known, ratio / (1 + ratio * values), 0.0)
    leaning = vectors @ (weights * turned)
    spread = (vectors * (weights * noise)) @ vectors.T
    leaning[readings.per_juror == 0] = np.nan
    mean_leaning = shares @ np.nan_to_num(leaning)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(noise / counts + ((shares @ spread) * shares).sum(axis=1))
    return Fit(
        readings=readings,
        noise=noise,
        jurors=ratio * noise,
        freedom=freedom,
        adjusted=readings.raw - mean_leaning,
        error=np.where(counts > 0, error, np.nan),
        leaning=leaning,
        leaning_error=np.where(readings.per_juror > 0, np.sqrt(np.maximum(np.diag(spread), 0)), np.nan),
        spread=spread,
    )


def _shares(readings: Readings) -> Real:
    shares = np.zeros((readings.entries, readings.jurors))
    shares[readings.entry, readings.juror] = 1 / readings.per_entry[readings.entry]
    return shares


def _reml(values: Real, parts: Real, rest: float, freedom: int) -> float:
    """The ratio (juror variance ÷ noise) that makes the restricted likelihood largest; 0 where none is better."""
    size = freedom + len(values)

    def loss(ratios: NDArray[np.float64]) -> Real:
        scale = 1 + ratios[:, None] * values
        return size * np.log(np.maximum((parts / scale).sum(axis=1) + rest, 1e-12)) + np.log(scale).sum(axis=1)

    steps = _STEPS
    for _round in range(4):  # each round looks closer around the best step: 0.1 % at the end
        best = int(np.argmin(loss(steps)))
        low, high = steps[max(best - 1, 0)], steps[min(best + 1, len(steps) - 1)]
        steps = np.linspace(low, high, 41)
    return float(steps[int(np.argmin(loss(steps)))])
