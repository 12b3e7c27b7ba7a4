"""Ranks with shared places."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Places:
    """`order` sorts the rows best first; `ranks` and `tied` stand in the rows' own order."""

    order: NDArray[np.int64]
    ranks: NDArray[np.int64]
    tied: NDArray[np.bool_]


def places(keys: NDArray[np.int64]) -> Places:
    """Rank rows by their columns, the first column deciding first, higher is better.

    Rows equal in every column share a rank and the next rank is skipped: 1, 2, 2, 4.
    """
    count = len(keys)
    if not count:
        nothing = np.zeros(0, dtype=np.int64)
        return Places(nothing, nothing, nothing.astype(bool))
    order = np.lexsort(tuple(-keys[:, column] for column in reversed(range(keys.shape[1]))))
    ranked = keys[order]
    starts = np.ones(count, dtype=bool)
    starts[1:] = (ranked[1:] != ranked[:-1]).any(axis=1)
    first = np.flatnonzero(starts)
    group = np.cumsum(starts) - 1
    sizes = np.diff(np.append(first, count))
    ranks, tied = np.empty(count, dtype=np.int64), np.empty(count, dtype=bool)
    ranks[order] = first[group] + 1
    tied[order] = sizes[group] > 1
    return Places(order, ranks, tied)
