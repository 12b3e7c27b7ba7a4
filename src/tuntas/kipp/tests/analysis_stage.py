"""A small desk stage whose scores can be analysed. Fixtures for the tests of the analysis."""

from datetime import timedelta

import pytest
from tests.cast import person

from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.models import SeatHolder, Stage
from tuntas.kipp.terms import Seat, StageKind
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed, scored
from tuntas.kipp.tests.stage import during
from tuntas.people.models import Person

AFTER = during(StageKind.SHORTLIST)


@pytest.fixture
def jury(small_edition) -> list[SeatHolder]:
    """Anton, Bela, Candra and Dina."""
    return [
        SeatHolder.objects.create(
            edition=small_edition,
            person=person(f"{name} Juror"),
            seat=Seat.JUROR,
            added_at=DESK_DAY - timedelta(days=60),
        )
        for name in ("Anton", "Bela", "Candra", "Dina")
    ]


@pytest.fixture
def judged(small_edition, jury, dindik, wati) -> Stage:
    """Eight proposals, three of four jurors each in turn; Anton gives six points less than the others."""
    step = desk(small_edition)
    for number in range(8):
        entry = passed(small_edition, dindik, wati, f"Usulan {number}")
        for turn in range(3):
            juror = jury[(number + turn) % 4]
            mark = 60 + 3 * number - (6 if juror is jury[0] else 0) + (number * 7 + turn * 5) % 4
            scored(step, entry, juror, mark, mark - 2)
    return step


@pytest.fixture
def locked(judged, sari) -> Stage:
    lock_stage(stage=judged, by=sari, now=AFTER)
    return judged


@pytest.fixture
def secretary_of(small_edition) -> Person:
    """Dewi sits in the secretariat of the small edition."""
    who = person("Dewi Sekretariat")
    SeatHolder.objects.create(edition=small_edition, person=who, seat=Seat.SECRETARIAT, added_at=DESK_DAY)
    return who
