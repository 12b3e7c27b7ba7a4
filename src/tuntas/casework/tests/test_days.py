"""Working days, against a slow and obvious way of counting; and the official calendar."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tuntas.casework.actions.calendar import official_holidays
from tuntas.casework.rules import add_working_days, deadline, working_days_between
from tuntas.kernel.clock import WIB

days = st.dates(date(2021, 1, 1), date(2027, 12, 31))
off = st.sets(st.dates(date(2021, 1, 1), date(2022, 12, 31)), max_size=60)


def is_working(day: date, holidays: set[date]) -> bool:
    return day.isoweekday() not in (6, 7) and day not in holidays


@given(days, st.integers(0, 60), off)
def test_adding_days_lands_where_a_finger_on_the_calendar_lands(start, number, holidays):
    found = add_working_days(start, number, holidays)
    walked = [start + timedelta(days=i) for i in range(1, 500)]
    working = [day for day in walked if is_working(day, holidays)]
    assert found == (start if number == 0 else working[number - 1])


@given(days, st.integers(0, 60), off)
def test_counting_undoes_adding(start, number, holidays):
    assert working_days_between(start, add_working_days(start, number, holidays), holidays) == number


@given(days, days, off)
def test_counting_backwards_is_nothing(one, other, holidays):
    first, last = sorted([one, other])
    assert working_days_between(last, first, holidays) == 0
    assert 0 <= working_days_between(first, last, holidays) <= (last - first).days


moments = st.datetimes(datetime(2021, 1, 1), datetime(2027, 12, 1), timezones=st.just(WIB))  # noqa: DTZ001


@given(moments, st.integers(1, 30), off)
def test_a_deadline_is_the_last_second_of_a_working_day_in_wib(moment, number, holidays):
    found = deadline(moment, number, holidays)
    assert is_working(found.date(), holidays) and found.isoformat().endswith("T23:59:59+07:00")


def test_without_a_clock_there_is_no_deadline():
    assert deadline(datetime(2021, 1, 1, tzinfo=WIB), None, set()) is None


def test_late_evening_in_jakarta_counts_as_that_day():
    late = datetime.fromisoformat("2021-10-04T16:59:59+00:00")  # 23:59:59 WIB, still Monday
    later = datetime.fromisoformat("2021-10-04T17:00:00+00:00")  # Tuesday in Central Java
    assert (deadline(late, 1, set()).day, deadline(later, 1, set()).day) == (5, 6)


def test_the_official_calendar_knows_the_years_of_our_editions():
    found = official_holidays()
    assert {day.year for day in found} >= set(range(2021, 2028))
    for day in ("2021-08-11", "2021-10-20", "2021-05-12", "2022-04-29", "2023-06-28", "2024-04-15", "2025-08-18"):
        assert date.fromisoformat(day) in found
    for day in ("2021-08-10", "2021-10-19", "2021-12-24"):  # moved or withdrawn by the last change of 2021
        assert date.fromisoformat(day) not in found
    assert all(10 <= sum(day.year == year for day in found) <= 32 for year in range(2021, 2028))
