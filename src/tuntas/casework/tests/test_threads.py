"""Threads end to end, what is stuck in them, and nothing ended before the one it was for was told."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NOW, hold, person

from tuntas.casework.actions import StillMissing, answer, mark_case_told, mark_told, move, refer
from tuntas.casework.actions.cases import AlreadyMoved, NotAllowed
from tuntas.casework.actions.referrals import GoesInACircle
from tuntas.casework.flow import forget_kind, register_kind
from tuntas.casework.models import Case, Referral
from tuntas.casework.queries.stuck import stuck, stuck_rows
from tuntas.casework.queries.threads import thread
from tuntas.casework.terms import Kind, ReferralStatus, Snag
from tuntas.casework.tests.kit import opened
from tuntas.people.terms import Role
from tuntas.places.models import Place

D = ReferralStatus.DONE


@pytest.fixture(autouse=True)
def kinds():
    """`test.birth` is taken everywhere, `test.far` only in Brebes, `test.none` by nobody."""
    there = lambda: Place.objects.filter(code__startswith="33.29")  # noqa: E731
    register_kind(Kind("test.birth", "Akta kelahiran", days=2))
    register_kind(Kind("test.far", "Jauh", is_on=lambda place: place.code.startswith("33.29"), places=there))
    yield
    forget_kind("test.birth")
    forget_kind("test.far")


@pytest.fixture
def team(brebes):
    """Bima is of the regency team of Brebes."""
    who = person("Bima Tim")
    hold(who, Role.REGENCY_TEAM, brebes)
    return who


@pytest.fixture
def long(case, clerk, head, team, talun, brebes, now):
    """Talun asks Brebes, whose case asks Talun back: a thread of two levels."""
    first = refer(case=case, kind="test.birth", place=brebes, question="Cek akta Budi", by=clerk, now=now)
    handled = opened(brebes, team, now, title="Cek", role="clerk")
    answer(referral=first, status=ReferralStatus.ACCEPTED, by=team, now=now, case=handled)
    second = refer(case=handled, kind="test.far", place=talun, question="Kirim KK", by=team, now=now)
    return first, handled, second


def test_a_thread_is_whole_from_any_end(long, case, clerk, team, now):
    first, handled, second = long
    assert {first.thread_id, second.thread_id} == {case.pk}
    shown = thread(case, clerk, now)
    assert [(knot.depth, knot.referral.pk) for knot in shown.knots] == [(0, first.pk), (1, second.pk)]
    assert shown.knots[0].case == handled and shown.knots[0].with_whom == "Kabupaten Brebes"
    assert shown.knots[1].waits and shown.open_knots == 2


def test_a_case_with_a_past_joins_the_thread(case, clerk, team, talun, brebes, now):
    old = opened(brebes, team, now, role="clerk")
    below = refer(case=old, kind="test.birth", place=talun, question="?", by=team, now=now)
    above = refer(case=case, kind="test.birth", place=brebes, question="?", by=clerk, now=now)
    answer(referral=above, status=ReferralStatus.ACCEPTED, by=team, now=now, case=old)
    below.refresh_from_db()
    assert below.thread_id == case.pk


def test_no_thread_runs_in_a_circle(long, case, clerk, now):
    _first, _handled, second = long
    with pytest.raises(GoesInACircle):
        answer(referral=second, status=ReferralStatus.ACCEPTED, by=clerk, now=now, case=case)


def test_nothing_ends_before_it_was_told(case, clerk, head, team, brebes, now, small_flow):
    asked = refer(case=case, kind="test.birth", place=brebes, question="?", by=clerk, now=now)
    move(case=case, move="check", by=clerk, now=now)
    answer(referral=asked, status=D, outcome="Ada.", by=team, now=now)
    with pytest.raises(StillMissing, match="belum disampaikan"):
        move(case=case, move="settle", by=head, now=now)
    move(case=case, move="wait", by=head, now=now)  # it may go on, it may not end
    mark_told(referral=asked, by=clerk, now=now)
    assert move(case=case, move="settle", by=head, now=now).closed_at == now


def test_a_flow_may_end_untold(case, clerk, head, team, brebes, now, small_flow, monkeypatch):
    from dataclasses import replace

    from tuntas.casework import flow

    monkeypatch.setitem(flow._flows, small_flow.key, replace(small_flow, ends_untold=True))
    asked = refer(case=case, kind="test.birth", place=brebes, question="?", by=clerk, now=now)
    answer(referral=asked, status=D, outcome="Ada.", by=team, now=now)
    assert move(case=case, move="refuse", by=clerk, now=now, note="Batal").closed_at


def test_telling_reaches_the_case_that_handled_it(long, clerk, team, now):
    first, handled, _second = long
    done = answer(referral=first, status=D, outcome="Ada.", by=team, now=now)
    mark_told(referral=done, by=clerk, now=now)
    assert Case.objects.get(pk=handled.pk).told_at == now


def test_who_may_say_that_a_case_was_told(case, clerk, head, tono, now):
    with pytest.raises(AlreadyMoved):
        mark_case_told(case=case, by=clerk, now=now)
    move(case=case, move="refuse", by=clerk, now=now, note="Bukan warga")
    with pytest.raises(NotAllowed):
        mark_case_told(case=case, by=tono, now=now)
    mark_case_told(case=case, by=clerk, now=now)
    mark_case_told(case=case, by=clerk, now=now + timedelta(days=1))
    assert case.told_at == now
    move(case=case, move="reopen", by=head, now=now, note="Salah")
    assert Case.objects.get(pk=case.pk).told_at is None


def test_only_the_roles_of_a_kind_answer_it(case, clerk, team, brebes, now):
    register_kind(Kind("test.birth", "Akta", frozenset({Role.SECRETARIAT})))
    asked = refer(case=case, kind="test.birth", place=brebes, question="?", by=clerk, now=now)
    with pytest.raises(NotAllowed):
        answer(referral=asked, status=ReferralStatus.ACCEPTED, by=team, now=now)


def test_every_reason_is_named_overdue_first(case, clerk, head, team, talun, brebes, now):
    def ask(kind="test.birth", place=brebes):
        return refer(case=case, kind=kind, place=place, question="?", by=clerk, now=now)

    late, told, untold, none, ended, fresh = ask(), ask(), ask(), ask("test.none"), ask(), ask("test.far")
    register_kind(Kind("test.birth", "Akta kelahiran", days=2))
    for one in (told, untold):
        answer(referral=one, status=D, outcome="Ada.", by=team, now=now)
    mark_told(referral=told, by=clerk, now=now)
    handled = opened(brebes, team, now, title="Cek")
    answer(referral=ended, status=ReferralStatus.ACCEPTED, by=team, now=now, case=handled)
    Case.objects.filter(pk=handled.pk).update(closed_at=now)
    later = now + timedelta(days=4)  # Friday: two working days are over, five are not
    found = stuck_rows(stuck(clerk, later), clerk, later)
    assert [(row.knot.referral.pk, row.snag) for row in found][0] == (late.pk, Snag.OVERDUE)
    assert {row.knot.referral.pk: row.snag for row in found[1:]} == {
        untold.pk: Snag.UNTOLD,
        none.pk: Snag.NO_SERVICE,
        ended.pk: Snag.UNANSWERED,
    }
    assert fresh.pk not in [row.knot.referral.pk for row in found]
    assert [row.pk for row in stuck(clerk, later, snag="overdue")] == [late.pk]
    assert [row.pk for row in stuck(team, later, kind="test.none", place="33.29")] == [none.pk]
    assert not stuck(clerk, later, place="33.11") and not stuck(person("Lain Orang"), later)


@time_machine.travel(NOW + timedelta(days=9))
def test_the_pages(long, case, clerk, team, tono, signed_in):
    first, handled, _second = long
    address = f"/urusan/utas/{handled.reference}/"
    assert signed_in(tono).get(address).status_code == 404
    assert "Cek akta Budi" not in signed_in(tono).get("/urusan/macet/").content.decode()
    assert signed_in(clerk).get("/urusan/utas/UJI-0000-0000/").status_code == 404
    page = signed_in(clerk).get(address).content.decode()
    assert "Cek akta Budi" in page and "Kirim KK" in page and case.reference in page
    other = person("Citra Jauh")  # serves Brebes' neighbour of nothing: only the second referral's place
    hold(other, Role.VILLAGE_OFFICER, first.raised_by_case.place)
    page = signed_in(other).get(address).content.decode()
    assert "Kirim KK" in page and "Cek akta Budi" not in page
    page = signed_in(team).get("/urusan/macet/").content.decode()
    assert "Akta kelahiran" in page and f"/urusan/utas/{case.reference}/" in page
    answer_ = signed_in(team).get("/urusan/macet/unduh.csv")
    assert case.reference in answer_.content.decode("utf-8-sig") and "Cek akta" not in answer_.content.decode()


@time_machine.travel(NOW + timedelta(days=9))
def test_lists_cost_the_same_for_many(long, case, clerk, team, brebes, signed_in, now):
    costs, client = [], signed_in(team)
    client.get("/urusan/macet/")
    for _ in range(2):
        for address in ("/urusan/macet/", f"/urusan/utas/{case.reference}/"):
            with CaptureQueriesContext(connection) as asked:
                assert signed_in(team).get(address).status_code == 200
            costs.append(len(asked))
        for number in range(30):
            refer(case=case, kind="test.birth", place=brebes, question=f"Cek {number}", by=clerk, now=now)
    assert costs[:2] == costs[2:] and max(costs) <= 13, costs  # two of them are savepoints of the test
    assert Referral.objects.filter(thread=case).count() >= 32
