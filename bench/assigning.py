"""A1–A4: the assignment alone, whole call, its objective equal to SciPy HiGHS's on the same network."""

import time
from collections.abc import Iterator

import numpy as np

from bench.measure import Result, Work, measure
from tuntas.kipp.judging import Input, share
from tuntas.kipp.judging.matching import Task, Weights, match, worth
from tuntas.kipp.tests.reference import least

CONFLICTS = 0.06
CATEGORIES = 5
PEERS = {
    (1000, 25, 5): "HiGHS 148 ms, OR-tools 30 ms; HotCRP 1,740 ms for 3,000 pairs",
    (2500, 40, 3): "HiGHS 727 ms, OR-tools 113 ms",
}
TARGETS = {(1000, 25, 5): 300, (2500, 40, 3): 1500}


def run() -> Iterator[Result]:
    """Both sizes: affinity drawn freely, as the peers were measured, then by category as an edition has it."""
    for number, shape in enumerate(TARGETS, start=1):
        task = _free(*shape)
        note = _held_against_reference(task, number)
        yield measure(
            f"A{number}", f"{_name(shape)}, free affinity{note}", TARGETS[shape], _solve(task), PEERS[shape], times=10
        )
        given = _edition(*shape)
        note = _held_against_reference(given.task, number)
        yield measure(
            f"A{number}c", f"{_name(shape)}, by category{note}", TARGETS[shape], _whole(given), PEERS[shape], times=10
        )


def _name(shape: tuple[int, int, int]) -> str:
    return " × ".join(f"{size:,}" for size in shape)


def _barred(dice: np.random.Generator, entries: int, jurors: int) -> np.ndarray:
    return dice.random((entries, jurors)) < CONFLICTS


def _free(entries: int, jurors: int, each: int) -> Task:
    """Every pair has an affinity of its own, 0 to 99."""
    dice = np.random.default_rng(1)
    nothing = np.zeros((entries, jurors), dtype=bool)
    cost = dice.integers(0, 100, (entries, jurors)).astype(np.int64)
    return Task(~_barred(dice, entries, jurors), nothing, nothing, cost, each)


def _edition(entries: int, jurors: int, each: int) -> Input:
    """Categories and levels of knowledge as an edition has them."""
    dice = np.random.default_rng(2)
    nothing = np.zeros((entries, jurors), dtype=bool)
    levels = dice.choice([0, 1, 2, 3], (CATEGORIES, jurors), p=[0.5, 0.15, 0.2, 0.15])
    return Input(
        entries=tuple(range(entries)),
        jurors=tuple(range(jurors)),
        subjects=tuple(dice.integers(0, CATEGORIES, entries).tolist()),
        levels=tuple(tuple(line) for line in levels.tolist()),
        barred=_barred(dice, entries, jurors),
        kept=nothing,
        held=nothing,
        per_entry=each,
    )


def _solve(task: Task) -> Work:
    seeds = iter(range(1_000))

    def work() -> tuple[int, int]:
        chosen = match(task, next(seeds))
        loads = chosen.sum(axis=0)
        assert (chosen.sum(axis=1) == task.per_entry).all() and loads.max() - loads.min() <= 1
        return 0, int(chosen.sum())

    return work


def _whole(given: Input) -> Work:
    seeds = iter(range(1_000))

    def work() -> tuple[int, int]:
        found = share(given, next(seeds))
        loads = found.chosen.sum(axis=0)
        assert loads.max() - loads.min() <= 1 and len(found.groups) == 1
        assert found.worth.cost >= found.least.cost
        return 0, int(found.chosen.sum())

    return work


def _held_against_reference(task: Task, seed: int) -> str:
    """The same objective as the reference solver's, to the last unit; says how long the solver took here."""
    chosen = match(task, seed)
    mine = worth(task, chosen).total(Weights.of(task))
    start = time.perf_counter()
    assert mine == least(task, highest=int(chosen.sum(axis=0).max()) + 3), "not the reference's objective"
    return f" (= HiGHS, here {time.perf_counter() - start:.1f} s)"
