"""Comparing entries two by two: Bradley–Terry strengths, and how consistent the comparisons are.

P(i beats j) = 1 / (1 + exp(θj - θi)) (Bradley & Terry 1952), fitted by Newton on the log-likelihood. A prior of
`prior` wins and as many losses of every entry against one of middling strength keeps an entry that won or lost all its
comparisons at a finite strength and ties groups that were never compared to each other.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tuntas.kipp.judging.readings import Real, Whole

_ROUNDS = 100


class Separated(Exception):
    """Without a prior there is no answer: somebody won or lost everything, or groups were never compared."""


@dataclass(frozen=True)
class Strengths:
    """`log_strength` adds up to 0; `se` are standard errors around that mean; `order` are rows, the strongest first.

    `covariance` gives the error of a difference: var(i) + var(j) - 2 cov(i, j).
    """

    log_strength: Real
    se: Real
    order: Whole
    covariance: Real

    def chance(self, one: int, other: int) -> float:
        """That `one` would win a further comparison with `other`."""
        return float(1 / (1 + np.exp(self.log_strength[other] - self.log_strength[one])))


def bradley_terry(wins: NDArray[np.float64], prior: float = 0.5) -> Strengths:
    """Strengths from `wins[i, j]`, how often i was chosen over j; halves for "cannot decide". The diagonal is ignored.

    Raises `Separated` where `prior` is 0 and no finite answer exists, ValueError for a bad table.
    """
    wins = np.array(wins, dtype=np.float64)
    if wins.ndim != 2 or wins.shape[0] != wins.shape[1] or (wins < 0).any() or prior < 0:
        raise ValueError("wins must be a square table of counts and the prior not negative")
    count = len(wins)
    np.fill_diagonal(wins, 0)
    if prior == 0 and count > 1 and not _strong(wins > 0):
        raise Separated
    played, won = wins + wins.T, wins.sum(axis=1) + prior
    theta = np.zeros(count)
    for _round in range(_ROUNDS):
        slope, curve = _slopes(theta, played, won, prior)
        step = np.linalg.solve(curve + (prior == 0) * np.ones((count, count)), slope) if count else slope
        theta = theta + np.clip(step, -2, 2)  # a long first step may overshoot
        if count == 0 or np.abs(step).max() < 1e-10:
            break
    _slope, curve = _slopes(theta, played, won, prior)
    inverse = np.linalg.pinv(curve, hermitian=True) if count else curve
    centre = np.eye(count) - 1 / max(count, 1)
    covariance = centre @ inverse @ centre
    theta = theta - theta.mean() if count else theta
    order = np.argsort(-np.round(theta, 9), kind="stable").astype(np.int64)
    return Strengths(theta, np.sqrt(np.maximum(np.diag(covariance), 0)), order, covariance)


def _slopes(theta: Real, played: Real, won: Real, prior: float) -> tuple[Real, Real]:
    """Gradient and negative Hessian of the log-posterior."""
    chance = 1 / (1 + np.exp(theta[None, :] - theta[:, None]))
    middling = 1 / (1 + np.exp(-theta))
    slope = won - (played * chance).sum(axis=1) - 2 * prior * middling
    weight = played * chance * (1 - chance)
    curve = np.diag(weight.sum(axis=1) + 2 * prior * middling * (1 - middling)) - weight
    return slope, curve


def _strong(beats: NDArray[np.bool_]) -> bool:
    """From every entry a chain of wins leads to every other: Ford's condition for a finite answer."""
    reach = beats | np.eye(len(beats), dtype=bool)
    for _round in range(max(1, int(np.ceil(np.log2(len(beats)))))):
        reach = (reach.astype(np.float32) @ reach.astype(np.float32)) > 0
    return bool(reach.all())


def circular_triads(wins: NDArray[np.float64]) -> tuple[float, int]:
    """How many threes go in a circle (A over B, B over C, C over A) by majority, and how many threes could be judged.

    An even pair decides nothing, so threes with one are left out. After Kendall & Babington Smith 1940.
    """
    wins = np.asarray(wins, dtype=np.float64)
    over = (wins > wins.T).astype(np.float64)
    decided = over + over.T
    circles = np.trace(over @ over @ over) / 3
    return float(round(circles)), round(float(np.trace(decided @ decided @ decided)) / 6)
