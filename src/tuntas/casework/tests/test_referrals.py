"""Asking another place, hearing back, telling the one it is for."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from tests.cast import NOW, hold, person

from tuntas.casework.actions import AlreadyMoved, NotAllowed, StillMissing, answer, mark_told, refer, tell_raiser
from tuntas.casework.models import Referral
from tuntas.casework.terms import ReferralAnswered, ReferralStatus
from tuntas.casework.tests.kit import opened
from tuntas.journal.models import Line
from tuntas.kernel import events
from tuntas.notices.models import Notice
from tuntas.people.terms import Role


@pytest.fixture
def brebes_team(brebes):
    """Bima is of the regency team of Brebes."""
    who = person("Bima Tim")
    hold(who, Role.REGENCY_TEAM, brebes)
    return who


@pytest.fixture
def referral(case, brebes, clerk, now) -> Referral:
    return refer(case=case, kind="test.birth", place=brebes, question="Mohon cek akta.", by=clerk, now=now)


def test_the_whole_way(referral, clerk, brebes_team, now, django_capture_on_commit_callbacks):
    events.wire({ReferralAnswered: [tell_raiser]})
    taken = answer(referral=referral, status=ReferralStatus.ACCEPTED, by=brebes_team, now=now)
    assert taken.answered_at is None and not Notice.objects.exists()
    later = now + timedelta(days=2)
    with django_capture_on_commit_callbacks(execute=True):
        done = answer(referral=referral, status=ReferralStatus.DONE, outcome="Akta terbit.", by=brebes_team, now=later)
    notice = Notice.objects.get()
    assert (notice.person, notice.at, notice.body) == (clerk, later, "Akta terbit.")
    assert notice.title.startswith("Sudah dijawab") and notice.title_en.startswith("Answered")
    assert notice.link == f"/urusan/rujukan/{referral.pk}/"
    told = mark_told(referral=done, by=clerk, now=later)
    assert (told.status, told.told_at) == (ReferralStatus.TOLD, later)
    acts = ["referred", "referral_accepted", "referral_done", "referral_told"]
    assert list(Line.objects.filter(subject=f"casework.referral:{referral.pk}").values_list("act", flat=True)) == [
        f"casework.{act}" for act in acts
    ]


def test_declining_is_told_in_its_own_words(referral, brebes_team, now, django_capture_on_commit_callbacks):
    events.wire({ReferralAnswered: [tell_raiser]})
    with django_capture_on_commit_callbacks(execute=True):
        answer(referral=referral, status=ReferralStatus.DECLINED, outcome="Bukan warga.", by=brebes_team, now=now)
    assert Notice.objects.get().title.startswith("Ditolak")


def test_who_may_not(case, referral, brebes, tono, clerk, head, brebes_team, now):
    with pytest.raises(NotAllowed):
        refer(case=case, kind="x", place=brebes, question="?", by=tono, now=now)
    for outsider in (tono, clerk, head):
        with pytest.raises(NotAllowed):
            answer(referral=referral, status=ReferralStatus.DONE, outcome="x", by=outsider, now=now)
    answer(referral=referral, status=ReferralStatus.DONE, outcome="x", by=brebes_team, now=now)
    for outsider in (tono, brebes_team):
        with pytest.raises(NotAllowed):
            mark_told(referral=referral, by=outsider, now=now)


def test_people_of_the_case_that_handles_it_may_answer(referral, talun, clerk, now):
    handling = opened(talun, clerk, now, title="Cek akta")
    done = answer(referral=referral, status=ReferralStatus.DONE, outcome="Ada.", by=clerk, now=now, case=handling)
    assert done.handled_by_case == handling


@pytest.mark.parametrize("status", [ReferralStatus.DONE, ReferralStatus.DECLINED])
def test_an_end_needs_an_outcome(referral, brebes_team, now, status):
    with pytest.raises(StillMissing):
        answer(referral=referral, status=status, outcome="  ", by=brebes_team, now=now)


def test_a_question_must_be_asked(case, brebes, clerk, now):
    with pytest.raises(StillMissing):
        refer(case=case, kind="x", place=brebes, question=" ", by=clerk, now=now)


def test_twice_changes_nothing(referral, clerk, brebes_team, now):
    for _ in range(2):
        answer(referral=referral, status=ReferralStatus.ACCEPTED, by=brebes_team, now=now)
    assert Line.objects.filter(act="casework.referral_accepted").count() == 1
    with pytest.raises(AlreadyMoved):
        mark_told(referral=referral, by=clerk, now=now)  # nothing to tell yet
    answer(referral=referral, status=ReferralStatus.DONE, outcome="x", by=brebes_team, now=now)
    with pytest.raises(AlreadyMoved):
        answer(referral=referral, status=ReferralStatus.DECLINED, outcome="y", by=brebes_team, now=now)
    mark_told(referral=referral, by=clerk, now=now)
    with pytest.raises(AlreadyMoved):
        mark_told(referral=referral, by=clerk, now=now)


@pytest.mark.parametrize("status", [ReferralStatus.SENT, ReferralStatus.TOLD])
def test_some_words_are_not_answers(referral, brebes_team, now, status):
    with pytest.raises(ValueError, match="not an answer"):
        answer(referral=referral, status=status, by=brebes_team, now=now)


def test_a_failed_transaction_tells_nobody(referral, brebes_team, now):
    events.wire({ReferralAnswered: [tell_raiser]})
    with pytest.raises(RuntimeError), transaction.atomic():
        answer(referral=referral, status=ReferralStatus.DONE, outcome="x", by=brebes_team, now=now)
        raise RuntimeError
    assert not Notice.objects.exists() and Referral.objects.get().status == ReferralStatus.SENT


@time_machine.travel(NOW)
def test_the_pages(referral, clerk, brebes_team, tono, signed_in, django_assert_max_num_queries):
    address = f"/urusan/rujukan/{referral.pk}/"
    assert signed_in(tono).get(address).status_code == 404
    assert "Tidak ada permintaan" in signed_in(tono).get("/urusan/rujukan/").content.decode()
    team = signed_in(brebes_team)
    with django_assert_max_num_queries(12):
        assert "Mohon cek akta." in team.get("/urusan/rujukan/").content.decode()
    again = team.post(address, {"status": "done", "outcome": ""})
    assert again.status_code == 200 and "Tulis hasilnya" in again.content.decode()
    assert team.post(address, {"status": "done", "outcome": "Sudah ada."}).status_code == 302
    assert team.post(address, {"status": "done", "outcome": "Lagi"}).status_code == 302  # a second click
    raiser = signed_in(clerk)
    assert "Mohon cek akta." in raiser.get("/urusan/rujukan/?side=sent").content.decode()
    assert "Sudah ada." in raiser.get(address).content.decode()
    raiser.post(address, {"told": "1"})
    assert Referral.objects.get().status == ReferralStatus.TOLD


@time_machine.travel(NOW)
def test_the_list_costs_the_same_for_many(referral, case, brebes, clerk, brebes_team, signed_in, now):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = signed_in(brebes_team)
    with CaptureQueriesContext(connection) as few:
        browser.get("/urusan/rujukan/")
    for number in range(30):
        refer(case=case, kind="x", place=brebes, question=f"Pertanyaan {number}", by=clerk, now=now)
    with CaptureQueriesContext(connection) as many:
        browser.get("/urusan/rujukan/")
    assert len(few) == len(many) <= 12
