"""The least worth of an assignment by a linear solver (SciPy HiGHS), to hold our own against. Not for running code."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from tuntas.kipp.judging.matching import Task, Weights, places_wanted


def least(task: Task, *, highest: int) -> int:
    """The least `Worth.total`; no juror may have more than `highest` entries, which must not bind at the optimum.

    Pairs, one variable a place left empty and one a unit of load: a flow network, so that the linear optimum is whole.
    """
    weights, (rows, columns) = Weights.of(task), np.nonzero(task.free)
    entries, jurors = task.cost.shape
    pairs, wanted, base = len(rows), places_wanted(task), task.kept.sum(axis=0)
    moved = ~task.held[rows, columns]
    costs = [task.cost[rows, columns] + weights.move * moved]
    row, column, value = [rows, entries + columns], [np.arange(pairs)] * 2, [np.ones(pairs), np.ones(pairs)]
    at = pairs
    for entry, places in enumerate(wanted):  # empty places: 1, 3, 5 … times the weight
        costs.append(weights.place * (2 * np.arange(places) + 1))
        row.append(np.full(places, entry))
        column.append(at + np.arange(places))
        value.append(np.ones(places))
        at += places
    fixed = 0
    for juror in range(jurors):  # units of load above what is kept
        room = max(min(highest, task.most if task.most is not None else highest) - int(base[juror]), 0)
        fixed += weights.load * int(base[juror]) ** 2
        costs.append(weights.load * (2 * (base[juror] + np.arange(room)) + 1))
        row.append(np.full(room, entries + juror))
        column.append(at + np.arange(room))
        value.append(-np.ones(room))
        at += room
    if not at:
        return fixed
    matrix = coo_array((np.concatenate(value), (np.concatenate(row), np.concatenate(column))), (entries + jurors, at))
    answer = linprog(
        np.concatenate(costs),
        A_eq=matrix.tocsr(),
        b_eq=np.concatenate([wanted, np.zeros(jurors)]),
        bounds=(0, 1),
        method="highs",
    )
    assert answer.status == 0, answer.message
    whole = np.rint(answer.x)
    assert np.abs(answer.x - whole).max() < 1e-6, "the solver's corner is not whole"
    return fixed + sum(int(cost) for cost, taken in zip(np.concatenate(costs), whole, strict=True) if taken)
