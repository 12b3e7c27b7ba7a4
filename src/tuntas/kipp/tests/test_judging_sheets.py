"""A juror's sheet: parts, tabs, extremes, the closing second, other people's sheets."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tuntas.journal.models import Line
from tuntas.kipp.actions.judging import (
    AlreadyHandedIn,
    JudgingRefused,
    Marks,
    NotYourSheet,
    ScoringClosed,
    SheetIncomplete,
    StaleSheet,
    hand_in,
    recompute,
    save_sheet,
    take_back,
)
from tuntas.kipp.actions.locking import NotOrganiser, ReasonMissing, TooLateToOpen, lock_stage, unlock_stage
from tuntas.kipp.models import Lock, SeatHolder, Sheet
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, marks, passed, scored
from tuntas.kipp.tests.stage import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(small_edition, dindik, wati):
    return passed(small_edition, dindik, wati)


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def mine(small_edition, entry, jury):
    """Ratna's assignment of the entry."""
    return give(desk(small_edition), entry, jury[0])


def save(row, said, revision=0, by=None, now=DESK_DAY):
    return save_sheet(assignment=row, marks=said, revision=revision, by=by or row.juror.person, now=now)


def test_a_part_can_be_saved_and_counts_for_nothing_yet(mine):
    sheet = save(mine, marks(80, None))
    assert (sheet.revision, sheet.total, sheet.handed_in_at) == (1, None, None)
    assert Line.objects.filter(act="kipp.sheet_saved").count() == 1


def test_the_total_is_kept_when_all_criteria_are_scored(mine):
    sheet = save(mine, marks("80.5", 70))
    assert sheet.total == Decimal("77.35")
    sheet.refresh_from_db()
    assert sheet.total == Decimal("77.350000")


def test_two_tabs_the_second_overwrites_nothing(mine):
    save(mine, marks(80, 70))
    with pytest.raises(StaleSheet):
        save(mine, marks(10, 10), revision=0)
    assert Sheet.objects.get().scores.get(criterion__key="kebaruan").value == 70


def test_the_same_click_twice_is_kept_once(mine):
    first = save(mine, marks(80, 70))
    assert save(mine, marks(80, 70), revision=0).revision == first.revision
    assert Line.objects.filter(act="kipp.sheet_saved").count() == 1


@pytest.mark.parametrize("value", ["100.01", "-1"])
def test_a_score_outside_the_scale_is_refused(mine, value):
    with pytest.raises(JudgingRefused):
        save(mine, marks(value, 70))
    assert not Sheet.objects.exists()


def test_handing_in_names_everything_that_is_missing(mine):
    with pytest.raises(SheetIncomplete) as error:
        hand_in(assignment=mine, marks=marks(96, None), revision=0, by=mine.juror.person, now=DESK_DAY)
    assert set(error.value.missing) == {"remark-signifikansi", "value-kebaruan"}
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("extreme", [0, 40, 95, 100])
def test_extremes_need_a_remark_and_blanks_are_none(mine, extreme):
    with pytest.raises(SheetIncomplete):
        said = marks(extreme, 70, signifikansi="  \n ")
        hand_in(assignment=mine, marks=said, revision=0, by=mine.juror.person, now=DESK_DAY)
    said = marks(extreme, 70, signifikansi="Bukti dampaknya lengkap.")
    assert hand_in(assignment=mine, marks=said, revision=0, by=mine.juror.person, now=DESK_DAY).handed_in_at


def test_a_sheet_handed_in_is_fixed_until_taken_back(mine):
    said = marks(80, 70)
    hand_in(assignment=mine, marks=said, revision=0, by=mine.juror.person, now=DESK_DAY)
    hand_in(assignment=mine, marks=said, revision=0, by=mine.juror.person, now=DESK_DAY)  # a second click
    with pytest.raises(AlreadyHandedIn):
        save(mine, marks(60, 60), revision=1)
    sheet = take_back(assignment=mine, by=mine.juror.person, now=DESK_DAY)
    assert sheet.handed_in_at is None
    with pytest.raises(StaleSheet):
        save(mine, marks(60, 60), revision=1)  # a page from before
    assert save(mine, marks(60, 60), revision=sheet.revision).total == 60


def test_the_closing_second_counts_and_the_next_does_not(mine):
    closes = desk(mine.stage.edition).closes_at
    assert save(mine, marks(80, 70), now=closes + timedelta(microseconds=999_999)).revision == 1
    with pytest.raises(ScoringClosed):
        save(mine, marks(81, 70), revision=1, now=closes + timedelta(seconds=1))


