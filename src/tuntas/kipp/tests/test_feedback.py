"""Reports to entrants: prepared at once, told, read, on paper; nobody's juror and no single rival in them."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tuntas.casework.models import Case
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.journal.models import Line
from tuntas.kipp.actions.feedback import (
    FeedbackRefused,
    hold_remark,
    make_paper,
    make_papers,
    prepare,
    release_remark,
)
from tuntas.kipp.models import Criterion, Feedback, HeldRemark, Score, SeatHolder, Sheet
from tuntas.kipp.queries.feedback import facts_of
from tuntas.kipp.queries.feedback_told import told
from tuntas.kipp.rules.feedback import LEAST, gap_words, next_band, part_of, shuffled
from tuntas.kipp.terms import EntryStage
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY, jury_of, more_finalists
from tuntas.kipp.tests.proposals import fresh
from tuntas.kipp.tests.stage import someone
from tuntas.notices.models import Notice

BANDS = [
    {"from": 85, "to": 100, "id": "Sangat baik"},
    {"from": 70, "to": 84, "id": "Baik"},
    {"from": 0, "to": 69, "id": "Kurang"},
]


@given(st.integers(1, 400), st.integers(1, 400))
def test_each_part_of_the_field_hides_a_place_among_five(rank: int, count: int) -> None:
    part = part_of(rank, count)
    if part is None:
        assert rank > count or count < 2 * LEAST
        return
    same = [one for one in range(1, count + 1) if part_of(one, count) == part]
    assert len(same) >= LEAST and rank in same


def test_the_next_band_is_the_one_just_above() -> None:
    assert next_band(BANDS, Decimal("60"))["id"] == "Baik"
    assert next_band(BANDS, Decimal("84.5"))["id"] == "Sangat baik"
    assert next_band(BANDS, Decimal("85")) is None
    assert next_band([], Decimal("3")) is None


def test_gaps_have_words() -> None:
    words = [gap_words(Decimal(70), Decimal(best)) for best in (60, 71, 74, 78, 90)]
    assert len(set(words)) == 5


def test_the_order_of_remarks_links_no_juror() -> None:
    one = shuffled("a", [(1, "x"), (2, "y"), (3, "z")])
    assert sorted(one) == ["x", "y", "z"]
    assert any(shuffled(str(key), [(1, "x"), (2, "y")]) == ["y", "x"] for key in range(20))


@pytest.fixture
def reports(announced_edition, sari, finalists):
    prepare(edition=announced_edition, by=sari, now=ANNOUNCEMENT_DAY)
    return announced_edition


def test_everybody_gets_one_and_is_told_once(reports, sari, finalists, wati) -> None:
    assert Feedback.objects.count() == 4
    assert Notice.objects.filter(person=wati, kind="kipp.feedback_ready").count() == 1
    assert prepare(edition=reports, by=sari, now=ANNOUNCEMENT_DAY) == 0
    assert Notice.objects.filter(person=wati, kind="kipp.feedback_ready").count() == 1
    assert Line.objects.filter(act="kipp.feedback_prepared").count() == 1


def test_only_the_organiser_prepares(announced_edition, wati) -> None:
    with pytest.raises(FeedbackRefused):
        prepare(edition=announced_edition, by=wati, now=ANNOUNCEMENT_DAY)


def test_facts_hold_own_numbers_and_no_name(reports, finalists, small_edition) -> None:
    text = json.dumps(Feedback.objects.get(entry=finalists[0]).data)
    for seat in jury_of(small_edition):
        assert seat.person.name not in text and seat.person.email not in text
    data = Feedback.objects.get(entry=finalists[0]).data
    desk = data["stages"][0]
    assert (desk["score"], desk["jurors"], desk["low"], desk["high"]) == ("90.00", 3, "90.00", "90.00")
    assert desk["criteria"][0]["own"] == "90.00"
    assert desk["compared"] == 0 and desk["criteria"][0]["best"] is None  # two winners would be readable


def test_winners_are_told_as_a_mean_of_five(announced_edition, finalists) -> None:
    loser, winner = finalists[1], finalists[0]
    entries = more_finalists(winner, 5)
    for copy in entries:
        Case.objects.filter(pk=copy.case_id).update(stage=EntryStage.WINNER)
    criteria = list(Criterion.objects.filter(stage__edition=announced_edition, stage__kind="desk"))
    for at, copy in enumerate(entries):
        assignment = winner.assignments.filter(stage__kind="desk").first()
        sheet = assignment.sheet
        assignment.pk, assignment.entry = None, copy
        assignment.save()
        sheet.pk, sheet.assignment = None, assignment
        sheet.save()
        for criterion in criteria:
            Score.objects.create(sheet=sheet, criterion=criterion, value=80 + at)
    for one in (loser, *entries):
        one.track = entries[0].track
        one.save(update_fields=["track"])
    facts = facts_of(announced_edition, [fresh(loser), fresh(entries[0])])
    criterion = facts[loser.pk]["stages"][0]["criteria"][0]
    assert criterion["best"] is not None and told(facts[loser.pk])["stages"][0]["criteria"][0]["gap"]
    mine = facts[entries[0].pk]["stages"][0]
    assert mine["compared"] in (0, 5)  # the own entry never counts among the others
    assert all(one["reference"] != entries[0].case.reference for one in facts[entries[0].pk]["look"])


def test_the_failed_read_their_reasons(small_edition, sari, finalists) -> None:
    entry = finalists[3]
    Case.objects.filter(pk=entry.case_id).update(stage=EntryStage.FAILED)
    entry.checks.update(passed=False, remark="Surat belum ditandatangani.")
    prepare(edition=small_edition, by=sari, now=ANNOUNCEMENT_DAY)
    report = told(Feedback.objects.get(entry=entry).data)
    assert report["failed"][0]["remark"] == "Surat belum ditandatangani."
    assert Feedback.objects.count() == 1  # nobody else's result is known


def _remark(entry) -> Score:
    found = Score.objects.filter(sheet__assignment__entry=entry).first()
    Score.objects.filter(pk=found.pk).update(remark="Ini tulisan orang malas.")
    return Score.objects.get(pk=found.pk)


def test_a_remark_held_back_is_gone_from_the_report_and_kept(reports, sari, finalists) -> None:
    remark = _remark(finalists[0])
    feedback = Feedback.objects.get(entry=finalists[0])
    paper = make_paper(feedback=feedback, by=sari, now=ANNOUNCEMENT_DAY)
    assert paper.status == Status.ISSUED
    release_remark(remark=remark, by=sari, now=ANNOUNCEMENT_DAY)  # harmless
    with pytest.raises(FeedbackRefused):
        hold_remark(remark=remark, reason="  ", by=sari, now=ANNOUNCEMENT_DAY)
    hold_remark(remark=remark, reason="Menyakitkan", by=sari, now=ANNOUNCEMENT_DAY)
    hold_remark(remark=remark, reason="Lain", by=sari, now=ANNOUNCEMENT_DAY)
    assert HeldRemark.objects.get().reason == "Menyakitkan"
    assert Score.objects.get(pk=remark.pk).remark == "Ini tulisan orang malas."
    feedback.refresh_from_db()
    assert "malas" not in json.dumps(feedback.data)
    assert Document.objects.get(pk=paper.pk).status == Status.REPLACED
    release_remark(remark=remark, by=sari, now=ANNOUNCEMENT_DAY)
    feedback.refresh_from_db()
    assert "malas" in json.dumps(feedback.data)
    assert Line.objects.filter(act__in=["kipp.remark_held", "kipp.remark_released"]).count() == 2


def test_remarks_of_open_scores_cannot_be_touched(finalists, sari) -> None:
    remark = _remark(finalists[0])
    with pytest.raises(FeedbackRefused):
        hold_remark(remark=remark, reason="Menyakitkan", by=sari, now=ANNOUNCEMENT_DAY)


def test_papers_are_made_in_portions(reports, sari) -> None:
    assert make_papers(edition=reports, by=sari, now=ANNOUNCEMENT_DAY, most=3) == 3
    assert make_papers(edition=reports, by=sari, now=ANNOUNCEMENT_DAY, most=3) == 1
    assert make_papers(edition=reports, by=sari, now=ANNOUNCEMENT_DAY) == 0
    papers = Document.objects.filter(kind="kipp.feedback").order_by("number")
    assert [paper.number for paper in papers] == [1, 2, 3, 4]


PEOPLE = {
    "wati": 200, "agus": 200, "sari": 200, "dewi": 200,
    "budi": 404, "ratna": 404, "tono": 404,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), PEOPLE.items())
def test_who_reads_a_report(who, status, reports, finalists, signed_in, request, still) -> None:
    still.move_to(ANNOUNCEMENT_DAY)
    if who == "dewi":
        person = someone("Dewi Sekretariat")
        SeatHolder.objects.create(edition=reports, person=person, seat="secretariat", added_at=ANNOUNCEMENT_DAY)
    else:
        person = request.getfixturevalue(who)
    address = reverse("kipp:feedback", args=[reports.slug, finalists[0].case.reference])
    assert signed_in(person).get(address).status_code == status
    paper = signed_in(person).post(f"{address}pdf/")
    assert paper.status_code == (302 if status == 200 else 404)
    readers = set(Feedback.objects.get(entry=finalists[0]).readings.values_list("person__email", flat=True))
    assert readers == ({person.email} if who in ("wati", "agus") else set())
    office = signed_in(person).get(reverse("kipp:feedbacks", args=[reports.slug])).status_code
    assert office == (200 if who in ("sari", "dewi") else 403)


def test_anonymous_people_sign_in_first(reports, finalists, client) -> None:
    answer = client.get(reverse("kipp:feedback", args=[reports.slug, finalists[0].case.reference]))
    assert answer.status_code == 302 and "/akun/" in answer["Location"]


def test_the_office_prepares_and_reads_remarks_with_few_queries(
    announced_edition, sari, finalists, signed_in, still, django_assert_max_num_queries
) -> None:
    still.move_to(ANNOUNCEMENT_DAY)
    client, address = signed_in(sari), reverse("kipp:feedbacks", args=[announced_edition.slug])
    assert client.post(address, {"act": "prepare"}).status_code == 302
    for copy in more_finalists(finalists[0], 30):
        Feedback.objects.create(
            entry=copy, data={"kind": "failed", "failed": []}, prepared_by=sari, prepared_at=ANNOUNCEMENT_DAY
        )
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200
    Score.objects.update(remark="Baik sekali.")
    Sheet.objects.update(remark="Terus maju.")
    listed = reverse("kipp:remarks", args=[announced_edition.slug])
    with django_assert_max_num_queries(12):
        page = client.get(listed, {"q": "maju"})
    assert "Terus maju." in page.content.decode() and "Baik sekali." not in page.content.decode()
    assert "Ratna" not in page.content.decode()
    one = reverse("kipp:remark", args=[announced_edition.slug, "skor", Score.objects.first().pk])
    assert client.get(one).status_code == 200
    assert client.post(one, {"act": "hold", "reason": ""}).status_code == 422
    assert client.post(one, {"act": "hold", "reason": "Kasar"}).status_code == 302
    assert "Kasar" in client.get(listed, {"ditahan": "1"}).content.decode()
