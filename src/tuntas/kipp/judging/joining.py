"""Keeping the jury in one piece: jurors who share no entry, not even along others, cannot be compared."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tuntas.kipp.judging.matching import Grid, Task, Weights

TRIES = 4000  # handovers looked at for one join; the cheapest come first


def groups(pairs: Grid) -> list[list[int]]:
    """Columns of jurors that share entries directly or along others; a juror without entries is in no group."""
    shared = _shared(pairs)
    return [group for group in _groups(shared > 0) if shared[group[0], group[0]]]


def _shared(pairs: Grid) -> NDArray[np.int64]:
    """How many entries each two jurors share; in one's own cell, how many one has."""
    dense = pairs.astype(np.float32)
    return np.asarray((dense.T @ dense).round(), dtype=np.int64)


def _groups(near: Grid) -> list[list[int]]:
    left, found = set(range(len(near))), []
    while left:
        group, edge = set(), {min(left)}
        while edge:
            group |= edge
            reached = np.flatnonzero(near[sorted(edge)].any(axis=0))
            edge = {int(one) for one in reached} - group
        found.append(sorted(group))
        left -= group
    return found


def join(task: Task, chosen: Grid) -> Grid:
    """`chosen` with as few and cheap new handovers as were found until all jurors hang together.

    Only pairs that are not kept and were not held before change. Where nothing helps, what is apart stays apart;
    `groups` says so. First an entry goes from one juror to another, then two jurors swap two entries.
    """
    chosen = chosen.copy()
    while len(apart := groups(task.kept | chosen)) > 1:
        step = _best(task, chosen, apart)
        if step is None:
            return chosen
        for entry, giver, taker in step:
            chosen[entry, giver], chosen[entry, taker] = False, True
    return chosen


Step = list[tuple[int, int, int]]  # entry, from juror, to juror


def _best(task: Task, chosen: Grid, apart: list[list[int]]) -> Step | None:
    """The cheapest step found that leaves fewer groups."""
    pairs = task.kept | chosen
    shared = _shared(pairs)
    for _price, step in sorted(_steps(task, chosen, apart), key=lambda one: one[0])[:TRIES]:
        after = shared.copy()
        for entry, giver, taker in step:
            others = pairs[entry].copy()
            others[giver] = False
            after[giver, others] -= 1
            after[others, giver] -= 1
            after[taker, others] += 1
            after[others, taker] += 1
            after[giver, giver] -= 1
            after[taker, taker] += 1
        count = len([group for group in _groups(after > 0) if after[group[0], group[0]]])
        if count < len(apart) and all(after[one, one] > 0 for group in apart for one in group):
            return step
    return None


def _steps(task: Task, chosen: Grid, apart: list[list[int]]) -> Iterator[tuple[int, Step]]:
    """Handovers between groups with what each changes, and for each two jurors the cheapest swap."""
    weights, free = Weights.of(task), task.free
    loads = (task.kept | chosen).sum(axis=0).astype(np.int64)
    most = task.most if task.most is not None else len(free)
    group_of = {one: at for at, group in enumerate(apart) for one in group}
    movable = chosen & ~task.held
    shared_by = (task.kept | chosen).sum(axis=1)
    best: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for giver in group_of:
        held = np.flatnonzero(movable[:, giver])
        for taker in group_of:
            if group_of[giver] == group_of[taker] or not len(held):
                continue
            fits = held[free[held, taker] & ~chosen[held, taker]]
            price = task.cost[fits, taker] - task.cost[fits, giver]
            joins = shared_by[fits] > 1  # an entry with one juror only changes hands, it joins nobody
            order = np.lexsort((fits, price, ~joins))[:3]
            best[giver, taker] = [(int(price[at]), int(fits[at])) for at in order]
            moved = weights.load * int(2 * (loads[taker] - loads[giver]) + 2)
            if loads[taker] < most:
                for at in order:
                    if joins[at]:
                        yield int(price[at]) + moved, [(int(fits[at]), giver, taker)]
    for (giver, taker), there in best.items():
        if giver < taker:
            for one, entry in there:
                for other, back in best.get((taker, giver), []):
                    if entry != back:
                        yield one + other, [(entry, giver, taker), (back, taker, giver)]
