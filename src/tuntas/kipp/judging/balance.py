"""Sharing entries out among jurors: at random, nobody with two more than another unless conflicts force it."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.bool_]  # entries × jurors


def top_up(*, allowed: Grid, have: Grid, per_entry: int, seed: int) -> Grid:
    """The pairs to add so that every entry has `per_entry` jurors, as far as `allowed` lets it.

    `have` are pairs that stay. Loads (kept and added together) end as level as moving added pairs can
    make them: within 1 wherever conflicts leave room. The same input and seed give the same pairs;
    nothing is added where an entry already has enough, so a second run after applying adds nothing.
    """
    dice = np.random.default_rng(seed)
    entries, jurors = have.shape
    added = np.zeros_like(have)
    if not entries or not jurors:
        return added
    loads = have.sum(axis=0).astype(np.int64)
    free = allowed & ~have
    missing = per_entry - have.sum(axis=1)
    for entry in np.lexsort((dice.random(entries), -missing, free.sum(axis=1))):
        wanted = int(min(missing[entry], free[entry].sum()))
        if wanted <= 0:
            continue
        rank = np.where(free[entry], loads + dice.random(jurors), np.inf)
        chosen = np.argsort(rank)[:wanted]
        added[entry, chosen] = True
        loads[chosen] += 1
    _level(added=added, have=have, allowed=allowed, loads=loads, dice=dice)
    return added


def _level(*, added: Grid, have: Grid, allowed: Grid, loads: NDArray[np.int64], dice: np.random.Generator) -> None:
    """Hand added pairs on, along chains of jurors, until no chain leads from a load to one at least 2 lower."""
    while True:
        free = allowed & ~have & ~added
        passes = (added.T.astype(np.float32) @ free.astype(np.float32)) > 0  # may a hand an entry to b?
        chain = _chain(passes, loads)
        if not chain:
            return
        for giver, taker in reversed(list(zip(chain, chain[1:], strict=False))):
            movable = np.flatnonzero(added[:, giver] & allowed[:, taker] & ~have[:, taker] & ~added[:, taker])
            entry = dice.choice(movable)
            added[entry, giver], added[entry, taker] = False, True
        loads[chain[0]] -= 1
        loads[chain[-1]] += 1


def _chain(passes: NDArray[np.bool_], loads: NDArray[np.int64]) -> list[int]:
    """The shortest way from the heaviest juror possible to somebody at least 2 lighter; empty if there is none."""
    for start in np.argsort(-loads, kind="stable"):
        if loads[start] - loads.min() < 2:
            return []
        came: dict[int, int] = {int(start): -1}
        queue = deque([int(start)])
        while queue:
            here = queue.popleft()
            if loads[here] <= loads[start] - 2:
                way = [here]
                while came[way[-1]] >= 0:
                    way.append(came[way[-1]])
                return way[::-1]
            for there in np.flatnonzero(passes[here]):
                if int(there) not in came:
                    came[int(there)] = here
                    queue.append(int(there))
    return []
