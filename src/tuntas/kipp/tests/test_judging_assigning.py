"""Giving entries to jurors: by lot, one by one, never to somebody too near; and taking them off."""

import pytest
from tests.cast import hold

from tuntas.journal.models import Line
from tuntas.kipp.actions.assigning import (
    AlreadyScored,
    AssigningRefused,
    NotStaff,
    StageClosed,
    TooNear,
    add,
    assign,
    release,
    remove,
)
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.models import Assignment, SeatHolder
from tuntas.kipp.queries.assigning import coverage, loads
from tuntas.kipp.queries.planning import Wish, plan
from tuntas.kipp.terms import EntryStage, RunMode, Seat
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed, scored
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def entries(small_edition, dindik, dukcapil, wati, budi):
    """Three of Pekalongan, three of Brebes."""
    made = [passed(small_edition, dindik, wati, f"Pekalongan {i}") for i in range(3)]
    return made + [passed(small_edition, dukcapil, budi, f"Brebes {i}") for i in range(3)]


def lot(edition, by, each=2, seed=1):
    return assign(stage=desk(edition), per_entry=each, by=by, now=DESK_DAY, seed=seed)


def test_a_lot_covers_every_entry_with_even_loads(small_edition, entries, jury, sari):
    done = lot(small_edition, sari)
    assert (done.added, done.short) == (12, 0)
    assert {load.assigned for load in loads(desk(small_edition))} == {4}
    assert coverage(desk(small_edition)) == {2: 6}
    assert Line.objects.get(act="kipp.jurors_assigned").data["seed"] == 1


def test_a_second_run_adds_nothing_and_a_new_entry_is_topped_up(small_edition, entries, jury, sari, dindik, wati):
    lot(small_edition, sari)
    assert lot(small_edition, sari, seed=9).added == 0
    passed(small_edition, dindik, wati, "Terlambat diperiksa")
    assert lot(small_edition, sari, seed=9).added == 2


def test_the_same_seed_draws_the_same_pairs(small_edition, entries, jury):
    one, two = (plan(desk(small_edition), Wish(RunMode.ASSIGN, 2), seed=5, now=DESK_DAY) for _ in range(2))
    assert one.added == two.added and one.fingerprint == two.fingerprint
    other = plan(desk(small_edition), Wish(RunMode.ASSIGN, 1), seed=5, now=DESK_DAY)
    assert other.fingerprint != one.fingerprint


def test_nobody_gets_the_own_organisation_or_regency(small_edition, entries, jury, sari, pekalongan):
    hold(jury[0].person, Role.REGENCY_TEAM, pekalongan)
    done = lot(small_edition, sari, each=3)
    assert done.short == 3
    names = set(Assignment.objects.filter(juror=jury[0]).values_list("entry__title", flat=True))
    assert names == {"Brebes 0", "Brebes 1", "Brebes 2"}
    with pytest.raises(TooNear):
        add(stage=desk(small_edition), entry=entries[0], juror=jury[0], by=sari, now=DESK_DAY)


def test_the_affiliation_on_the_seat_counts_too(small_edition, entries, jury, sari):
    jury[1].affiliation = "dinas  dukcapil kab. brebes"
    jury[1].save()
    with pytest.raises(TooNear):
        add(stage=desk(small_edition), entry=entries[5], juror=jury[1], by=sari, now=DESK_DAY)


def test_only_staff_of_this_edition_assign(small_edition, edition, entries, jury, secretary, wati):
    for other in (wati, jury[0].person, secretary):  # Dewi is secretary of the other edition
        with pytest.raises(NotStaff):
            lot(small_edition, other)
    SeatHolder.objects.create(edition=small_edition, person=secretary, seat=Seat.SECRETARIAT, added_at=DESK_DAY)
    assert lot(small_edition, secretary).added == 12


def test_one_by_one_asks_the_same_questions(small_edition, edition, entries, jury, sari, juror_seats):
    step = desk(small_edition)
    first = add(stage=step, entry=entries[0], juror=jury[0], by=sari, now=DESK_DAY)
    assert add(stage=step, entry=entries[0], juror=jury[0], by=sari, now=DESK_DAY) == first
    with pytest.raises(AssigningRefused):
        add(stage=step, entry=entries[0], juror=juror_seats[0], by=sari, now=DESK_DAY)  # another edition's
    entries[1].case.stage = EntryStage.FAILED
    entries[1].case.save()
    with pytest.raises(AssigningRefused):
        add(stage=step, entry=entries[1], juror=jury[0], by=sari, now=DESK_DAY)


def test_taking_off_keeps_what_was_handed_in(small_edition, entries, jury, sari):
    step = desk(small_edition)
    done = scored(step, entries[0], jury[0], 80, 70)
    with pytest.raises(AlreadyScored):
        remove(assignment=done, by=sari, now=DESK_DAY)
    waiting = add(stage=step, entry=entries[1], juror=jury[0], by=sari, now=DESK_DAY)
    remove(assignment=waiting, by=sari, now=DESK_DAY)
    remove(assignment=waiting, by=sari, now=DESK_DAY)
    assert Assignment.objects.filter(removed_at=None).get() == done
    again = add(stage=step, entry=entries[1], juror=jury[0], by=sari, now=DESK_DAY)
    assert again.pk == waiting.pk and again.removed_at is None


def test_a_juror_who_drops_out_frees_what_is_open(small_edition, entries, jury, sari):
    scored(desk(small_edition), entries[0], jury[0], 80, 70)
    lot(small_edition, sari)
    open_ = loads(desk(small_edition))
    mine = next(load for load in open_ if load.juror == jury[0])
    assert release(stage=desk(small_edition), juror=jury[0], by=sari, now=DESK_DAY) == mine.open
    jury[0].left_at = DESK_DAY
    jury[0].save()
    assert lot(small_edition, sari, seed=2).added == mine.open
    assert coverage(desk(small_edition)) == {2: 6}


def test_a_closed_stage_keeps_its_assignments(small_edition, entries, jury, sari):
    lock_stage(stage=desk(small_edition), by=sari, now=DESK_DAY)
    with pytest.raises(StageClosed):
        lot(small_edition, sari)
