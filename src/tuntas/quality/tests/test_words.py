"""The four words: from steps to sums, the same whichever way they were made."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tuntas.casework.actions import mark_case_told, move
from tuntas.casework.tests.kit import opened
from tuntas.kernel import events
from tuntas.lobby.wiring import WIRING
from tuntas.quality.actions import note, refresh
from tuntas.quality.models import Measure, Tally
from tuntas.quality.queries import four_words
from tuntas.quality.tests.kit import walked

pytestmark = pytest.mark.django_db
OCTOBER = date(2021, 10, 1), date(2021, 10, 31)


def figures() -> list[tuple]:
    """Every sum there is, without its number in the table."""
    fields = [field.attname for field in Tally._meta.fields if field.name not in ("id", "hours")]
    rows = Tally.objects.order_by("service", "place", "month", "group")
    return [(*(getattr(row, field) for field in fields), sorted(row.hours.items())) for row in rows]


def test_a_month_in_four_words(served, talun, pekalongan, jateng, now):
    for number in range(10):
        served(
            hours=24 * number, visits=1 + (number == 9), documents=3, cost=5000 * (number == 0),
            group={"woman"} if number < 6 else (),
        )  # fmt: skip
    served(reopened=True)
    assert refresh() == 11 and refresh() == 0 and refresh(rebuild=True) == 11
    for place in (talun, pekalongan, jateng):
        words = four_words("letters", place, *OCTOBER)
        assert words.cases == 11 and words.visits.whole == 10 and words.visits.total == 11
        assert words.documents.value == 3.0 and words.cost.total == 5000
        assert (words.free.part, words.free.whole) == (9, 10)
        assert (words.whole.part, words.reopened.part, words.done.part) == (10, 1, 10)
    assert four_words("letters", talun, *OCTOBER, group="woman").cases == 6
    assert not four_words("letters", talun, *OCTOBER, group="poor").any
    assert not four_words("letters", talun, date(2021, 11, 1), date(2021, 12, 31)).any
    assert not four_words("else", talun, *OCTOBER).any


def test_fewer_than_five_tell_nothing(served, talun):
    for number in range(1, 6):
        served(visits=1)
        refresh()
        words = four_words("letters", talun, *OCTOBER)
        assert (words.hidden, words.any, words.cases) == (number < 5, number == 5, 0 if number < 5 else 5)


def test_what_was_noted_of_few_is_not_told(served, talun):
    for number in range(8):
        served(**({"cost": 900_000} if number < 4 else {}))
    refresh()
    words = four_words("letters", talun, *OCTOBER)
    assert words.cases == 8 and not words.cost.known and words.cost.total == 0 and not words.free.known


def test_events_keep_the_sums(talun, clerk, head, now, django_capture_on_commit_callbacks):
    events.wire(WIRING)
    cases = [opened(talun, clerk, now, title=f"Surat {number}") for number in range(5)]
    for case in cases:
        note(case=case, now=now, visits=1)
    later = now + timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        for case in cases:
            move(case=case, move="check", by=clerk, now=later)
            move(case=case, move="settle", by=head, now=later)
    words = four_words("letters", talun, *OCTOBER)
    assert (words.cases, words.first_time.part, words.told.part, words.whole.part) == (5, 5, 0, 0)
    with django_capture_on_commit_callbacks(execute=True):
        mark_case_told(case=cases[0], by=clerk, now=later)
        mark_case_told(case=cases[0], by=clerk, now=later)
    assert four_words("letters", talun, *OCTOBER).whole.part == 1
    with django_capture_on_commit_callbacks(execute=True):
        move(case=cases[0], move="reopen", by=head, now=later, note="Salah nama")
    words = four_words("letters", talun, *OCTOBER)
    assert (words.cases, words.reopened.part, words.told.part, words.whole.part) == (5, 1, 0, 0)
    before = figures()
    refresh(rebuild=True)
    assert figures() == before and not Measure.objects.filter(stale=True).exists()


def test_noting_adds_up_and_bad_numbers_are_refused(served, talun, now):
    case = served(visits=1)
    note(case=case, now=now, visits=2, cost=1000, group=["poor"])
    measure = note(case=case, now=now, group=["woman"])
    assert (measure.visits, measure.cost, measure.groups) == (3, 1000, "poor,woman")
    for bad in ({"visits": -1}, {"cost": -5}, {"group": ["poor,woman"]}):
        with pytest.raises(ValueError):
            note(case=case, now=now, **bad)


def test_a_flow_nobody_measures_is_left_alone(served, measured):
    from tuntas.quality import flow

    flow.forget(measured.key)
    served()
    assert refresh() == refresh(rebuild=True) == 0 and not Tally.objects.exists()


CASES = st.lists(
    st.fixed_dictionaries(
        {
            "hours": st.integers(0, 900),
            "end": st.sampled_from(["settled", "refused"]),
            "told": st.booleans(),
            "reopened": st.booleans(),
            "promised_days": st.sampled_from([None, 1, 20]),
        },
        optional={
            "visits": st.integers(0, 4),
            "cost": st.sampled_from([0, 5000]),
            "group": st.sets(st.sampled_from(["woman", "poor", "elderly"])),
            "first_time": st.booleans(),
        },
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=CASES, cut=st.integers(0, 5))
def test_step_by_step_or_from_zero(cases, cut, talun, brebes, clerk, head, now):
    Measure.objects.all().delete()
    Tally.objects.all().delete()
    for number, more in enumerate(cases):
        walked(brebes if number % 3 == 2 else talun, clerk, now + timedelta(days=13 * number), head, **more)
        if number == cut:
            refresh()
    refresh()
    refresh(rebuild=True)
    before = figures()
    if changed := Measure.objects.first():
        note(case=changed.case, now=now, visits=1, group=["child"])
        refresh()
        Measure.objects.filter(pk=changed.pk).update(
            visits=changed.visits, groups=changed.groups, noted=changed.noted, stale=True
        )
        refresh()
    assert figures() == before
