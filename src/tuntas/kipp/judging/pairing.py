"""Which pairs to ask a juror about: every entry equally often, on either side equally often, all linked. Pure."""

import numpy as np

Couple = tuple[int, int]  # rows of the left and the right entry


def pairs_of(count: int, seed: int, most: int) -> list[Couple]:
    """Pairs among `count` entries, at most `most` where that leaves every entry linked; all pairs if they fit.

    The entries stand in a drawn circle and each meets those 1, 2, … steps on. One step alone links them all and
    costs `count` pairs, so that many are asked even where `most` is smaller. The same seed gives the same pairs.
    """
    if count < 2:
        return []
    lot = np.random.default_rng(seed)
    circle = lot.permutation(count)
    furthest = count // 2
    whole = count * (count - 1) // 2
    steps = furthest if whole <= most else max(1, min(most // count, furthest))
    pairs: list[Couple] = []
    for step in range(1, steps + 1):
        opposite = 2 * step == count
        for at in range(step if opposite else count):
            left, right = int(circle[at]), int(circle[(at + step) % count])
            pairs.append((right, left) if opposite and at % 2 else (left, right))
    return [pairs[at] for at in lot.permutation(len(pairs))]


def linked(count: int, pairs: set[Couple]) -> bool:
    """Whether a chain of pairs leads from every entry to every other."""
    if count < 2:
        return True
    near: dict[int, set[int]] = {at: set() for at in range(count)}
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    reached, edge = {0}, [0]
    while edge:
        for at in near[edge.pop()] - reached:
            reached.add(at)
            edge.append(at)
    return len(reached) == count
