"""The pasaran rule against published days, and twelve years of meetings against two ways that share nothing with it.

Two libraries are asked besides, `nama-hari` and `tanggalan`; the product does not need them.
"""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nama_hari import hari_lengkap
from tanggalan import Tanggalan

from tuntas.kernel.clock import WIB
from tuntas.services.selapanan.rules.series import day_of, next_number, number_of, upcoming, why_not_shift
from tuntas.services.selapanan.rules.weton import PASARAN, SELAPAN, Weton, next_with, pasaran_of, weton_of

PUBLISHED = [
    (date(1633, 7, 8), "Jumat Legi"),
    (date(1945, 8, 16), "Kamis Kliwon"),
    (date(1945, 8, 17), "Jumat Legi"),
    (date(2000, 1, 1), "Sabtu Legi"),
    (date(2021, 11, 30), "Selasa Kliwon"),
    (date(2021, 12, 1), "Rabu Legi"),
    (date(2022, 1, 5), "Rabu Legi"),
    (date(2022, 8, 19), "Jumat Pahing"),
    (date(2024, 2, 29), "Kamis Legi"),
    (date(2026, 1, 1), "Kamis Pon"),
]
DAYS = st.dates(date(1633, 7, 8), date(2400, 12, 31))
BASES = st.dates(date(2000, 1, 1), date(2060, 12, 31))
JAVANESE = {"Senen": "Senin", "Slasa": "Selasa", "Selasa": "Selasa", "Rebo": "Rabu", "Kemis": "Kamis",
            "Jemuah": "Jumat", "Setu": "Sabtu", "Sabtu": "Sabtu", "Minggu": "Minggu", "Ngahad": "Minggu",
            "Ngaat": "Minggu"}  # fmt: skip
WEEK = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def julian_day(day: date) -> int:
    """Fliegel and Van Flandern (1968): year, month and day to the Julian day number, in whole numbers only."""
    a = (day.month - 14) // 12 + (1 if (day.month - 14) % 12 else 0)  # division towards zero
    return (
        day.day
        - 32075
        + 1461 * (day.year + 4800 + a) // 4
        + 367 * (day.month - 2 - a * 12) // 12
        - 3 * ((day.year + 4900 + a) // 100) // 4
    )


@pytest.mark.parametrize(("day", "weton"), PUBLISHED, ids=lambda value: str(value))
def test_published_days(day: date, weton: str) -> None:
    assert str(weton_of(day)) == weton


def test_twelve_years_of_meetings_by_two_other_ways() -> None:
    """126 meetings: by the Julian day number, and by walking both weeks day by day from a published date."""
    base = date(2022, 8, 19)
    meetings = {day for _number, day in upcoming(base, base, 126)}
    assert max(meetings) > date(2034, 7, 1)
    walked, day, weekday, pasaran = set(), date(1945, 8, 17), 4, 0
    while day <= max(meetings):
        if day >= base and (WEEK[weekday], PASARAN[pasaran]) == ("Jumat", "Pahing"):
            walked.add(day)
        day, weekday, pasaran = day + timedelta(days=1), (weekday + 1) % 7, (pasaran + 1) % 5
    assert walked == meetings
    for meeting in meetings:
        number = julian_day(meeting)
        assert (WEEK[number % 7], PASARAN[number % 5]) == ("Jumat", "Pahing")


def test_twelve_years_equal_to_two_libraries() -> None:
    """Every meeting of twelve years, and every day between the first two, as `nama-hari` and `tanggalan` have it."""
    base = date(2022, 8, 19)
    meetings = [day for _number, day in upcoming(base, base, 126)]
    between = [base + timedelta(days=one) for one in range(SELAPAN)]
    for day in [*meetings, *between]:
        assert hari_lengkap(day.isoformat()) == str(weton_of(day))
        javanese = Tanggalan(datetime.combine(day, time(10), WIB).replace(tzinfo=None))
        assert (JAVANESE[javanese.dina], javanese.pasaran) == (WEEK[day.weekday()], PASARAN[pasaran_of(day)])
    same = [day for day in between if hari_lengkap(day.isoformat()) == "Jumat Pahing"]
    assert same == [base], "no day between two meetings has their weton"


@given(DAYS)
def test_the_julian_day_number_agrees_on_every_day(day: date) -> None:
    assert julian_day(day) % 5 == pasaran_of(day) and julian_day(day) % 7 == day.weekday()


@given(DAYS, DAYS)
def test_same_weton_exactly_when_35_days_divide_the_distance(one: date, other: date) -> None:
    assert (weton_of(one) == weton_of(other)) == ((one - other).days % SELAPAN == 0)


@given(DAYS, st.integers(0, 6), st.integers(0, 4))
def test_every_weton_comes_once_in_a_selapan(after: date, weekday: int, pasaran: int) -> None:
    found = next_with(Weton(weekday, pasaran), after)
    assert weton_of(found) == Weton(weekday, pasaran) and 0 <= (found - after).days < SELAPAN


@given(BASES, st.integers(1, 400))
def test_numbers_and_days_belong_together(base: date, number: int) -> None:
    day = day_of(base, number)
    assert number_of(base, day) == number and weton_of(day) == weton_of(base)
    assert number_of(base, day + timedelta(days=1)) is None


@given(BASES, DAYS)
def test_the_next_day_is_the_first_that_is_not_over(base: date, after: date) -> None:
    number = next_number(base, after)
    assert day_of(base, number) >= after
    assert number == 1 or day_of(base, number - 1) < after


@given(BASES, st.integers(1, 100), st.integers(-120, 120))
def test_a_shift_never_changes_the_order_of_meetings(base: date, number: int, days: int) -> None:
    regular = day_of(base, number)
    to = regular + timedelta(days=days)
    refused = why_not_shift(base=base, number=number, to=to, today=base, taken=[])
    if not refused:
        assert base <= to < day_of(base, number + 1) and (number == 1 or to > day_of(base, number - 1))
        assert upcoming(base, regular, 3)[0] == (number, regular), "the series stays where it was"
    else:
        assert days == 0 or to < base or abs(days) >= SELAPAN


def test_a_shift_says_what_is_wrong() -> None:
    base = date(2022, 8, 19)
    ask = {"base": base, "number": 2, "today": base, "taken": [date(2022, 9, 20)]}
    assert "Jumat Pahing, 19 Agustus 2022" in why_not_shift(to=date(2022, 8, 18), **ask)
    assert why_not_shift(to=date(2022, 9, 20), **ask) and not why_not_shift(to=date(2022, 9, 21), **ask)
    assert why_not_shift(to=date(2022, 9, 21), **ask | {"today": date(2022, 9, 22)})


def test_meetings_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        day_of(date(2022, 8, 19), 0)
