"""The comparison of methods that the choice of the model rests on."""

import pytest
from bench.simulation import SETTINGS, calibration, compare, promises

from tuntas.kipp.judging.stability import SURE


def test_ours_is_never_behind_and_the_published_directions_hold() -> None:
    broken = [what for what, holds in promises([compare(setting) for setting in SETTINGS]) if not holds]
    assert not broken


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_chances_are_better_called_than_by_drawing_sheets_again(setting) -> None:
    told = calibration(setting, 8)
    assert told["ours"][0] <= told["sheets again"][0]
    assert told["ours"][1] == pytest.approx(SURE, abs=0.08)
