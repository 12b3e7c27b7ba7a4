"""Timetables, claims, decisions and spelled dates, without a database."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.kernel.calendar import Appointment, calendar_file
from tuntas.kernel.clock import WIB
from tuntas.kipp.rules.meetings import sentences
from tuntas.kipp.rules.plenary import Standing, TrackTable, Verdict, Wanted, at_the_cut, missing, proposed, wanted
from tuntas.kipp.rules.schedule import DoesNotFit, Plan, Turn, clashes, in_order, turns
from tuntas.kipp.rules.spelling import date_in_words, spell
from tuntas.kipp.terms import Outcome

DAY = date(2021, 10, 12)
NOON = (time(12), time(13))


def test_turns_of_twenty_minutes_stop_before_the_break_and_go_on_after_it():
    plan = Plan(days=(DAY,), starts=time(11), ends=time(14), breaks=(NOON,))
    found = turns(plan, 6)
    assert [f"{moment:%H:%M}" for moment in found] == ["11:00", "11:20", "11:40", "13:00", "13:20", "13:40"]
    with pytest.raises(DoesNotFit) as refused:
        turns(plan, 7)
    assert (refused.value.fits, refused.value.wanted) == (6, 7)


def test_a_turn_that_would_run_into_the_break_waits_for_its_end():
    plan = Plan(days=(DAY,), starts=time(11, 50), ends=time(14), breaks=(NOON,))
    assert turns(plan, 1)[0].time() == time(13)


def test_forty_finalists_fill_four_days_as_in_2021():
    plan = Plan(days=tuple(DAY + timedelta(days=at) for at in range(4)), starts=time(9), ends=time(13), gap=5)
    found = turns(plan, 36)
    assert len({moment.date() for moment in found}) == 4


clocks = st.times(min_value=time(6), max_value=time(20)).map(lambda one: one.replace(second=0, microsecond=0))
pauses = st.lists(st.tuples(clocks, clocks).filter(lambda pair: pair[0] < pair[1]), max_size=3)


@given(
    st.sets(st.integers(0, 20), min_size=1, max_size=5),
    st.tuples(clocks, clocks).filter(lambda pair: pair[0] < pair[1]),
    pauses,
    st.integers(1, 60),
    st.integers(0, 60),
    st.integers(0, 30),
    st.integers(0, 60),
)
def test_no_two_turns_meet_and_none_touches_a_break(days, hours, breaks, present, ask, gap, count):
    plan = Plan(tuple(DAY + timedelta(days=at) for at in days), *hours, tuple(breaks), present, ask, gap)
    try:
        found = turns(plan, count)
    except DoesNotFit as error:
        assert error.fits < count
        return
    assert len(found) == count
    for one, following in zip(found, found[1:], strict=False):
        assert one + plan.turn <= following
    for moment in found:
        end = (moment + plan.turn).time()
        assert plan.starts <= moment.time() and end <= plan.ends
        assert not any(moment.time() < until and end > since for since, until in breaks)


@given(st.lists(st.integers(0, 30), max_size=4), st.booleans(), st.none() | st.integers(0, 10**6))
def test_every_order_holds_everybody_once_and_a_seed_repeats_it(sizes, mixed, seed):
    groups = [[(track, at) for at in range(size)] for track, size in enumerate(sizes)]
    line = in_order(groups, mixed=mixed, seed=seed)
    assert sorted(line) == sorted(thing for group in groups for thing in group)
    assert line == in_order(groups, mixed=mixed, seed=seed)


def test_mixing_spreads_a_small_track_among_a_large_one():
    line = in_order([["a"] * 6, ["b"] * 2], mixed=True)
    assert line == ["a", "b", "a", "a", "a", "a", "b", "a"] or line.index("b") < 4


def test_overlapping_turns_clash_only_over_what_they_share():
    at = datetime(2021, 10, 12, 9, tzinfo=WIB)
    half = timedelta(minutes=30)
    one = Turn(1, at, at + half, frozenset({("juror", 5), ("room", "A")}))
    other = Turn(2, at + timedelta(minutes=10), at + half, frozenset({("juror", 5), ("room", "B")}))
    third = Turn(3, at + half, at + 2 * half, frozenset({("juror", 5)}))
    assert clashes([third, other, one]) == {1: {(2, ("juror", 5))}, 2: {(1, ("juror", 5))}}


def test_sentences_that_can_be_claims():
    text = "Sebelum ada program 3.041 anak tidak sekolah. Kini 1.212 anak kembali!\n\nPendek saja."
    assert sentences(text) == ["Sebelum ada program 3.041 anak tidak sekolah.", "Kini 1.212 anak kembali!"]
    assert all(len(line) <= 400 for line in sentences("kata " * 500 + "selesai."))


@given(st.text(max_size=2000))
def test_any_text_gives_short_sentences(text):
    assert all(len(line.split()) >= 4 and len(line) <= 400 for line in sentences(text))


def rows(*ranks):
    return [Standing(at, rank, Decimal(90 - (rank or 50))) for at, rank in enumerate(ranks)]


def test_a_tie_at_the_cut_is_left_to_the_plenary():
    assert at_the_cut(rows(1, 2, 2, 4), 2) == {1, 2}
    assert at_the_cut(rows(1, 1, 3), 2) == set()
    assert proposed(rows(1, 2, 2, 4), 2) == {0: Outcome.WINNER, 1: None, 2: None, 3: Outcome.NOT_WINNER}
    assert at_the_cut(rows(1, 2), 5) == set()


def test_when_a_decision_needs_a_reason():
    table = rows(1, 2, 3, None)
    assert wanted(table[0], Outcome.WINNER, table, 2) is Wanted.NOTHING
    assert wanted(table[2], Outcome.WINNER, table, 2) is Wanted.DEPARTS
    assert wanted(table[1], Outcome.NOT_WINNER, table, 2) is Wanted.DEPARTS
    assert wanted(table[3], Outcome.NOT_WINNER, table, 2) is Wanted.NOTHING
    tied = rows(1, 2, 2)
    assert wanted(tied[1], Outcome.WINNER, tied, 2) is Wanted.TIE
    assert wanted(tied[2], Outcome.NOT_WINNER, tied, 2) is Wanted.TIE


def test_everything_missing_is_named():
    table = TrackTable("a", "Jalur A", 2, tuple(rows(1, 2, 3)))
    titles = {0: "Nol", 1: "Satu", 2: "Dua"}
    won, lost = Verdict(Outcome.WINNER), Verdict(Outcome.NOT_WINNER)
    assert len(missing([table], {}, titles, {})) == 3
    assert missing([table], {0: won, 1: won, 2: lost}, titles, {}) == []
    assert len(missing([table], {0: won, 1: won, 2: won}, titles, {})) == 2  # departs, and one too many
    explained = Verdict(Outcome.WINNER, "Dampaknya luar biasa.")
    assert missing([table], {0: won, 1: won, 2: explained}, titles, {"a": "Nilai sama kuat."}) == []


def test_fewer_finalists_than_winners_is_no_fault():
    table = TrackTable("a", "Jalur A", 10, tuple(rows(1, 2)))
    assert missing([table], {0: Verdict(Outcome.WINNER), 1: Verdict(Outcome.WINNER)}, {0: "x", 1: "y"}, {}) == []


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (0, "nol", "zero"),
        (10, "sepuluh", "ten"),
        (11, "sebelas", "eleven"),
        (19, "sembilan belas", "nineteen"),
        (21, "dua puluh satu", "twenty-one"),
        (100, "seratus", "one hundred"),
        (115, "seratus lima belas", "one hundred and fifteen"),
        (1000, "seribu", "one thousand"),
        (2021, "dua ribu dua puluh satu", "two thousand and twenty-one"),
        (1945, "seribu sembilan ratus empat puluh lima", "one thousand nine hundred and forty-five"),
    ],
)
def test_numbers_in_words(number, indonesian, english):
    assert (spell(number), spell(number, "en")) == (indonesian, english)


def test_dates_in_words():
    day = date(2021, 11, 30)
    assert date_in_words(day) == "Selasa, tanggal tiga puluh bulan November tahun dua ribu dua puluh satu (30-11-2021)"
    assert date_in_words(day, "en") == "Tuesday, 30 November two thousand and twenty-one"
    with pytest.raises(ValueError):
        spell(10000)


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_calendar_file_keeps_its_shape_whatever_is_in_it(title, place):
    at = datetime(2021, 10, 12, 9, tzinfo=WIB)
    made = calendar_file(name=title, appointments=[Appointment("1", at, at, title, place)], made=at)
    lines = made.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2] == "END:VCALENDAR"
    assert all(len(line.encode()) <= 75 for line in lines)
    assert made.count("BEGIN:VEVENT") == 1 or "BEGIN:VEVENT" in title + place
    assert "DTSTART:20211012T020000Z" in lines


def test_a_calendar_event_of_whole_days_that_moved_and_was_called_off():
    at = datetime(2021, 10, 12, 9, tzinfo=WIB)
    gone = Appointment(
        "7@tuntas", DAY, DAY + timedelta(days=1), "Temu; raya, A\\B", about="satu\ndua", sequence=3, cancelled=True
    )
    lines = calendar_file(name="Agenda", appointments=[gone], made=at).split("\r\n")
    assert {"DTSTART;VALUE=DATE:20211012", "DTEND;VALUE=DATE:20211013", "SEQUENCE:3", "STATUS:CANCELLED"} <= set(lines)
    assert "SUMMARY:Temu\\; raya\\, A\\\\B" in lines and "DESCRIPTION:satu\\ndua" in lines
