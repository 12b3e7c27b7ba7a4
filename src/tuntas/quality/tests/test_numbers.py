"""Hours, histograms, intervals: numbers held against slow and simple ones."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.kernel.clock import WIB
from tuntas.quality.rules.histogram import ERROR, bin_of, merged, quantile
from tuntas.quality.rules.hours import Calendar, last_day, months_back
from tuntas.quality.rules.intervals import wilson

OFF = {date(2021, 10, 20), date(2021, 10, 23), date(2021, 12, 24)}
MOMENTS = st.integers(0, 160_000).map(lambda minutes: datetime(2021, 9, 25, tzinfo=WIB) + timedelta(minutes=minutes))


def slow(start: datetime, end: datetime) -> int:
    """Day by day."""
    total, day = 0, start.date()
    while day <= end.date():
        if day.weekday() < 5 and day not in OFF:
            opens, closes = (datetime(day.year, day.month, day.day, hour, tzinfo=WIB) for hour in (8, 16))
            total += max(0, int((min(end, closes) - max(start, opens)).total_seconds() // 60))
        day += timedelta(days=1)
    return total


@given(MOMENTS, MOMENTS)
def test_office_minutes(one, other):
    calendar = Calendar(OFF)
    assert calendar.minutes(one, other) == (slow(one, other) if one <= other else 0)


def test_office_hours_by_hand():
    calendar = Calendar(OFF)
    friday = datetime(2021, 10, 8, 15, 30, tzinfo=WIB)
    assert calendar.minutes(friday, datetime(2021, 10, 11, 8, 45, tzinfo=WIB)) == 30 + 45
    assert calendar.minutes(friday, friday) == 0
    before_the_holiday = datetime(2021, 10, 19, 16, 0, tzinfo=WIB)
    assert calendar.minutes(before_the_holiday, datetime(2021, 10, 21, 8, 0, tzinfo=WIB)) == 0


@given(st.lists(st.integers(0, 200_000), min_size=1, max_size=60), st.fractions(Fraction(1, 100), 1))
def test_quantiles_to_two_percent(minutes, share):
    histogram: dict[str, int] = {}
    for one in minutes:
        key = str(bin_of(one))
        histogram[key] = histogram.get(key, 0) + 1
    true = sorted(minutes)[ceil(share * len(minutes)) - 1]
    found = quantile(histogram, share)
    assert abs(found - true) <= true * ERROR + 1e-6


@given(st.lists(st.dictionaries(st.integers(-1, 300).map(str), st.integers(1, 9), max_size=5), max_size=5))
def test_histograms_add_up_in_any_order(parts):
    assert merged(parts) == merged(reversed(parts)) == merged([merged(parts[:2]), merged(parts[2:])])


def test_quantile_of_nothing():
    assert quantile({}, Fraction(1, 2)) is None


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_by_published_values(part, whole, low, high):
    # 81 of 263: Newcombe 1998, table of method 3
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_wilson_holds_the_share(case):
    part, whole = case
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    mirrored = wilson(whole - part, whole)
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((low, high))


@pytest.mark.parametrize("bad", [(1, 0), (-1, 5), (6, 5)])
def test_no_share(bad):
    with pytest.raises(ValueError):
        wilson(*bad)


def test_months():
    assert months_back(date(2021, 1, 15), 1) == date(2020, 12, 1) and months_back(date(2021, 10, 1), -3) == date(
        2022, 1, 1
    )
    assert last_day(date(2020, 2, 1)) == date(2020, 2, 29)
