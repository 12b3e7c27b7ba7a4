"""Inviting, accepting, and everything that can go wrong on the way."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.cast import NOW, PASSWORD, hold, person

from tuntas.journal.models import Line
from tuntas.kernel.events import wire
from tuntas.people.actions import NotAllowed
from tuntas.people.actions.holdings import delegate, end
from tuntas.people.actions.invitations import (
    AlreadyInvited,
    HasAccount,
    NotOpen,
    TooSoon,
    WrongAccount,
    accept,
    invite,
    register_invited,
    resend,
    withdraw,
)
from tuntas.people.models import Holding, Invitation, Person
from tuntas.people.rules import roles_at, roles_in
from tuntas.people.terms import InvitationState, PersonInvited, Role

LATER = NOW + timedelta(days=14)


@pytest.fixture
def offer(dindik, agus):
    return invite(email="Rini@Example.org ", role=Role.INNOVATOR, organisation=dindik, by=agus, now=NOW)


def page(invitation):
    return reverse("people:invitation", args=[invitation.token])


@pytest.fixture(autouse=True)
def stand_still(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_invited(offer, django_capture_on_commit_callbacks, dindik, agus):
    assert offer.email == "rini@example.org" and offer.expires_at == LATER and len(offer.token) == 32
    assert Line.objects.get().act == "people.invited" and "rini" not in str(Line.objects.get().data)
    told = []
    from tuntas.lobby.wiring import WIRING

    wire({PersonInvited: [told.append]})
    try:
        with django_capture_on_commit_callbacks(execute=True):
            again = invite(email="b@example.org", role=Role.INNOVATOR, organisation=dindik, by=agus, now=NOW)
    finally:
        wire(WIRING)
    assert told == [PersonInvited(again.pk)]


def test_who_may_invite(dindik, dukcapil, jateng, pekalongan, agus, wati, budi, tono, sari):
    for by in (wati, budi, tono):
        with pytest.raises(NotAllowed):
            invite(email="x@example.org", role=Role.INNOVATOR, organisation=dindik, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        invite(email="x@example.org", role=Role.INNOVATOR, organisation=dukcapil, by=agus, now=NOW)
    with pytest.raises(NotAllowed):  # a role no organisation has
        invite(email="x@example.org", role=Role.OPERATOR, organisation=dindik, by=agus, now=NOW)
    with pytest.raises(NotAllowed):
        invite(email="x@example.org", role=Role.JUROR, place=jateng, by=agus, now=NOW)
    with pytest.raises(NotAllowed):  # operators live at the province only
        invite(email="x@example.org", role=Role.OPERATOR, place=pekalongan, by=sari, now=NOW)
    with pytest.raises(NotAllowed):
        invite(email="x@example.org", role=Role.OPERATOR, place=jateng, by=sari, now=NOW)
    hold(tono, Role.OPERATOR, jateng)
    assert invite(email="o@example.org", role=Role.OPERATOR, place=jateng, by=tono, now=NOW)
    assert invite(email="x@example.org", role=Role.JUROR, place=jateng, by=sari, now=NOW).place == jateng
    assert invite(email="x@example.org", role=Role.LOCAL_ADMIN, organisation=dindik, by=sari, now=NOW)


def test_a_stand_in_invites_writers_but_no_admins(dindik, agus, wati):
    mine = Holding.objects.get(person=agus)
    delegate(holding=mine, to=wati, until=NOW + timedelta(days=2), by=agus, now=NOW)
    assert invite(email="x@example.org", role=Role.INNOVATOR, organisation=dindik, by=wati, now=NOW)
    with pytest.raises(NotAllowed):
        invite(email="x@example.org", role=Role.LOCAL_ADMIN, organisation=dindik, by=wati, now=NOW)


def test_once_is_enough(offer, dindik, agus, wati):
    with pytest.raises(AlreadyInvited):
        invite(email="RINI@example.org", role=Role.INNOVATOR, organisation=dindik, by=agus, now=NOW)
    with pytest.raises(AlreadyInvited):
        invite(email=wati.email, role=Role.INNOVATOR, organisation=dindik, by=agus, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            email="RINI@example.org",
            role=Role.INNOVATOR,
            organisation=dindik,
            token="x",
            invited_by=agus,
            invited_at=NOW,
            sent_at=NOW,
            expires_at=LATER,
        )
    fresh = invite(email="rini@example.org", role=Role.INNOVATOR, organisation=dindik, by=agus, now=LATER)
    offer.refresh_from_db()
    assert offer.withdrawn_at == LATER and fresh.withdrawn_at is None


def test_accept_by_somebody_signed_in(offer, dindik, signed_in):
    rini = person("Rini Contoh")
    client = signed_in(rini)
    assert "Dinas Pendidikan" in client.get(page(offer)).content.decode()
    assert roles_in(rini, dindik, NOW) == frozenset()  # looking accepts nothing
    assert client.post(page(offer)).url == reverse("people:me")
    assert roles_in(rini, dindik, NOW) == {Role.INNOVATOR}
    again = client.post(page(offer))  # the other tab
    assert again.status_code == 200 and "sudah menerima" in again.content.decode()
    assert Holding.objects.filter(person=rini).count() == 1
    assert list(Line.objects.order_by("number").values_list("act", flat=True)) == [
        "people.invited",
        "people.role_given",
        "people.invitation_accepted",
    ]


def test_two_tabs_at_the_level_of_the_action(offer):
    rini = person("Rini Contoh")
    first, second = Invitation.objects.get(pk=offer.pk), Invitation.objects.get(pk=offer.pk)
    accept(invitation=first, by=rini, now=NOW)
    with pytest.raises(NotOpen) as refused:
        accept(invitation=second, by=rini, now=NOW)
    assert refused.value.state == InvitationState.ACCEPTED


def test_a_foreign_address_cannot_accept(offer, tono, dindik, signed_in):
    with pytest.raises(WrongAccount):
        accept(invitation=offer, by=tono, now=NOW)
    client = signed_in(tono)
    for answer in (client.get(page(offer)), client.post(page(offer))):
        text = answer.content.decode()
        assert answer.status_code == 403 and "rini@example.org" not in text and "r•••@example.org" in text
    assert roles_in(tono, dindik, NOW) == frozenset()


def test_an_unconfirmed_address_cannot_accept(offer, tono):
    EmailAddress.objects.create(user=tono, email="rini@example.org", verified=False)
    with pytest.raises(WrongAccount):
        accept(invitation=offer, by=tono, now=NOW)
    EmailAddress.objects.filter(email="rini@example.org").update(verified=True)
    assert accept(invitation=offer, by=tono, now=NOW)


def test_somebody_new_registers_through_the_invitation(offer, dindik, client, mailoutbox):
    first = client.get(page(offer))
    assert first.status_code == 200 and "no-store" in first["Cache-Control"]
    weak = client.post(page(offer), {"name": "Rini Contoh", "password": "12345"})
    assert (
        weak.status_code == 200
        and "Rini Contoh" in weak.content.decode()
        and not Person.objects.filter(email="rini@example.org")
    )
    done = client.post(page(offer), {"name": "Rini Contoh", "password": PASSWORD})
    assert done.status_code == 302 and done.url == reverse("people:me")
    rini = Person.objects.get(email="rini@example.org")
    assert client.get(done.url).context["user"] == rini
    assert rini.check_password(PASSWORD) and rini.language == "id"
    assert EmailAddress.objects.get(user=rini).verified
    assert roles_in(rini, dindik, NOW) == {Role.INNOVATOR}
    assert mailoutbox == []  # nothing more to confirm


def test_registering_does_not_choose_the_address(offer, client):
    client.post(page(offer), {"name": "Rini", "password": PASSWORD, "email": "evil@example.org"})
    assert not Person.objects.filter(email="evil@example.org").exists()


def test_somebody_with_an_account_is_sent_to_sign_in(offer, client):
    rini = person("Rini Contoh")
    text = client.get(page(offer)).content.decode()
    assert f"{reverse('account_login')}?next=/akun/undangan/" in text and 'type="password"' not in text
    client.post(page(offer), {"name": "Palsu", "password": PASSWORD})
    assert Person.objects.get(email="rini@example.org").name == "Rini Contoh"
    with pytest.raises(HasAccount):
        register_invited(invitation=offer, name="Palsu", password=PASSWORD, language="id", now=NOW)
    answer = client.post(f"{reverse('account_login')}?next={page(offer)}", {"login": rini.email, "password": PASSWORD})
    assert answer.url == page(offer)


@pytest.mark.parametrize("signed", [True, False])
def test_expired_withdrawn_and_used_each_have_a_page(offer, dindik, agus, client, time_machine, signed):
    rini = person("Rini Contoh")
    time_machine.move_to(LATER, tick=False)
    if signed:
        client.force_login(rini)
    expired = client.get(page(offer))
    assert expired.status_code == 410 and "kedaluwarsa" in expired.content.decode()
    assert client.post(page(offer), {"name": "Rini", "password": PASSWORD}).status_code == 410
    resend(invitation=offer, by=agus, now=LATER)
    withdraw(invitation=offer, by=agus, now=LATER)
    gone = client.get(page(offer))
    assert gone.status_code == 410 and "ditarik" in gone.content.decode()
    assert roles_in(rini, dindik, LATER) == frozenset()
    other = invite(email="rini@example.org", role=Role.INNOVATOR, organisation=dindik, by=agus, now=LATER)
    accept(invitation=other, by=rini, now=LATER)
    used = client.get(page(other))
    assert used.status_code == (200 if signed else 410)


def test_unknown_tokens(client, db):
    for token in ("x", "a" * 4000, "undangan"):
        assert client.get(reverse("people:invitation", args=[token])).status_code == 404


def test_resend(offer, agus, budi):
    with pytest.raises(TooSoon):
        resend(invitation=offer, by=agus, now=NOW + timedelta(minutes=9))
    with pytest.raises(NotAllowed):
        resend(invitation=offer, by=budi, now=LATER)
    fresh = resend(invitation=offer, by=agus, now=LATER)
    assert fresh.expires_at == LATER + timedelta(days=14) and fresh.token == offer.token
    withdraw(invitation=offer, by=agus, now=LATER)
    for act in (resend, withdraw):
        with pytest.raises(NotOpen):
            act(invitation=offer, by=agus, now=LATER + timedelta(days=1))


def test_accepting_what_one_holds_already_adds_nothing(dindik, agus, tono):
    offer = invite(email=tono.email, role=Role.INNOVATOR, organisation=dindik, by=agus, now=NOW)
    hold(tono, Role.INNOVATOR, dindik)
    accept(invitation=offer, by=tono, now=NOW)
    assert Holding.objects.filter(person=tono).count() == 1


def test_after_an_end_one_can_be_invited_again(dindik, agus, wati):
    end(holding=Holding.objects.get(person=wati), by=agus, now=NOW)
    offer = invite(email=wati.email, role=Role.INNOVATOR, organisation=dindik, by=agus, now=NOW)
    accept(invitation=offer, by=wati, now=NOW)
    assert roles_in(wati, dindik, NOW) == {Role.INNOVATOR}


def test_at_a_place(jateng, sari, tono, signed_in):
    client = signed_in(sari)
    address = reverse("people:place_invitations")
    wrong = client.post(address, {"email": tono.email, "role": "village_officer", "place": "33"})
    assert wrong.status_code == 200 and not Invitation.objects.exists()
    assert client.post(address, {"email": tono.email, "role": "juror", "place": "33"}).url == address
    assert tono.email in client.get(address).content.decode()
    signed_in(tono).post(page(Invitation.objects.get()))
    assert roles_at(tono, jateng, NOW) == {Role.JUROR}


def test_pages_of_the_admin(dindik, agus, wati, budi, tono, signed_in):
    client = signed_in(agus)
    address = reverse("people:invite", args=[dindik.pk])
    assert client.get(address).status_code == 200
    bad = client.post(address, {"email": "bukan alamat", "role": "innovator", "name": "Rini"})
    assert bad.status_code == 200 and "bukan alamat" in bad.content.decode() and "Rini" in bad.content.decode()
    assert client.post(address, {"email": "r@example.org", "role": "operator"}).status_code == 200
    assert not Invitation.objects.exists()
    assert client.post(address, {"email": "r@example.org", "role": "innovator"}).status_code == 302
    offer = Invitation.objects.get()
    shown = client.get(reverse("people:organisation", args=[dindik.pk])).content.decode()
    assert "r@example.org" in shown and offer.token not in shown  # the link is for the owner of the address only
    soon = client.post(reverse("people:invitation_resend", args=[offer.pk]), follow=True)
    assert "sepuluh menit" in soon.content.decode()
    assert client.get(reverse("people:invitation_withdraw", args=[offer.pk])).status_code == 200
    for who in (wati, budi, tono):
        assert signed_in(who).get(address).status_code == 403
        assert signed_in(who).post(reverse("people:invitation_withdraw", args=[offer.pk])).status_code == 403
    assert signed_in(agus).post(reverse("people:invitation_withdraw", args=[offer.pk])).status_code == 302
    offer.refresh_from_db()
    assert offer.withdrawn_at is not None
    for who in (agus, tono):
        assert signed_in(who).get(reverse("people:place_invitations")).status_code == 403
