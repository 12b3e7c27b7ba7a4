"""Pages and files of the analysis: who gets in, what stands there, what the buttons do."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from openpyxl import load_workbook

from tuntas.kipp.models import Assignment, SeatHolder, Stage, Talk
from tuntas.kipp.rules.analysis import alpha_words, chart_of, ticks_to, trust_words
from tuntas.kipp.terms import Seat
from tuntas.kipp.tests.analysis_stage import *  # noqa: F403
from tuntas.kipp.tests.analysis_stage import AFTER
from tuntas.kipp.tests.judging_stage import passed, scored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    cache.clear()
    with time_machine.travel(AFTER, tick=False):
        yield


def address(edition, name="analysis", *more) -> str:
    return reverse(f"kipp:{name}", args=[edition.slug, "desk", *more])


def test_the_page_says_how_sure_places_are(small_edition, locked, sari, signed_in) -> None:
    page = signed_in(sari).get(address(small_edition)).content.decode()
    for words in ("Analisis nilai", "Nilai resmi", "Anton Juror", "Usulan 7", "<svg", "Alfa"):
        assert words in page, words
    assert page.count('<tr><td class="num">') >= 8
    for shaming in ("lemah", "buruk sekali", "tidak adil"):
        assert shaming not in page


def test_severity_is_the_organisers_alone(small_edition, locked, secretary_of, signed_in) -> None:
    client = signed_in(secretary_of)
    page = client.get(address(small_edition)).content.decode()
    assert "Usulan 7" in page and "Anton Juror" not in page
    assert (
        client.get(reverse("kipp:export", args=[small_edition.slug, "severity", "xlsx"]) + "?tahap=desk").status_code
        == 404
    )
    assert client.get(address(small_edition, "analysis_readers")).status_code == 403


def test_sealed_scores_show_nothing(small_edition, judged, sari, signed_in) -> None:
    page = signed_in(sari).get(address(small_edition)).content.decode()
    assert "tersegel" in page.lower() and "Usulan 7" not in page and "<svg" not in page
    entry = Assignment.objects.first().entry
    assert signed_in(sari).post(address(small_edition, "analysis_talk", entry.case.reference)).status_code == 403
    for what in ("analysis", "severity", "agreement"):
        url = reverse("kipp:export", args=[small_edition.slug, what, "csv"]) + "?tahap=desk"
        assert signed_in(sari).get(url).status_code == 404


@pytest.mark.parametrize("who", ["wati", "ratna", "tono", "agus"])
def test_outsiders_and_jurors_stay_out(who, small_edition, locked, jury, request, signed_in, client) -> None:
    person = request.getfixturevalue(who)
    if who == "ratna":
        SeatHolder.objects.create(edition=small_edition, person=person, seat=Seat.JUROR, added_at=AFTER)
    assert signed_in(person).get(address(small_edition)).status_code == 403
    assert signed_in(person).get(address(small_edition, "analysis_readers")).status_code == 403


def test_an_observer_sees_no_scores(small_edition, locked, tono, signed_in) -> None:
    SeatHolder.objects.create(edition=small_edition, person=tono, seat=Seat.OBSERVER, added_at=AFTER)
    assert signed_in(tono).get(address(small_edition)).status_code == 403


def test_anonymous_people_sign_in_first(small_edition, locked, client) -> None:
    assert client.get(address(small_edition)).status_code == 302


def test_queries_stay_the_same(
    small_edition, judged, jury, dindik, wati, sari, signed_in, django_assert_max_num_queries
) -> None:
    for number in range(8, 30):
        entry = passed(small_edition, dindik, wati, f"Usulan {number}")
        for turn in range(3):
            scored(judged, entry, jury[(number + turn) % 4], 60 + number, 60 + (number * turn) % 20)
    Stage.objects.filter(pk=judged.pk).update(locked_at=AFTER)
    client = signed_in(sari)
    for _again in range(2):  # worked out, then from the cache
        with django_assert_max_num_queries(12):
            assert client.get(address(small_edition)).status_code == 200


def test_another_gap_can_be_tried(small_edition, locked, sari, signed_in) -> None:
    client = signed_in(sari)
    without = client.get(address(small_edition)).content.decode()
    tried = client.get(address(small_edition) + "?selisih=4").content.decode()
    assert without.count("berjauhan") < tried.count("berjauhan")
    assert client.get(address(small_edition) + "?selisih=abc").status_code == 200


def test_asking_readers_by_the_page(small_edition, locked, sari, signed_in) -> None:
    Stage.objects.filter(pk=locked.pk).update(reader_gap=4)
    client = signed_in(sari)
    url = address(small_edition, "analysis_readers")
    page = client.get(url).content.decode()
    assert "dibuka lagi" in page
    references = client.get(url).context["references"]
    assert references
    bad = client.post(url, {"usulan": references, "reason": "", "closes_at": ""})
    assert bad.status_code == 422 and not Assignment.objects.filter(at=AFTER).exists()
    until = AFTER + timedelta(days=2)
    good = {"usulan": references, "reason": "Selisih juri", "closes_at": until.strftime("%Y-%m-%dT%H:%M")}
    answer = client.post(url, good)
    assert answer.status_code == 302
    assert Assignment.objects.filter(at=AFTER).count() == len(references)
    assert Stage.objects.get(pk=locked.pk).locked_at is None
    assert client.post(url, good).status_code == 302  # sealed again: back to the analysis, nobody asked twice
    assert Assignment.objects.filter(at=AFTER).count() == len(references)


def test_marking_for_the_talk_and_the_plenary(small_edition, locked, sari, signed_in) -> None:
    client = signed_in(sari)
    entry = Assignment.objects.first().entry
    url = address(small_edition, "analysis_talk", entry.case.reference)
    back = address(small_edition) + "?jalur=provinsi"
    assert client.post(url, {"back": back}).url == back
    assert client.post(url, {"back": "https://example.org/"}).url == address(small_edition)
    assert Talk.objects.filter(ended_at=None).count() == 1
    assert entry.title in client.get(reverse("kipp:plenary", args=[small_edition.slug])).content.decode()
    shortlist = client.get(reverse("kipp:shortlist", args=[small_edition.slug]) + "?jalur=daerah").content.decode()
    assert "Untuk dibahas bersama" in shortlist
    client.post(url, {"off": "1"})
    assert not Talk.objects.filter(ended_at=None).exists()
    assert client.get(url).status_code == 405
    assert client.post(address(small_edition, "analysis_talk", "KIPP-XXXX-XXXX")).status_code == 404


def test_files(small_edition, locked, sari, signed_in) -> None:
    client = signed_in(sari)
    for what, rows in (("analysis", 8), ("severity", 4), ("agreement", 3)):
        url = reverse("kipp:export", args=[small_edition.slug, what, "xlsx"])
        book = load_workbook(BytesIO(client.get(url + "?tahap=desk").content))
        assert book.active.max_row == rows + 1, what
        assert client.get(url).status_code == 404
        assert client.get(url.replace("xlsx", "csv") + "?tahap=desk").status_code == 200


def test_the_ranking_leads_to_the_analysis(small_edition, locked, sari, signed_in) -> None:
    page = signed_in(sari).get(reverse("kipp:ranking", args=[small_edition.slug, "desk"])).content.decode()
    assert address(small_edition) in page


def test_a_stage_without_sheets(small_edition, sari, signed_in) -> None:
    Stage.objects.filter(edition=small_edition, key="desk").update(locked_at=AFTER)
    assert signed_in(sari).get(address(small_edition)).status_code == 200
    assert signed_in(sari).get(reverse("kipp:analysis", args=[small_edition.slug, "check"])).status_code == 404


def test_words_and_drawing() -> None:
    assert alpha_words(0.9)[1] == "ok" and alpha_words(0.7)[1] == "info" and alpha_words(0.2)[1] == "wait"
    assert alpha_words(float("nan"))[1] == trust_words(None)[1] == "none"
    assert trust_words(0.8)[1] == "ok" and trust_words(0.6)[1] == "info" and trust_words(0.1)[1] == "wait"
    for low, high in ((-3.2, 3.2), (0, 221), (5, 5), (0, 0.4), (1, 4000)):
        ticks = ticks_to(low, high)
        assert ticks[0] <= low and ticks[-1] >= high and len(ticks) <= 9
    drawn = chart_of([("Usulan yang namanya sangat panjang sekali", 1, 2, 3, "inside")], [0, 10], 5.5)
    assert drawn.bars[0].left < drawn.bars[0].dot < drawn.bars[0].right < drawn.line and len(drawn.bars[0].label) <= 34