def test_nothing_before_the_stage_opens(mine):
    with pytest.raises(ScoringClosed):
        save(mine, marks(80, 70), now=desk(mine.stage.edition).opens_at - timedelta(seconds=1))


def test_only_the_juror_it_was_given_to(mine, jury, sari, wati):
    for other in (jury[1].person, sari, wati):
        with pytest.raises(NotYourSheet):
            save(mine, marks(80, 70), by=other)


def test_not_after_the_seat_ended_or_the_entry_was_taken_off(mine):
    mine.removed_at = DESK_DAY
    mine.save()
    with pytest.raises(NotYourSheet):
        save(mine, marks(80, 70))
    mine.removed_at = None
    mine.save()
    SeatHolder.objects.filter(pk=mine.juror_id).update(left_at=DESK_DAY)
    with pytest.raises(NotYourSheet):
        save(mine, marks(80, 70))


def test_not_when_the_entry_went_back_to_the_check(mine):
    mine.entry.case.stage = EntryStage.SUBMITTED
    mine.entry.case.save()
    with pytest.raises(NotYourSheet):
        save(mine, marks(80, 70))


def test_a_juror_of_another_edition_cannot_be_smuggled_in(edition, small_edition, entry, juror_seats):
    alien = give(desk(small_edition), entry, juror_seats[0])
    with pytest.raises(NotYourSheet):
        save(alien, marks(80, 70))


def test_a_locked_stage_takes_nothing_and_opening_needs_a_reason(mine, sari, jury):
    step = desk(mine.stage.edition)
    with pytest.raises(NotOrganiser):
        lock_stage(stage=step, by=jury[0].person, now=DESK_DAY)
    lock_stage(stage=step, by=sari, now=DESK_DAY)
    lock_stage(stage=step, by=sari, now=DESK_DAY)
    assert Lock.objects.count() == 1
    with pytest.raises(ScoringClosed):
        save(mine, marks(80, 70))
    with pytest.raises(ReasonMissing):
        unlock_stage(stage=step, reason=" ", by=sari, now=DESK_DAY)
    unlock_stage(stage=step, reason="Dua lembar tertukar.", by=sari, now=DESK_DAY)
    assert Lock.objects.get().reason == "Dua lembar tertukar."
    assert save(mine, marks(80, 70)).revision == 1
    assert set(Line.objects.filter(act__startswith="kipp.stage_").values_list("act", flat=True)) == {
        "kipp.stage_locked",
        "kipp.stage_unlocked",
    }


def test_after_the_plenary_scores_stay_locked(small_edition, closed_plenary, sari):
    with pytest.raises(TooLateToOpen):
        unlock_stage(stage=desk(small_edition), reason="Terlambat.", by=sari, now=DESK_DAY)


def test_the_same_juror_has_a_sheet_for_every_stage(small_edition, entry, jury):
    interview = stage(small_edition, StageKind.INTERVIEW)
    scored(desk(small_edition), entry, jury[0], 80, 70)
    entry.case.stage = EntryStage.FINALIST
    entry.case.save()
    row = give(interview, entry, jury[0])
    now = interview.opens_at + timedelta(hours=1)
    hand_in(assignment=row, marks=marks(60, 60), revision=0, by=jury[0].person, now=now)
    assert Sheet.objects.filter(assignment__juror=jury[0]).count() == 2


def test_amended_weights_make_totals_anew_from_raw_scores(small_edition, entry, jury, sari):
    step = desk(small_edition)
    scored(step, entry, jury[0], 80, 60)
    step.criteria.filter(key="signifikansi").update(weight=50)
    step.criteria.filter(key="kebaruan").update(weight=50)
    step.weights_version = 2
    step.save()
    assert recompute(stage=step, by=sari, now=DESK_DAY) == 1
    assert recompute(stage=step, by=sari, now=DESK_DAY) == 0
    sheet = Sheet.objects.get()
    assert (sheet.total, sheet.weights_version) == (Decimal("70.000000"), 2)
    assert sheet.scores.get(criterion__key="signifikansi").value == 80


def test_empty_marks_on_a_fresh_page_save_nothing_twice(mine):
    save(mine, Marks())
    assert save(mine, Marks(), revision=0).revision == 1
