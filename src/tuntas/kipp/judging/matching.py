"""Who scores what at the least cost: an exact minimum-cost assignment for many entries and few jurors.

A solution is optimal when no closed chain of handovers makes it cheaper. Jurors are few, so the chains are
sought on a graph of jurors alone: the edge a→b is the cheapest entry that a can hand to b. Loads cost the
square, so that they end as level as conflicts allow; a seat left empty costs the square too, so that the
worst-served entry comes first. All costs are whole numbers and each level outweighs every chain of the level
below it: nothing is rounded and nothing traded against something that matters more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.bool_]  # entries × jurors
Whole = NDArray[np.int64]

FAR = np.int64(2**60)  # no such handover; two of them still fit into 64 bits


@dataclass(frozen=True)
class Task:
    """What is to be assigned. Rows are entries, columns jurors."""

    allowed: Grid  # pairs without a conflict
    kept: Grid  # pairs that stay whatever happens; they count for loads and places
    held: Grid  # pairs there now that may move: each one given up costs a move
    cost: Whole  # of each pair, 0 and more; a place filled by a better fitting juror costs less
    per_entry: int
    most: int | None = None  # entries a juror may have at most; None: no limit
    even: bool = True  # level loads come before few moves; else the other way round

    @property
    def free(self) -> Grid:
        """Pairs that may be chosen."""
        return self.allowed & ~self.kept


@dataclass(frozen=True)
class Weights:
    """What one unit of each level costs; a unit outweighs all that a chain of handovers changes below it."""

    move: int
    load: int
    place: int

    @classmethod
    def of(cls, task: Task) -> "Weights":
        """The smallest weights that keep the levels apart."""
        entries, jurors = task.cost.shape
        chain = jurors + 2
        dearest = int(task.cost.max(initial=0))
        loads = 2 * entries + 3  # what one more and one less entry can change in the squares of two loads
        if task.even:
            move = chain * dearest + 1
            load = chain * (dearest + move) + 1
            return cls(move, load, load * loads + chain * (dearest + move) + 1)
        load = chain * dearest + 1
        move = load * loads + chain * dearest + 1
        return cls(move, load, load * loads + chain * (dearest + move) + 1)


def places_wanted(task: Task) -> Whole:
    """How many jurors each entry still needs beside those kept; some may not be had."""
    return np.maximum(task.per_entry - task.kept.sum(axis=1), 0).astype(np.int64)


@dataclass(frozen=True)
class Worth:
    """What a solution costs, level by level; smaller is better, the first difference decides (`Task.even`)."""

    places: int  # sum of squares of places left empty
    moves: int  # pairs held before and given up, or new: each new pair counts
    loads: int  # sum of squares of loads
    cost: int

    def total(self, weights: Weights) -> int:
        """One number, as a linear solver would see it."""
        return self.places * weights.place + self.moves * weights.move + self.loads * weights.load + self.cost


def worth(task: Task, chosen: Grid) -> Worth:
    """The worth of `chosen` (without the kept pairs)."""
    empty = places_wanted(task) - chosen.sum(axis=1)
    loads = (task.kept | chosen).sum(axis=0).astype(np.int64)
    return Worth(
        places=int((empty**2).sum()),
        moves=int((chosen & ~task.held).sum()),
        loads=int((loads**2).sum()),
        cost=int(task.cost[chosen].sum()),
    )


def match(task: Task, seed: int) -> Grid:
    """The pairs to hold beside the kept ones, at the least worth; among equals the seed decides.

    The same task and seed give the same pairs.
    """
    entries, jurors = task.cost.shape
    if not entries or not jurors:
        return np.zeros((entries, jurors), dtype=bool)
    dice = np.random.default_rng(seed)
    rows = dice.permutation(entries)
    shuffled = Task(
        task.allowed[rows], task.kept[rows], task.held[rows], task.cost[rows], task.per_entry, task.most, task.even
    )
    desk = _Desk(shuffled, _start(shuffled, dice))
    desk.improve()
    chosen = np.zeros((entries, jurors), dtype=bool)
    chosen[rows] = desk.chosen
    return chosen


def _start(task: Task, dice: np.random.Generator) -> Grid:
    """A good first guess: what is held stays, the rest goes entry by entry to who is cheap and has little."""
    free, wanted = task.free, places_wanted(task)
    chosen = task.held & free
    loads = (task.kept | chosen).sum(axis=0).astype(np.int64)
    most = task.most if task.most is not None else len(free)
    for column in np.flatnonzero(loads > most):
        surplus = dice.permutation(np.flatnonzero(chosen[:, column]))[: loads[column] - most]
        chosen[surplus, column] = False
    for row in np.flatnonzero(chosen.sum(axis=1) > wanted):
        surplus = dice.permutation(np.flatnonzero(chosen[row]))[wanted[row] :]
        chosen[row, surplus] = False
    loads = (task.kept | chosen).sum(axis=0).astype(np.int64)
    missing = wanted - chosen.sum(axis=1)
    prices = _prices(task, free & ~chosen, missing, loads, dice)
    room = (free & ~chosen).sum(axis=1)
    pull = 0.025 + 0.003 * task.cost.std()  # of one entry more; weak beside chance, so that panels mix
    for row in np.lexsort((dice.random(len(free)), room - missing, -missing)):
        take = int(missing[row])
        if take <= 0:
            continue
        open_ = free[row] & ~chosen[row] & (loads < most)
        take = min(take, int(open_.sum()))
        rank = np.where(open_, task.cost[row] + prices + pull * loads + 0.5 * dice.random(len(loads)), np.inf)
        picked = np.argsort(rank)[:take]
        chosen[row, picked] = True
        loads[picked] += 1
    return chosen


def _prices(task: Task, free: Grid, missing: Whole, loads: Whole, dice: np.random.Generator) -> NDArray[np.float64]:
    """What a place at each juror should cost beside the pair, so that free choice would level the loads."""
    jurors = free.shape[1]
    prices = np.zeros(jurors)
    deepest = int(missing.max(initial=0))
    if not task.cost.any() or not 0 < deepest < jurors:
        return prices
    cost = np.where(free, task.cost + dice.random(free.shape), np.inf)
    target = (loads.sum() + missing.sum()) / jurors
    span = float(task.cost.max()) + 1
    step = span / 2
    for _round in range(60):
        order = np.argpartition(cost + prices, deepest - 1, axis=1)[:, :deepest]
        drawn = np.bincount(order.ravel(), minlength=jurors) * (missing.sum() / order.size)
        prices += step * (loads + drawn - target) / max(target, 1)
        np.clip(prices, -span, span, out=prices)
        step *= 0.93
    return prices


class _Desk:
    """The pairs as they stand and the cheapest handover between any two jurors; `nobody` holds the empty places."""

    def __init__(self, task: Task, chosen: Grid) -> None:
        self.weights = Weights.of(task)
        self.free = task.free
        self.chosen = chosen
        self.cost = task.cost + np.where(task.held, 0, self.weights.move).astype(np.int64)
        self.entries, self.jurors = chosen.shape
        self.nobody = self.jurors
        self.loads = (task.kept | chosen).sum(axis=0).astype(np.int64)
        self.most = task.most if task.most is not None else self.entries + 1
        self.empty = places_wanted(task) - chosen.sum(axis=1)
        size = self.jurors + 1
        self.price = np.full((size, size), FAR)  # of the cheapest handover
        self.which = np.zeros((size, size), dtype=np.int64)  # the entry it hands on
        self.rounds = 0
        self._look(range(size))

    def _look(self, givers: "range | set[int]") -> None:
        """Find the cheapest handovers of these givers anew."""
        for giver in givers:
            if giver == self.nobody:
                held = np.flatnonzero(self.empty > 0)
                back = self.weights.place * (2 * self.empty[held] - 1)
            else:
                held = np.flatnonzero(self.chosen[:, giver])
                back = self.cost[held, giver]
            self.price[giver] = FAR
            if not len(held):
                continue
            offers = np.where(self.free[held] & ~self.chosen[held], self.cost[held] - back[:, None], FAR)
            best = offers.argmin(axis=0)
            self.which[giver, : self.jurors] = held[best]
            self.price[giver, : self.jurors] = offers[best, np.arange(self.jurors)]
            if giver != self.nobody:
                drop = self.weights.place * (2 * self.empty[held] + 1) - back
                at = int(drop.argmin())
                self.which[giver, self.nobody], self.price[giver, self.nobody] = held[at], drop[at]

    def improve(self) -> None:
        """Carry out chains that make it cheaper until there is none."""
        while chain := self._chain():
            self.rounds += 1
            self._carry_out(chain)

    def _carry_out(self, chain: list[int]) -> None:
        changed: set[int] = set()
        for giver, taker in zip(chain, chain[1:], strict=False):
            entry = self.which[giver, taker]
            if giver == self.nobody:
                self.empty[entry] -= 1
            else:
                self.chosen[entry, giver] = False
                self.loads[giver] -= 1
            if taker == self.nobody:
                self.empty[entry] += 1
            else:
                self.chosen[entry, taker] = True
                self.loads[taker] += 1
            changed.add(int(entry))
        touched = set(chain)
        for entry in changed:
            touched |= {int(one) for one in np.flatnonzero(self.chosen[entry])}
        self._look(touched | {self.nobody})

    def _chain(self) -> list[int]:
        """Jurors along whom handing on pays: a closed chain, or one that ends at a lighter juror. Empty: none."""
        size = self.jurors + 1
        way = self.price.copy()
        np.fill_diagonal(way, 0)
        step = np.tile(np.arange(size), (size, 1))
        for over in range(size):
            through = way[:, over, None] + way[over]
            better = through < way
            if not better.any():
                continue
            way = np.where(better, through, way)
            step = np.where(better, step[:, over, None], step)
            round_trip = np.flatnonzero(way.diagonal() < 0)
            if len(round_trip):
                return self._closed(self._walk(step, int(round_trip[0]), int(round_trip[0])))
        gain = np.append(self.weights.load * (2 * self.loads - 1), 0)
        more = np.append(np.where(self.loads < self.most, self.weights.load * (2 * self.loads + 1), FAR), 0)
        ends = way + more[None, :] - gain[:, None]
        giver, taker = np.unravel_index(int(ends.argmin()), ends.shape)
        if ends[giver, taker] >= 0 or giver == taker:
            return []
        return self._walk(step, int(giver), int(taker))

    def _walk(self, step: NDArray[np.int64], start: int, end: int) -> list[int]:
        way = [start]
        while len(way) == 1 or way[-1] != end:
            way.append(int(step[way[-1], end]))
        return way

    def _closed(self, way: list[int]) -> list[int]:
        """A simple closed chain of negative price inside a closed walk of negative price."""
        trail: list[int] = []
        for here in way:
            if here in trail:
                loop = [*trail[trail.index(here) :], here]
                if sum(int(self.price[a, b]) for a, b in zip(loop, loop[1:], strict=False)) < 0:
                    return loop
                trail = trail[: trail.index(here)]
            trail.append(here)
        raise AssertionError("a negative walk holds a negative loop")
