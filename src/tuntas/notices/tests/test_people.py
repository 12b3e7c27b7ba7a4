"""What people are told of invitations, requests, stand-ins and endings: by the real wiring of these handlers."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.cast import NOW, hold

from tuntas.kernel.events import wire
from tuntas.lobby.wiring import WIRING
from tuntas.notices import actions
from tuntas.notices.models import Notice
from tuntas.people.actions.holdings import delegate, end
from tuntas.people.actions.invitations import accept, invite
from tuntas.people.actions.joining import accept_request, ask_to_join, decline_request
from tuntas.people.models import Holding, Organisation
from tuntas.people.terms import (
    HoldingEnded,
    InvitationAccepted,
    JoinDecided,
    JoinRequested,
    PersonInvited,
    Role,
    RoleDelegated,
)

HANDLERS = {
    PersonInvited: [actions.tell_invited],
    InvitationAccepted: [actions.tell_accepted],
    JoinRequested: [actions.tell_join_requested],
    JoinDecided: [actions.tell_join_decided],
    RoleDelegated: [actions.tell_delegated],
    HoldingEnded: [actions.tell_ended],
}


@pytest.fixture
def happen(django_capture_on_commit_callbacks, time_machine) -> Iterator[object]:
    """`with happen():` lets what was done commit, and the handlers react."""
    time_machine.move_to(NOW, tick=False)
    wire(HANDLERS)
    yield lambda: django_capture_on_commit_callbacks(execute=True)
    wire(WIRING)


def test_somebody_new_gets_the_link_in_both_languages(dindik, agus, mailoutbox, happen):
    with happen():
        offer = invite(email="rini@example.org", role=Role.LOCAL_ADMIN, organisation=dindik, by=agus, now=NOW)
    letter = mailoutbox[0]
    assert letter.to == ["rini@example.org"]
    assert "Agus Admin mengundang Anda ke Tuntas sebagai Admin lokal di Dinas Pendidikan" in letter.body
    assert "Agus Admin invites you to Tuntas as Local admin" in letter.body
    assert letter.body.count(f"http://localhost:8000/akun/undangan/{offer.token}/") == 2
    assert "18 Oktober 2021" in letter.body and "18 October 2021" in letter.body


def test_somebody_with_an_account_reads_it_here_too(dindik, agus, tono, mailoutbox, happen):
    with happen():
        offer = invite(email=tono.email, role=Role.INNOVATOR, organisation=dindik, by=agus, now=NOW)
    assert len(mailoutbox) == 1 and Notice.objects.get(person=tono).kind == "people.invited"
    with happen():
        accept(invitation=offer, by=tono, now=NOW)
    notice = Notice.objects.get(person=agus)
    assert notice.title == "Tono Warga menerima undangan Anda"
    assert notice.title_en == "Tono Warga accepted your invitation"
    assert notice.link == f"/akun/organisasi/{dindik.pk}/"


def test_at_a_place(jateng, sari, tono, happen):
    with happen():
        offer = invite(email=tono.email, role=Role.JUROR, place=jateng, by=sari, now=NOW)
    with happen():
        accept(invitation=offer, by=tono, now=NOW)
    assert "Jawa Tengah" in Notice.objects.get(person=sari).body


def test_a_request_reaches_the_local_admin_and_its_answer_the_asker(dindik, agus, wati, tono, sari, happen):
    with happen():
        asked = ask_to_join(organisation=dindik, note="Staf", by=tono, now=NOW)
    assert [notice.person for notice in Notice.objects.all()] == [agus]
    with happen():
        decline_request(request=asked, reason="Tidak kami kenal", by=agus, now=NOW)
    assert Notice.objects.get(person=tono).body == "Alasan: Tidak kami kenal"
    with happen():
        accept_request(request=ask_to_join(organisation=dindik, note="", by=tono, now=NOW), by=agus, now=NOW)
    assert Notice.objects.filter(person=tono).latest("pk").title.startswith("Anda kini tergabung")


def test_a_request_without_local_admin_reaches_the_parent_or_the_operators(dindik, dukcapil, agus, tono, sari, happen):
    unit = Organisation.objects.create(name="Unit", kind="regency", place=dindik.place, parent=dindik)
    with happen():
        ask_to_join(organisation=unit, note="", by=tono, now=NOW)
        ask_to_join(organisation=dukcapil, note="", by=tono, now=NOW)
    assert {notice.person for notice in Notice.objects.all()} == {agus, sari}


def test_stand_in_and_ending(dindik, agus, wati, tono, happen):
    hold(tono, Role.LOCAL_ADMIN, dindik)
    mine = Holding.objects.get(person=agus)
    with happen():
        delegate(holding=mine, to=wati, until=NOW + timedelta(days=7), by=agus, now=NOW)
    told = Notice.objects.get(person=wati)
    assert told.title == "Anda menggantikan Agus Admin" and "11 Oktober 2021" in told.body
    with happen():
        end(holding=mine, by=tono, now=NOW)
    assert Notice.objects.get(person=agus).title.startswith("Peran Anda sebagai Admin lokal")
    with happen():
        end(holding=Holding.objects.get(person=wati, role=Role.INNOVATOR), by=wati, now=NOW)
    assert Notice.objects.filter(person=wati).count() == 1  # who gives up a role knows it
