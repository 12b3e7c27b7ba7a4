"""Agreement against published worked examples."""

import numpy as np
import pytest

from tuntas.kipp.judging.agreement import alpha, alpha_interval, reliability, shrout_fleiss
from tuntas.kipp.judging.readings import Readings
from tuntas.kipp.judging.severity import fit
from tuntas.kipp.judging.stability import merit_of

# Krippendorff 2011, section E: four observers, twelve units, missing data.
_ = np.nan
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
)
# Shrout & Fleiss 1979, table 2: six targets, four judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)


def readings_of(table: np.ndarray) -> Readings:
    """Entries in rows, jurors in columns, NaN where nobody scored."""
    entry, juror = np.nonzero(~np.isnan(table))
    return Readings(entry, juror, table[entry, juror], *table.shape)


@pytest.mark.parametrize(
    ("level", "wanted"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_the_published_example(level, wanted) -> None:
    assert alpha(readings_of(KRIPPENDORFF.T), level) == pytest.approx(wanted, abs=0.0006)


def test_icc_of_the_published_example() -> None:
    found = shrout_fleiss(SHROUT_FLEISS)
    rounded = [round(value, 2) for value in (found.icc_1_1, found.icc_2_1, found.icc_3_1)]
    assert rounded == [0.17, 0.29, 0.71]
    assert [round(value, 2) for value in (found.icc_1_k, found.icc_2_k, found.icc_3_k)] == [0.44, 0.62, 0.91]


def test_reliability_from_the_model_is_shrout_and_fleiss_on_a_full_table() -> None:
    made = fit(readings_of(SHROUT_FLEISS))
    found = reliability(made, merit_of(made))
    assert (round(found.single, 2), round(found.mean, 2), round(found.adjusted, 2)) == (0.29, 0.62, 0.91)
    assert found.each == 4


def test_the_interval_holds_the_value_and_repeats() -> None:
    table = KRIPPENDORFF.T
    found = alpha_interval(readings_of(table), seed=1)
    assert found.low < found.value < found.high <= 1 and found.units == 11 and found.values == 40
    assert found == alpha_interval(readings_of(table), seed=1)


def test_nothing_to_compare_says_so() -> None:
    once = Readings(np.array([0, 1]), np.array([0, 0]), np.array([50.0, 60.0]), 2, 1)
    assert np.isnan(alpha(once)) and np.isnan(alpha_interval(once, seed=1).value)
    assert np.isnan(alpha(once, "nominal"))
    same = readings_of(np.full((5, 3), 70.0))
    assert np.isnan(alpha(same)) and np.isnan(alpha(same, "ordinal"))


def test_full_agreement_is_one_and_chance_is_near_zero() -> None:
    dice = np.random.default_rng(3)
    equal = np.repeat(dice.normal(70, 10, 40)[:, None], 3, axis=1)
    assert alpha(readings_of(equal)) == pytest.approx(1)
    assert abs(alpha(readings_of(dice.normal(70, 10, (400, 3))))) < 0.1
