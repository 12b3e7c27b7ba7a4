"""Ending roles and standing in."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.cast import NOW, hold

from tuntas.journal.models import Line
from tuntas.people.actions import NotAllowed
from tuntas.people.actions.holdings import AlreadyEnded, CannotDelegate, LastOne, delegate, end
from tuntas.people.models import Holding
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role

WEEK = NOW + timedelta(days=7)


def test_ending_takes_stand_ins_along_and_is_journalled(dindik, agus, wati, tono):
    hold(tono, Role.LOCAL_ADMIN, dindik)
    mine = Holding.objects.get(person=agus)
    stand_in = delegate(holding=mine, to=wati, until=WEEK, by=agus, now=NOW)
    assert Role.LOCAL_ADMIN in roles_in(wati, dindik, NOW)
    later = NOW + timedelta(hours=1)
    end(holding=mine, by=tono, now=later)
    assert roles_in(agus, dindik, later) == frozenset()
    assert roles_in(wati, dindik, later) == {Role.INNOVATOR}
    acts = list(Line.objects.values_list("act", "subject"))
    assert acts == [
        ("people.role_delegated", f"people.holding:{stand_in.pk}"),
        ("people.role_ended", f"people.holding:{mine.pk}"),
    ]


def test_ending_in_the_moment_it_began(dindik, agus, tono):
    new = Holding.objects.create(person=tono, role=Role.INNOVATOR, organisation=dindik, since=NOW)
    end(holding=new, by=agus, now=NOW)
    assert roles_in(tono, dindik, NOW) == frozenset()


def test_ending_twice(dindik, agus, wati):
    writer = Holding.objects.get(person=wati)
    end(holding=writer, by=agus, now=NOW)
    with pytest.raises(AlreadyEnded):
        end(holding=writer, by=agus, now=NOW + timedelta(seconds=1))


def test_outsiders_end_nothing(dindik, agus, wati, budi, tono):
    for who in (budi, tono, wati):
        with pytest.raises(NotAllowed):
            end(holding=Holding.objects.get(person=agus), by=who, now=NOW)


def test_the_last_local_admin_stays(dindik, agus, sari):
    for who in (agus, sari):
        with pytest.raises(LastOne):
            end(holding=Holding.objects.get(person=agus), by=who, now=NOW)


def test_the_last_operator_stays(jateng, sari):
    with pytest.raises(LastOne):
        end(holding=Holding.objects.get(person=sari), by=sari, now=NOW)


def test_a_stand_in_ends_no_admin(dindik, agus, wati, tono):
    second = hold(tono, Role.LOCAL_ADMIN, dindik)
    delegate(holding=Holding.objects.get(person=agus), to=wati, until=WEEK, by=agus, now=NOW)
    with pytest.raises(NotAllowed):
        end(holding=second, by=wati, now=NOW)


def test_who_delegated_can_take_it_back(dindik, agus, wati):
    stand_in = delegate(holding=Holding.objects.get(person=agus), to=wati, until=WEEK, by=agus, now=NOW)
    end(holding=stand_in, by=agus, now=NOW)
    assert roles_in(wati, dindik, NOW) == {Role.INNOVATOR}


def test_a_delegation_ends_by_itself(dindik, agus, wati):
    delegate(holding=Holding.objects.get(person=agus), to=wati, until=WEEK, by=agus, now=NOW)
    assert Role.LOCAL_ADMIN in roles_in(wati, dindik, WEEK - timedelta(microseconds=1))
    assert Role.LOCAL_ADMIN not in roles_in(wati, dindik, WEEK)


@pytest.mark.parametrize("days", [-1, 0, 367, 4000])
def test_days_that_do_not_fit(dindik, agus, wati, days):
    mine = Holding.objects.get(person=agus)
    with pytest.raises(CannotDelegate):
        delegate(holding=mine, to=wati, until=NOW + timedelta(days=days), by=agus, now=NOW)


def test_not_longer_than_the_role_itself(dindik, agus, wati):
    mine = Holding.objects.get(person=agus)
    Holding.objects.filter(pk=mine.pk).update(until=NOW + timedelta(days=3))
    with pytest.raises(CannotDelegate):
        delegate(holding=mine, to=wati, until=WEEK, by=agus, now=NOW)


def test_to_whom_and_by_whom(dindik, agus, wati, budi, tono, sari):
    mine = Holding.objects.get(person=agus)
    for to in (budi, tono, agus):
        with pytest.raises(CannotDelegate):
            delegate(holding=mine, to=to, until=WEEK, by=agus, now=NOW)
    for by in (wati, sari):
        with pytest.raises(CannotDelegate):
            delegate(holding=mine, to=wati, until=WEEK, by=by, now=NOW)


def test_a_stand_in_cannot_pass_it_on_and_twice_is_once(dindik, agus, wati, tono):
    hold(tono, Role.INNOVATOR, dindik)
    mine = Holding.objects.get(person=agus)
    stand_in = delegate(holding=mine, to=wati, until=WEEK, by=agus, now=NOW)
    with pytest.raises(CannotDelegate):
        delegate(holding=stand_in, to=tono, until=WEEK, by=wati, now=NOW)
    with pytest.raises(CannotDelegate):
        delegate(holding=mine, to=wati, until=WEEK, by=agus, now=NOW)


def test_the_database_refuses_a_delegation_without_end(dindik, agus, wati):
    mine = Holding.objects.get(person=agus)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(person=wati, role=Role.LOCAL_ADMIN, organisation=dindik, since=NOW, delegated_from=mine)


def test_pages(dindik, agus, wati, budi, signed_in, time_machine):
    time_machine.move_to(NOW, tick=False)
    mine = Holding.objects.get(person=agus)
    client = signed_in(agus)
    page = reverse("people:delegate", args=[mine.pk])
    assert wati.name in client.get(page).content.decode()
    answer = client.post(page, {"to": budi.pk, "until": "2021-10-11"})
    assert answer.status_code == 200 and Holding.objects.filter(delegated_from=mine).count() == 0
    answer = client.post(page, {"to": wati.pk, "until": "kemarin dulu"})
    assert "kemarin dulu" in answer.content.decode()
    answer = client.post(page, {"to": wati.pk, "until": "2021-10-11"})
    assert answer.status_code == 302
    stand_in = Holding.objects.get(delegated_from=mine)
    assert stand_in.until.isoformat() == "2021-10-11T16:59:59+00:00"
    assert "11 Oktober 2021" in client.get(reverse("people:me")).content.decode()
    assert client.post(reverse("people:holding_end", args=[stand_in.pk])).url == reverse("people:me")
    stand_in.refresh_from_db()
    assert stand_in.until == NOW
    client = signed_in(budi)
    assert client.get(page).status_code == 404
    assert client.post(reverse("people:holding_end", args=[mine.pk])).status_code == 404


def test_the_last_admin_reads_why_not(dindik, agus, signed_in):
    answer = signed_in(agus).get(reverse("people:holding_end", args=[Holding.objects.get(person=agus).pk]))
    assert "button-danger" not in answer.content.decode()
    answer = signed_in(agus).post(reverse("people:holding_end", args=[Holding.objects.get(person=agus).pk]))
    assert answer.status_code == 302 and Holding.objects.get(person=agus).until is None
