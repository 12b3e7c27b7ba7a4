"""The matching against a reference solver, and what it promises whatever the input."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuntas.kipp.judging import Input, share
from tuntas.kipp.judging.joining import groups, join
from tuntas.kipp.judging.matching import Task, Weights, match, places_wanted, worth
from tuntas.kipp.tests.reference import least


@st.composite
def tasks(draw) -> Task:
    """Small, awkward ones: many conflicts, pairs kept in conflict, caps too low, nobody at all."""
    entries, jurors = draw(st.integers(0, 7)), draw(st.integers(1, 5))
    dice = np.random.default_rng(draw(st.integers(0, 2**32)))
    shape = (entries, jurors)
    conflicts = draw(st.sampled_from([0.0, 0.1, 0.5, 0.9]))
    there = dice.random(shape) < draw(st.sampled_from([0.0, 0.3, 0.7]))
    stays = dice.random(shape) < draw(st.sampled_from([0.0, 0.5, 1.0]))
    return Task(
        allowed=dice.random(shape) >= conflicts,
        kept=there & stays,
        held=there & ~stays,
        cost=dice.integers(0, draw(st.sampled_from([1, 4, 100])), shape).astype(np.int64),
        per_entry=draw(st.integers(1, 5)),
        most=draw(st.one_of(st.none(), st.integers(1, 6))),
        even=draw(st.booleans()),
    )


def proper(task: Task, chosen: np.ndarray) -> None:
    """No conflict, nothing twice, nobody above the cap, no entry above what it wants."""
    assert not (chosen & ~task.free).any()
    assert (chosen.sum(axis=1) <= places_wanted(task)).all()
    if task.most is not None:
        loads = (task.kept | chosen).sum(axis=0)
        assert (loads <= np.maximum(task.most, task.kept.sum(axis=0))).all()


@given(task=tasks(), seed=st.integers(0, 2**31))
@settings(max_examples=150, deadline=None)
def test_no_solver_does_better(task: Task, seed: int) -> None:
    chosen = match(task, seed)
    proper(task, chosen)
    assert (chosen == match(task, seed)).all()
    if len(chosen):
        mine = worth(task, chosen).total(Weights.of(task))
        assert mine == least(task, highest=len(chosen) + 1)


def world(entries: int, jurors: int, each: int, dearest: int, seed: int = 1, conflicts: float = 0.06) -> Task:
    dice = np.random.default_rng(seed)
    nothing = np.zeros((entries, jurors), dtype=bool)
    cost = dice.integers(0, dearest + 1, (entries, jurors)).astype(np.int64)
    return Task(dice.random((entries, jurors)) >= conflicts, nothing, nothing, cost, each)


@pytest.mark.parametrize(("shape", "dearest"), [((230, 15, 3), 100), ((230, 15, 3), 6), ((400, 25, 5), 10)])
def test_a_whole_edition_costs_what_the_reference_says(shape, dearest) -> None:
    task = world(*shape, dearest)
    chosen = match(task, 7)
    loads = chosen.sum(axis=0)
    assert (chosen.sum(axis=1) == shape[2]).all() and loads.max() - loads.min() <= 1
    assert worth(task, chosen).total(Weights.of(task)) == least(task, highest=int(loads.max()) + 4)


def test_moving_little_costs_what_the_reference_says() -> None:
    task = world(120, 10, 3, 6)
    held = match(task, 3)
    allowed = task.allowed.copy()
    allowed[:, 0] = False  # this juror drops out
    for even in (False, True):
        again = replace(task, allowed=allowed, held=held & allowed, even=even)
        chosen = match(again, 5)
        assert worth(again, chosen).total(Weights.of(again)) == least(again, highest=60)
        if not even:
            assert (held & ~chosen).sum() == held[:, 0].sum()  # nothing else moved


def test_competence_never_outweighs_level_loads_nor_a_place() -> None:
    nothing = np.zeros((12, 3), dtype=bool)
    cost = np.zeros((12, 3), dtype=np.int64)
    cost[:, 1:] = 1000
    chosen = match(Task(~nothing, nothing, nothing, cost, 1), 1)
    assert chosen.sum(axis=0).tolist() == [4, 4, 4]


def test_the_worst_served_entry_comes_first() -> None:
    nothing = np.zeros((4, 2), dtype=bool)
    kept = nothing.copy()
    kept[:2, 0] = True  # two entries have somebody, two have nobody; room for two more
    chosen = match(Task(~nothing, kept, nothing, np.zeros((4, 2), dtype=np.int64), 2, most=2), 1)
    assert chosen.sum(axis=1).tolist() == [0, 0, 1, 1]


@given(task=tasks(), seed=st.integers(0, 2**31))
@settings(max_examples=150, deadline=None)
def test_joining_keeps_the_rules_and_never_parts_anybody(task: Task, seed: int) -> None:
    chosen = match(task, seed)
    joined = join(task, chosen)
    proper(task, joined)
    assert (joined.sum(axis=1) == chosen.sum(axis=1)).all()
    assert len(groups(task.kept | joined)) <= len(groups(task.kept | chosen))
    assert (joined[task.held] == chosen[task.held]).all()


def test_closed_panels_are_joined_by_few_handovers() -> None:
    """Two categories, each with its own experts: the least cost would part the jury in two."""
    entries, jurors = 40, 6
    cost = np.full((entries, jurors), 6, dtype=np.int64)
    cost[:20, :3] = 0
    cost[20:, 3:] = 0
    nothing = np.zeros((entries, jurors), dtype=bool)
    task = Task(~nothing, nothing, nothing, cost, 2)
    first = match(task, 1)
    assert len(groups(first)) == 2
    joined = join(task, first)
    loads = joined.sum(axis=0)
    assert len(groups(joined)) == 1 and loads.max() - loads.min() <= 1
    assert (first & ~joined).sum() <= 2


def test_one_juror_each_cannot_be_joined_and_says_so() -> None:
    nothing = np.zeros((6, 3), dtype=bool)
    chosen = match(Task(~nothing, nothing, nothing, np.zeros((6, 3), dtype=np.int64), 1), 1)
    assert len(groups(join(Task(~nothing, nothing, nothing, np.zeros((6, 3), dtype=np.int64), 1), chosen))) == 3


@given(task=tasks(), seed=st.integers(0, 2**31))
@settings(max_examples=60, deadline=None)
def test_a_kept_input_gives_the_same_run_again(task: Task, seed: int) -> None:
    entries, jurors = task.cost.shape
    dice = np.random.default_rng(seed)
    levels = dice.choice([-1, 0, 1, 2, 3], (3, jurors))
    before = Input(
        entries=tuple(range(100, 100 + entries)),
        jurors=tuple(range(7, 7 + jurors)),
        subjects=tuple(int(one) for one in dice.integers(-1, 3, entries)),
        levels=tuple(tuple(int(level) for level in line) for line in levels),
        barred=~task.allowed,
        kept=task.kept,
        held=task.held,
        per_entry=task.per_entry,
        most=task.most,
        even=task.even,
    )
    after = Input.unpacked(before.packed())
    assert after.hash == before.hash
    one, two = share(before, seed), share(after, seed)
    assert one.hash == two.hash and one.objective == two.objective
    if task.kept.any():
        assert replace(before, kept=np.zeros_like(task.kept)).hash != before.hash
