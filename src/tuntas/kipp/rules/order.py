"""What an edition's rules add to the order of scores: copied innovations first, duels last. No score changes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]


@dataclass(frozen=True)
class Order:
    """What the rules look at: entries found to be copied elsewhere, and entry → (duel, place) of closed duel rounds."""

    copied: frozenset[int] = frozenset()
    duels: dict[int, tuple[int, int]] = field(default_factory=dict)


def first_column(finals: Sequence[int], copied: Sequence[bool], floor: int) -> Keys:
    """1 for an entry that reaches the grade (`floor`, millionths) and was copied elsewhere; decides first."""
    return np.array([int(flag and final >= floor) for final, flag in zip(finals, copied, strict=True)], dtype=np.int64)


def duel_column(keys: Keys, tracks: Sequence[object], duels: Sequence[tuple[int, int] | None]) -> Keys:
    """The last key: where all that tie in a track were in the same duel round, its places decide; else 0.

    Higher is better, so a place counts negative.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, row in enumerate(keys.tolist()):
        groups.setdefault((tracks[at], *row), []).append(at)
    column = np.zeros(len(keys), dtype=np.int64)
    for rows in groups.values():
        found = [duels[at] for at in rows]
        rounds = {None if one is None else one[0] for one in found}
        if len(rows) > 1 and len(rounds) == 1 and None not in rounds:
            for at, one in zip(rows, found, strict=True):
                column[at] = -one[1] if one else 0
    return column
