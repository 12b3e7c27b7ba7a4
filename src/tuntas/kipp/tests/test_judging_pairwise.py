"""Bradley–Terry against published estimates, and what must hold of any comparisons."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuntas.kipp.judging.pairwise import Separated, bradley_terry, circular_triads

# Citations between Biometrika, Communications in Statistics, JASA and JRSS-B 1987–89 (Stigler 1994), as fitted in
# Turner & Firth 2012, doi 10.18637/jss.v048.i09: a row is cited by the columns.
CITED = np.array([[714, 730, 498, 221], [33, 425, 68, 17], [320, 813, 1072, 142], [284, 276, 325, 188]], dtype=float)


def test_strengths_and_errors_of_the_published_example() -> None:
    found = bradley_terry(CITED, prior=0)
    against_biometrika = found.log_strength - found.log_strength[0]
    assert against_biometrika[1:] == pytest.approx([-2.94907, -0.47957, 0.26895], abs=1e-4)
    cov = found.covariance
    errors = [np.sqrt(cov[0, 0] + cov[i, i] - 2 * cov[0, i]) for i in (1, 2, 3)]
    assert errors == pytest.approx([0.10255, 0.06059, 0.07083], abs=1e-4)
    assert found.order.tolist() == [3, 0, 2, 1]


def test_two_entries_are_the_log_of_their_wins() -> None:
    found = bradley_terry(np.array([[0, 6], [2, 0]], dtype=float), prior=0)
    assert found.log_strength[0] - found.log_strength[1] == pytest.approx(np.log(3))
    assert found.chance(0, 1) == pytest.approx(0.75)


def test_one_who_won_everything_needs_a_prior() -> None:
    wins = np.array([[0, 3, 3], [0, 0, 2], [0, 1, 0]], dtype=float)
    with pytest.raises(Separated):
        bradley_terry(wins, prior=0)
    found = bradley_terry(wins)
    assert found.order.tolist() == [0, 1, 2] and np.isfinite(found.log_strength).all() and np.isfinite(found.se).all()
    never = np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], dtype=float)
    with pytest.raises(Separated):
        bradley_terry(never, prior=0)
    assert bradley_terry(never).log_strength == pytest.approx(np.zeros(4), abs=1e-9)


@given(st.integers(2, 12), st.integers(0, 10_000), st.floats(0.1, 3))
@settings(max_examples=60, deadline=None)
def test_order_of_rows_does_not_matter_and_a_further_win_never_hurts(count, seed, prior) -> None:
    dice = np.random.default_rng(seed)
    wins = dice.integers(0, 4, (count, count)).astype(float)
    turn = dice.permutation(count)
    found, turned = bradley_terry(wins, prior), bradley_terry(wins[np.ix_(turn, turn)], prior)
    assert turned.log_strength == pytest.approx(found.log_strength[turn], abs=1e-6)
    assert turned.se == pytest.approx(found.se[turn], abs=1e-6)
    assert found.log_strength.sum() == pytest.approx(0, abs=1e-8)
    more = wins.copy()
    more[0, 1] += 1
    after = bradley_terry(more, prior)
    assert after.log_strength[0] - after.log_strength[1] > found.log_strength[0] - found.log_strength[1]


def test_truth_is_found_within_its_errors() -> None:
    dice = np.random.default_rng(8)
    truth = dice.normal(0, 1, 15)
    truth -= truth.mean()
    wins = np.zeros((15, 15))
    for one in range(15):
        for other in range(one):
            gained = dice.binomial(40, 1 / (1 + np.exp(truth[other] - truth[one])))
            wins[one, other], wins[other, one] = gained, 40 - gained
    found = bradley_terry(wins, prior=0.1)
    assert (np.abs(found.log_strength - truth) < 4 * found.se).all()
    assert (np.abs(found.log_strength - truth) < 2 * found.se).mean() > 0.8


def test_empty_and_bad_tables() -> None:
    assert len(bradley_terry(np.zeros((0, 0))).order) == 0
    assert bradley_terry(np.zeros((3, 3))).log_strength.tolist() == [0, 0, 0]
    for wrong in (np.zeros((2, 3)), np.array([[0, -1], [0, 0]])):
        with pytest.raises(ValueError, match="square"):
            bradley_terry(wrong)


def test_circles() -> None:
    circle = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], dtype=float)
    line = np.array([[0, 1, 1], [0, 0, 1], [0, 0, 0]], dtype=float)
    even = np.array([[0, 1, 1], [1, 0, 1], [0, 0, 0]], dtype=float)
    assert circular_triads(circle) == (1, 1)
    assert circular_triads(line) == (0, 1)
    assert circular_triads(even) == (0, 0)
