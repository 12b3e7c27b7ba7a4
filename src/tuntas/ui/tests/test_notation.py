"""Days, money and numbers in the reader's notation."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some

from tuntas.kernel.clock import WIB
from tuntas.ui.templatetags.ui import clock, day, number, rupiah, score, timespan, when

MOMENT = datetime(2021, 11, 30, 7, 2, tzinfo=UTC)


def test_moments_are_shown_in_wib():
    with override("id"):
        assert when(MOMENT) == "30 November 2021 pukul 14.02 WIB"
        assert day(datetime(2021, 11, 30, 17, 30, tzinfo=UTC)) == "1 Desember 2021"
        assert clock(MOMENT) == "14.02"
    with override("en"):
        assert when(MOMENT) == "30 November 2021 at 14:02 WIB"
        assert day(date(2021, 12, 1)) == "1 December 2021"


@pytest.mark.parametrize("tool", [when, day, clock, number, score, rupiah])
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_a_dash(tool, nothing):
    assert tool(nothing) == "–"


@pytest.mark.parametrize("odd", ["abc", "NaN", "inf", True, "1.2.3"])
def test_what_is_no_number_is_a_dash(odd):
    assert number(odd) == score(odd) == rupiah(odd) == "–"


def test_numbers_in_both_notations():
    with override("id"):
        assert (number(1234567), score(87.5), score("86.005"), rupiah(1250000)) == (
            "1.234.567",
            "87,50",
            "86,01",
            "Rp\N{NO-BREAK SPACE}1.250.000",
        )
        assert rupiah(-500) == "−Rp\N{NO-BREAK SPACE}500"
        assert number(0.25, 1) == "0,3"
    with override("en"):
        assert (number(1234567), score(87.5), rupiah(1250000)) == (
            "1,234,567",
            "87.50",
            "Rp\N{NO-BREAK SPACE}1,250,000",
        )


def test_spans_say_no_more_than_needed():
    with override("id"):
        first = date(2021, 11, 1)
        assert timespan(first, date(2021, 11, 30)) == "1–30 November 2021"
        assert timespan(first, date(2021, 12, 3)) == "1 November – 3 Desember 2021"
        assert timespan(first, date(2022, 1, 3)) == "1 November 2021 – 3 Januari 2022"
        assert timespan(first, first) == "1 November 2021"
        assert timespan(first, None) == timespan(None, first) == "1 November 2021"
        assert timespan(None, None) == "–"


@given(some.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2))
def test_a_written_number_reads_back(value: Decimal):
    with override("id"):
        assert Decimal(score(value).replace(".", "").replace(",", ".")) == value
    with override("en"):
        assert Decimal(score(value).replace(",", "")) == value


@given(some.datetimes(timezones=some.timezones()))
def test_a_day_is_the_day_in_central_java(moment: datetime):
    try:
        there = moment.astimezone(WIB)
    except OverflowError:
        return
    with override("id"):
        assert day(moment).startswith(f"{there.day} ") and day(moment).endswith(f" {there.year}")
        assert when(moment).endswith(f"{there.hour:02d}.{there.minute:02d} WIB")


@given(some.dates(max_value=date(9998, 1, 1)), some.integers(0, 300))
def test_a_span_always_ends_on_its_last_day(first: date, days: int):
    last = first + timedelta(days)
    with override("id"):
        assert timespan(first, last).endswith(day(last))


@pytest.mark.parametrize(
    ("address", "tag", "expected"),
    [
        ("/?a=1&page=2", "{% query page=3 %}", "?a=1&amp;page=3"),
        ("/?a=1&a=2", "{% query page=3 %}", "?a=1&amp;a=2&amp;page=3"),
        ("/?a=1&page=2", "{% query page=None a='x y' %}", "?a=x+y"),
        ("/?q=%3Cscript%3E", "{% query page=1 %}", "?q=%3Cscript%3E&amp;page=1"),
    ],
)
def test_a_link_keeps_the_question(address: str, tag: str, expected: str):
    assert engines["django"].from_string(tag).render({}, request=RequestFactory().get(address)) == expected


def test_a_link_works_without_a_request():
    assert engines["django"].from_string("{% query page=1 %}").render({}) == "?page=1"
