"""Scorecards: what is hidden, who is a peer, and pages whose cost does not grow."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from tuntas.places.models import Place
from tuntas.quality import flow
from tuntas.quality.actions import refresh
from tuntas.quality.queries.cards import Window, detail, scorecard, window_of
from tuntas.quality.rules.drawing import columns, nice
from tuntas.quality.rules.suppression import hidden_parts, hides_group

pytestmark = pytest.mark.django_db
YEAR = Window(date(2021, 10, 1))


@pytest.fixture
def neighbours(talun) -> list[Place]:
    """Eight more villages of the district of Talun."""
    return [
        Place.objects.create(
            code=f"33.26.05.20{number}", level="village", name=f"Desa {number}", kind="desa", parent=talun.parent
        )
        for number in range(10, 18)
    ]


COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 30), max_size=8)


@given(COUNTS)
def test_nothing_hidden_can_be_worked_out(counts):
    hide = hidden_parts(counts)
    shown = [number for key, number in counts.items() if key not in hide]
    assert all(number == 0 or number >= 5 for number in shown)
    rest = sum(counts[key] for key in hide)
    if hide and any(number >= 5 for number in shown):  # there was something left to hide with
        assert len(hide) > 1 and rest >= 5


def test_small_cells_by_hand():
    assert hidden_parts({"a": 3, "b": 10, "c": 20, "d": 0}) == {"a", "b"}
    assert hidden_parts({"a": 1, "b": 1, "c": 20}) == {"a", "b", "c"}
    assert hidden_parts({"a": 4, "b": 4, "c": 20}) == {"a", "b"}
    assert hidden_parts({"a": 5, "b": 20}) == frozenset()
    assert [hides_group(number, 20) for number in (0, 4, 5, 15, 16, 20)] == [False, True, False, False, True, False]


def test_a_group_and_those_outside_it(served, talun):
    for number in range(12):
        served(group={"woman"} if number < 9 else {"poor"}, visits=1)
    refresh()
    groups = dict(detail("letters", talun, YEAR).groups)
    by_value = {str(label): words for label, words in groups.items()}
    assert sum(words.hidden for words in by_value.values()) == 2  # nine women leave three; three poor are few


def test_a_neighbour_is_hidden_with_the_small_one(served, talun, neighbours):
    for _ in range(3):
        served(place=talun)
    for _ in range(6):
        served(place=neighbours[0])
    for _ in range(20):
        served(place=neighbours[1])
    refresh()
    found = detail("letters", talun.parent, YEAR)
    assert found.now.cases == 29
    assert {row.place.code for row in found.below if row.words.hidden} == {talun.code, neighbours[0].code}
    assert detail("letters", neighbours[0], YEAR).now.hidden  # nor does its own page tell
    assert scorecard(neighbours[0], YEAR)[0].now.hidden
    assert scorecard(neighbours[1], YEAR)[0].now.cases == 20


def test_months_keep_few_cases_back(served, talun, now):
    for _ in range(3):
        served(at=now - timedelta(days=40))
    for _ in range(7):
        served(at=now - timedelta(days=75))
    for _ in range(9):
        served()
    refresh()
    months = dict(detail("letters", talun, YEAR).months)
    assert {month.month for month, words in months.items() if words.hidden} == {7, 8}
    assert months[date(2021, 10, 1)].cases == 9 and len(months) == 12


def test_peers_are_alike_and_in_order_of_names(served, talun, neighbours, brebes):
    for place, number in zip([talun, *neighbours], (10, 9, 12, 60, 5, 4, 20, 11, 10), strict=True):
        for _ in range(number):
            served(place=place)
    refresh()
    peers = detail("letters", talun, YEAR).peers
    assert [row.is_own for row in peers if row.place == talun] == [True]
    names = [row.place.name for row in peers]
    assert names == sorted(names) and "Desa 12" not in names and "Desa 14" not in names
    told = [row.words.cases for row in peers if row.words.any]
    assert told and all(5 <= number <= 20 for number in told)


def test_the_origin_stands_beside(served, talun, brebes):
    flow.ask_origins(lambda key, place: brebes if place == talun else place)
    try:
        for place in (talun, brebes):
            for _ in range(6):
                served(place=place)
        refresh()
        found = detail("letters", talun, YEAR)
        assert found.origin.place == brebes and found.origin.words.cases == 6
        assert detail("letters", brebes, YEAR).origin is None
    finally:
        flow._origins.clear()


@pytest.mark.parametrize("asked", ["2021-10", "", "x", "2021-13", "2999-01", "1999-01", "2021-10-01"])
def test_any_month_asked_for_is_a_window(asked):
    at = window_of(asked, date(2021, 10, 4))
    assert at.until == date(2021, 10, 31) and at.since == date(2020, 11, 1) and at.before == date(2019, 11, 1)


@given(st.lists(st.none() | st.floats(0, 1e6), min_size=1, max_size=24))
def test_charts_stay_inside(values):
    chart = columns([""] * len(values), values)
    for column in chart.columns:
        assert column.top is None or (0 <= column.top <= chart.ground and column.tall >= 0)
        assert column.x + chart.wide <= chart.width


@pytest.mark.parametrize(("top", "found"), [(0, 1), (1, 1), (1.5, 2), (30, 50), (100, 100), (101, 200), (0.3, 0.5)])
def test_nice_scales(top, found):
    assert nice(top) == pytest.approx(found)


@time_machine.travel(NOW)
def test_pages_cost_the_same_for_many(served, talun, neighbours, client, clerk, signed_in):
    pages = ["/mutu/", "/mutu/33.26.05/", "/mutu/33.26.05/letters/", f"/mutu/{talun.code}/letters/"]
    costs: list[list[int]] = []
    for round_ in range(2):
        for place in [talun, *neighbours] if round_ else [talun]:
            for _ in range(6):
                served(place=place, at=NOW - timedelta(days=3 + 40 * round_), visits=1, group={"woman"})
        refresh()
        costs.append([])
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(page)
            assert answer.status_code == 200, page
            costs[-1].append(len(asked))
    assert max(map(max, costs)) <= 12, costs
    assert "Wilson" in answer.content.decode() or "sampai" in answer.content.decode()
    with CaptureQueriesContext(connection) as asked:
        assert signed_in(clerk).get(f"/mutu/{talun.code}/letters/urusan/").status_code == 200
    assert len(asked) <= 24  # signing in among them


@time_machine.travel(NOW)
def test_who_sees_what_is_behind(served, talun, clerk, tono, wati, client, signed_in):
    for _ in range(6):
        served()
    refresh()
    address = f"/mutu/{talun.code}/letters/urusan/"
    assert client.get(address).status_code == 302
    assert signed_in(tono).get(address).status_code == 403
    assert "UJI-" in signed_in(clerk).get(address).content.decode()
    for which in ("late", "returned", "nonsense"):
        assert signed_in(clerk).get(address, {"yang": which}).status_code == 200
    public = client.get(f"/mutu/{talun.code}/letters/").content.decode()
    assert "UJI-" not in public and "Siti" not in public.replace("Siti Petugas", "", 1)
    for missing in ("/mutu/33.99/", "/mutu/x/", f"/mutu/{talun.code}/nothing/"):
        assert client.get(missing).status_code == 404
