"""The official score as numbers: bounds, order, exactness, and that a missing juror lowers nothing."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.kipp.judging import places
from tuntas.kipp.rules.scoring import final_micro, mean_of, micros, needs_remark, points, so_far, total_of
from tuntas.kipp.rules.shortlist import Place, proposed, unexplained

SCORES = st.decimals(0, 100, places=2)
WEIGHTS = st.lists(st.decimals(Decimal("0.001"), 100, places=3), min_size=1, max_size=8)


@given(WEIGHTS, st.data())
def test_a_total_lies_between_the_lowest_and_highest_score(weights, data):
    values = data.draw(st.lists(SCORES, min_size=len(weights), max_size=len(weights)))
    total = total_of(dict(enumerate(values)), dict(enumerate(weights)))
    assert min(values) <= total <= max(values)


@given(WEIGHTS, SCORES)
def test_equal_scores_give_that_score_whatever_the_weights(weights, value):
    keys = dict.fromkeys(range(len(weights)), value)
    assert total_of(keys, dict(enumerate(weights))) == value


@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_criteria_changes_nothing(order):
    weights = {"a": Decimal(30), "b": Decimal("12.5"), "c": Decimal("57.5")}
    values = {"a": Decimal("81.25"), "b": Decimal(40), "c": Decimal("99.99")}
    assert total_of(values, {key: weights[key] for key in order}) == total_of(values, weights)


def test_a_total_is_the_weighted_mean_to_six_decimals_half_up():
    weights = {"a": Decimal(30), "b": Decimal(70)}
    assert total_of({"a": Decimal(80), "b": Decimal("90.5")}, weights) == Decimal("87.350000")
    thirds = dict.fromkeys("abc", Decimal(1))
    assert total_of({"a": Decimal(100), "b": Decimal(0), "c": Decimal(0)}, thirds) == Decimal("33.333333")
    assert total_of({"a": Decimal(100), "b": Decimal(100), "c": Decimal(0)}, thirds) == Decimal("66.666667")


def test_no_total_while_a_weighted_criterion_is_open_and_a_weightless_one_is_not_asked():
    weights = {"a": Decimal(100), "shown": Decimal(0)}
    assert total_of({"shown": Decimal(50)}, weights) is None
    assert total_of({"a": Decimal(70)}, weights) == 70
    assert total_of({"a": Decimal(70)}, {"a": Decimal(0)}) is None
    assert so_far({"a": Decimal(60)}, {"a": Decimal(50), "b": Decimal(50)}) == 30


@given(st.lists(SCORES, min_size=1, max_size=12), st.randoms())
def test_the_mean_has_bounds_and_does_not_depend_on_the_order_of_jurors(totals, dice):
    mean = mean_of(totals)
    assert min(totals) <= mean <= max(totals)
    shuffled = list(totals)
    dice.shuffle(shuffled)
    assert mean_of(shuffled) == mean
    assert abs(Fraction(mean) - sum(map(Fraction, totals), Fraction(0)) / len(totals)) <= Fraction(1, 2_000_000)


@given(st.lists(SCORES, min_size=1, max_size=8), st.integers(1, 5))
def test_a_juror_who_did_not_score_lowers_nothing(totals, absent):
    assert mean_of(totals) == mean_of(totals + [])  # jurors asked do not enter at all
    assert mean_of(totals) >= sum(totals) / (len(totals) + absent) - Decimal("0.000001")


def test_nobody_scored_is_no_score_and_not_zero():
    assert mean_of([]) is None


@given(st.integers(0, 100_000_000))
def test_points_and_millionths_are_the_same_number(micro):
    assert micros(points(micro)) == micro


def test_the_final_score_needs_every_stage_that_counts():
    assert final_micro([80_000_000, 90_000_000], [Decimal(60), Decimal(40)]) == 84_000_000
    assert final_micro([80_000_000, None], [Decimal(60), Decimal(40)]) is None
    assert final_micro([80_000_000, None], [Decimal(60), Decimal(0)]) == 80_000_000
    assert final_micro([80_000_000, 90_000_000], [Decimal(0), Decimal(0)]) == 85_000_000
    assert final_micro([], []) is None


@pytest.mark.parametrize(
    ("value", "wanted"), [(None, False), (0, True), (40, True), (41, False), (94, False), (95, True)]
)
def test_extremes_want_a_remark(value, wanted):
    assert needs_remark(None if value is None else Decimal(value), 40, 95) is wanted


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), max_size=30))
def test_places_are_shared_by_equals_and_skip(keys):
    found = places(np.array(keys, dtype=np.int64).reshape(len(keys), 2))
    for at, key in enumerate(keys):
        assert found.ranks[at] == 1 + sum(other > key for other in keys)
        assert found.tied[at] == (keys.count(key) > 1)
    assert [keys[at] for at in found.order] == sorted(keys, reverse=True)


def _places(*ranks):
    return [Place(entry, rank) for entry, rank in enumerate(ranks, start=1)]


def test_the_shortlist_is_the_best_ranks():
    assert proposed(_places(1, 2, 3, None), 2) == {1: True, 2: True, 3: False, 4: False}


def test_a_tie_across_the_line_is_left_open_and_a_tie_above_is_not():
    assert proposed(_places(1, 2, 2, 4), 2) == {1: True, 2: None, 3: None, 4: False}
    assert proposed(_places(1, 1, 3, 4), 2) == {1: True, 2: True, 3: False, 4: False}


def test_below_the_passing_grade_nobody_is_proposed():
    rows = [Place(1, 1, True), Place(2, 2, False), Place(3, 3, False)]
    assert proposed(rows, 3) == {1: True, 2: False, 3: False}


def test_departures_and_ties_need_a_reason():
    said = {1: True, 2: None, 3: False}
    assert unexplained(said, {1: True}, {}) == [2]
    assert unexplained(said, {2: True}, {2: "Pleno memilih.", 1: " "}) == [1]
    assert unexplained(said, {1: True, 3: True}, {2: "seri", 3: "kategori"}) == []
