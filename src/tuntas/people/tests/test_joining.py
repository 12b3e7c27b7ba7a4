"""Asking to join an organisation."""

import pytest
from django.urls import reverse
from tests.cast import NOW

from tuntas.people.actions import NotAllowed
from tuntas.people.actions.joining import (
    AlreadyAsked,
    AlreadyDecided,
    ReasonWanted,
    accept_request,
    ask_to_join,
    decline_request,
    take_back,
)
from tuntas.people.models import JoinRequest
from tuntas.people.rules import roles_in
from tuntas.people.terms import JoinOutcome, Role


@pytest.fixture
def asked(dindik, tono):
    return ask_to_join(organisation=dindik, note="Staf data", by=tono, now=NOW)


def test_accepted(asked, dindik, agus, tono):
    accept_request(request=asked, by=agus, now=NOW)
    assert roles_in(tono, dindik, NOW) == {Role.INNOVATOR}
    with pytest.raises(AlreadyDecided):
        decline_request(request=asked, reason="Tidak", by=agus, now=NOW)
    with pytest.raises(AlreadyAsked):
        ask_to_join(organisation=dindik, note="", by=tono, now=NOW)


def test_declined_needs_a_reason_and_can_be_asked_again(asked, dindik, agus, tono):
    with pytest.raises(ReasonWanted):
        decline_request(request=asked, reason="  ", by=agus, now=NOW)
    decline_request(request=asked, reason="Tidak kami kenal", by=agus, now=NOW)
    assert roles_in(tono, dindik, NOW) == frozenset()
    assert ask_to_join(organisation=dindik, note="Sungguh", by=tono, now=NOW).pk != asked.pk


def test_twice_is_once(asked, dindik, tono):
    with pytest.raises(AlreadyAsked):
        ask_to_join(organisation=dindik, note="", by=tono, now=NOW)
    take_back(request=asked, by=tono, now=NOW)
    assert ask_to_join(organisation=dindik, note="", by=tono, now=NOW)


def test_nobody_else_decides(asked, agus, wati, budi, tono):
    for by in (wati, budi, tono):
        with pytest.raises(NotAllowed):
            accept_request(request=asked, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        take_back(request=asked, by=agus, now=NOW)


def test_an_operator_does_not_let_themself_in(dindik, sari):
    mine = ask_to_join(organisation=dindik, note="", by=sari, now=NOW)
    with pytest.raises(NotAllowed):
        accept_request(request=mine, by=sari, now=NOW)


def test_pages(dindik, agus, budi, tono, signed_in, time_machine):
    time_machine.move_to(NOW, tick=False)
    client = signed_in(tono)
    found = client.get(reverse("people:join_search"), {"q": "pendidikan"}).content.decode()
    assert dindik.name in found
    outside = client.get(reverse("people:organisation", args=[dindik.pk])).content.decode()
    assert dindik.name in outside and agus.name not in outside and agus.email not in outside
    there = reverse("people:join", args=[dindik.pk])
    assert client.post(there, {"note": ""}).status_code == 200
    assert client.post(there, {"note": "x" * 301}).status_code == 200
    assert client.post(there, {"note": "Staf <b>data</b>"}).status_code == 302
    assert client.post(there, {"note": "Lagi"}).status_code == 200
    asked = JoinRequest.objects.get()
    decide = reverse("people:join_request", args=[asked.pk])
    assert client.get(decide).status_code == 404
    assert signed_in(budi).post(decide, {"answer": "accept"}).status_code == 404
    client = signed_in(agus)
    shown = client.get(reverse("people:organisation", args=[dindik.pk])).content.decode()
    assert "Staf &lt;b&gt;data&lt;/b&gt;" in shown
    assert client.post(decide, {"answer": "decline", "reason": ""}).status_code == 200
    assert client.post(decide, {"answer": "accept"}).status_code == 302
    late = client.post(decide, {"answer": "decline", "reason": "Terlambat"})
    assert late.status_code == 200 and "sudah dijawab" in late.content.decode()
    asked.refresh_from_db()
    assert asked.outcome == JoinOutcome.ACCEPTED


def test_taking_back(asked, tono, budi, signed_in):
    address = reverse("people:join_take_back", args=[asked.pk])
    assert signed_in(budi).post(address).status_code == 404
    assert signed_in(tono).get(address).status_code == 405
    signed_in(tono).post(address)
    signed_in(tono).post(address)
    asked.refresh_from_db()
    assert asked.outcome == JoinOutcome.WITHDRAWN
