"""The survey's arithmetic, exact at every boundary, and answers that lead to nobody."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tuntas.casework.models import Case
from tuntas.quality.actions.surveying import (
    AlreadyAnswered,
    NotEnded,
    NothingFilled,
    NotYours,
    SurveyRefused,
    answer_at_kiosk,
    answer_for_case,
    end_kiosk,
    enter_batch,
    look_at,
    open_kiosk,
)
from tuntas.quality.models import NAMES, Answered, Batch, Remark, Response
from tuntas.quality.queries.surveys import own_words, survey
from tuntas.quality.rules.skm import grade, index, rounded, sample_size

FOURS = dict.fromkeys(NAMES, 4)


@pytest.mark.parametrize(
    ("ikm", "letter"),
    [
        ("25.00", "D"), ("64.99", "D"), ("65.00", "C"), ("76.60", "C"), ("76.61", "B"), ("88.30", "B"),
        ("88.31", "A"), ("100.00", "A"),
    ],
)  # fmt: skip
def test_grades_by_the_published_intervals(ikm, letter):
    assert grade(Decimal(ikm)) == letter


@pytest.mark.parametrize("bad", ["24.99", "100.01", "76.605"])
def test_no_grade_for_what_is_no_index(bad):
    with pytest.raises(ValueError):
        grade(Decimal(bad))


def test_a_perfect_score_is_exactly_a_hundred():
    found = index([4] * 9, [1] * 9)
    assert (found.skm, found.ikm, found.shown, found.grade) == (4, 100, Decimal("100.00"), "A")


def test_blanks_leave_the_divisor():
    assert index([8, *[30] * 8], [2, *[10] * 8]).nrr[0] == 4  # not 8 / 10
    none = index([0, *[30] * 8], [0, *[10] * 8])
    assert none.nrr[0] is None and none.ikm is None and none.grade == ""


def test_a_value_between_two_intervals_has_a_grade():
    # 76.605: between 76.60 (C) and 76.61 (B); two decimals first, half up
    assert rounded(Fraction(76605, 1000)) == Decimal("76.61") and grade(rounded(Fraction(76605, 1000))) == "B"
    assert grade(rounded(Fraction(64995, 1000))) == "C" and grade(rounded(Fraction(649949, 10000))) == "D"


@given(st.lists(st.lists(st.none() | st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=30))
def test_the_index_by_hand(sheets):
    columns = [[answer for answer in column if answer is not None] for column in zip(*sheets, strict=True)]
    found = index([sum(column) for column in columns], [len(column) for column in columns])
    if all(columns):
        by_hand = sum(Fraction(sum(column), len(column)) for column in columns) / 9 * 25
        assert found.ikm == by_hand and 25 <= found.ikm <= 100
        assert abs(found.shown - Decimal(by_hand.numerator) / by_hand.denominator) <= Decimal("0.005")
        assert found.grade in "ABCD"
    else:
        assert found.ikm is None


@pytest.mark.parametrize("bad", [([1] * 8, [1] * 8), ([5] * 9, [1] * 9), ([0] * 9, [1] * 9)])
def test_impossible_sums(bad):
    with pytest.raises(ValueError):
        index(*bad)


@pytest.mark.parametrize(("population", "size"), [(0, 0), (10, 10), (100, 80), (500, 217), (1000, 278), (10000, 370)])
def test_sample_sizes_by_the_published_table(population, size):
    assert sample_size(population) == size


def test_the_words_are_nine_with_four_answers_each():
    assert len(own_words()) == 9
    assert all(len(one["answers"]) == len(one["answers_en"]) == 4 for one in own_words())


@pytest.mark.django_db
def test_a_case_answers_once_and_nothing_leads_back(served, talun, now):
    case = served()
    answer_for_case(case=case, answers={**FOURS, "u2": None}, remark="Cepat.", now=now)
    with pytest.raises(AlreadyAnswered):
        answer_for_case(case=case, answers=FOURS, remark="", now=now)
    response = Response.objects.get()
    kept = {field.name for field in Response._meta.fields}
    assert not kept & {"case", "person", "at", "by"} and response.u2 is None and response.month.day == 1
    assert Answered.objects.get().pk == case.pk and Remark.objects.get().text == "Cepat."


@pytest.mark.django_db
def test_what_cannot_be_answered(served, talun, now):
    open_ = served(reopened=True)
    with pytest.raises(NotEnded):
        answer_for_case(case=open_, answers=FOURS, remark="", now=now)
    case = served()
    with pytest.raises(NothingFilled):
        answer_for_case(case=case, answers=dict.fromkeys(NAMES), remark="Hanya ini", now=now)
    assert not Answered.objects.exists() and not Remark.objects.exists()  # the chance is not used up
    for bad in ({"u1": 5}, {"u10": 1}):
        with pytest.raises(ValueError):
            answer_for_case(case=case, answers=bad, remark="", now=now)


@pytest.mark.django_db
@pytest.mark.parametrize("bad", [{"u1": 0}, {"u9": 5}, {}])
def test_the_database_keeps_the_scale(talun, now, bad):
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(version=1, service="letters", place=talun, month=now.date(), channel="paper", **bad)


@pytest.mark.django_db
def test_a_pile_of_paper_is_entered_once(talun, clerk, tono, now):
    pile = {"service": "letters", "place": talun, "month": now.date(), "now": now}
    key = uuid4()
    for _ in range(2):
        enter_batch(key=key, sheets=[(FOURS, ""), ({}, "kosong"), ({"u1": 1}, "")], by=clerk, **pile)
    assert Response.objects.count() == 2 and Batch.objects.get().sheets == 2
    with pytest.raises(NotYours):
        enter_batch(key=uuid4(), sheets=[(FOURS, "")], by=tono, **pile)
    with pytest.raises(NothingFilled):
        enter_batch(key=uuid4(), sheets=[({}, "")], by=clerk, **pile)
    later = pile | {"month": now.date() + timedelta(days=40)}
    with pytest.raises(SurveyRefused):
        enter_batch(key=uuid4(), sheets=[(FOURS, "")], by=clerk, **later)


@pytest.mark.django_db
def test_a_kiosk_takes_answers_until_it_is_closed(talun, clerk, tono, now):
    kiosk = open_kiosk(service="letters", place=talun, by=clerk, now=now)
    assert open_kiosk(service="letters", place=talun, by=clerk, now=now) == kiosk
    answer_at_kiosk(kiosk=kiosk, answers=FOURS, remark="", now=now)
    with pytest.raises(NotYours):
        end_kiosk(kiosk=kiosk, by=tono, now=now)
    end_kiosk(kiosk=kiosk, by=clerk, now=now)
    with pytest.raises(SurveyRefused):
        answer_at_kiosk(kiosk=kiosk, answers=FOURS, remark="", now=now)
    assert Response.objects.count() == 1


@pytest.mark.django_db
def test_results_and_remarks(served, talun, pekalongan, clerk, tono, now):
    for number in range(1, 6):
        assert survey("letters", talun, now.date(), now.date()).index is None
        answer_for_case(case=served(), answers={**FOURS, "u1": 1}, remark=f"Saran {number}", now=now)
    found = survey("letters", pekalongan, now.date(), now.date(), served=10)
    assert (found.respondents, found.needed, found.enough) == (5, 10, False)
    assert found.index.ikm == Fraction(33, 36) * 100 and found.index.grade == "A"
    remark = Remark.objects.order_by("text").first()
    with pytest.raises(NotYours):
        look_at(remark=remark, keep=False, by=tono, now=now)
    look_at(remark=remark, keep=False, by=clerk, now=now)
    look_at(remark=remark, keep=True, by=clerk, now=now)  # what was taken out stays out
    remark.refresh_from_db()
    assert remark.text == "" and remark.state == "removed" and Case.objects.count() == 5
