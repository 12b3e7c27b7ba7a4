"""Organisations: who sees which, opening, changing, and the price of the pages."""

import pytest
from django.urls import reverse
from tests.cast import NOW, hold, person

from tuntas.people.actions import NotAllowed
from tuntas.people.actions.organisations import NameTaken, TooDeep, change_organisation, create_organisation
from tuntas.people.models import Holding, Invitation, JoinRequest, Organisation
from tuntas.people.terms import OrganisationKind, Role

LIST = reverse("people:organisations")


def test_opening_is_for_operators(pekalongan, sari, agus):
    words = {"kind": OrganisationKind.REGENCY, "place": pekalongan, "now": NOW}
    made = create_organisation(name="Dinas Kesehatan", by=sari, **words)
    assert made.place == pekalongan
    with pytest.raises(NotAllowed):
        create_organisation(name="Dinas Lain", by=agus, **words)
    with pytest.raises(NameTaken):
        create_organisation(name="DINAS KESEHATAN", by=sari, **words)
    unit = create_organisation(name="Puskesmas Contoh", by=sari, parent=made, **words)
    with pytest.raises(TooDeep):
        create_organisation(name="Pustu", by=sari, parent=unit, **words)


def test_changing(dindik, pekalongan, brebes, sari, agus, wati):
    change_organisation(organisation=dindik, name="Dinas Dikbud", by=agus, now=NOW)
    with pytest.raises(NotAllowed):
        change_organisation(organisation=dindik, name="X", place=brebes, by=agus, now=NOW)
    with pytest.raises(NotAllowed):
        change_organisation(organisation=dindik, name="X", by=wati, now=NOW)
    changed = change_organisation(organisation=dindik, name="Dinas", place=brebes, by=sari, now=NOW)
    assert changed.place == brebes and changed.kind == OrganisationKind.REGENCY


def test_what_the_list_shows(dindik, dukcapil, agus, sari, tono, signed_in):
    text = signed_in(agus).get(LIST).content.decode()
    assert dindik.name in text and dukcapil.name not in text
    text = signed_in(sari).get(LIST).content.decode()
    assert dindik.name in text and dukcapil.name in text
    text = signed_in(sari).get(LIST, {"q": "dukcapil", "kind": "regency", "place": "33.29"}).content.decode()
    assert dindik.name not in text and dukcapil.name in text
    assert dindik.name not in signed_in(tono).get(LIST).content.decode()


@pytest.mark.parametrize(
    "query", [{"place": "33.29' OR 1=1"}, {"kind": "x" * 999}, {"q": "%_" * 400}, {"page": "-4"}, {"place": "\x00"}]
)
def test_odd_filters(dindik, sari, signed_in, query):
    assert signed_in(sari).get(LIST, query).status_code == 200


def test_pages_for_operators(dindik, pekalongan, sari, agus, signed_in):
    new = reverse("people:organisation_new")
    client = signed_in(sari)
    assert client.get(new).status_code == 200
    assert client.get(new, {"induk": "9" * 40}).status_code == 404
    bad = client.post(new, {"name": "<script>alert(1)</script>", "kind": "agency", "place": "33.26"})
    assert bad.status_code == 200 and "<script>alert" not in bad.content.decode()
    assert client.post(new, {"name": "x" * 10_000, "kind": "agency", "place": "33.26"}).status_code == 200
    assert client.post(new, {"name": "Baru", "kind": "agency", "place": "Atlantis"}).status_code == 200
    taken = client.post(new, {"name": dindik.name, "kind": "regency", "place": "33.26"})
    assert taken.status_code == 200 and "sudah ada" in taken.content.decode().lower()
    done = client.post(f"{new}?induk={dindik.pk}", {"name": "SMP Contoh", "kind": "regency", "place": "33.26"})
    made = Organisation.objects.get(name="SMP Contoh")
    assert done.url == reverse("people:organisation", args=[made.pk]) and made.parent == dindik
    assert made.name in client.get(reverse("people:organisation", args=[dindik.pk])).content.decode()
    assert signed_in(agus).get(new).status_code == 403


def test_the_local_admin_changes_the_name_only(dindik, brebes, agus, wati, tono, signed_in):
    edit = reverse("people:organisation_edit", args=[dindik.pk])
    client = signed_in(agus)
    assert 'name="place"' not in client.get(edit).content.decode()
    client.post(edit, {"name": "Dinas Dikbud", "place": "33.29", "kind": "village"})
    dindik.refresh_from_db()
    assert (dindik.name, dindik.place_id, dindik.kind) == ("Dinas Dikbud", "33.26", "regency")
    for who in (wati, tono):
        assert signed_in(who).post(edit, {"name": "X"}).status_code == 403


def test_colleagues_see_names_but_not_addresses(dindik, agus, wati, signed_in):
    text = signed_in(wati).get(reverse("people:organisation", args=[dindik.pk])).content.decode()
    assert agus.name in text and agus.email not in text
    assert agus.email in signed_in(agus).get(reverse("people:organisation", args=[dindik.pk])).content.decode()


def test_every_page_asks_to_sign_in(dindik, agus, client):
    for name, args in [
        ("organisations", []),
        ("organisation_new", []),
        ("join_search", []),
        ("organisation", [dindik.pk]),
        ("organisation_edit", [dindik.pk]),
        ("invite", [dindik.pk]),
        ("join", [dindik.pk]),
        ("place_invitations", []),
        ("me", []),
        ("profile", []),
        ("everywhere_out", []),
        ("holding_end", [1]),
        ("delegate", [1]),
        ("join_request", [1]),
    ]:
        address = reverse(f"people:{name}", args=args)
        assert client.get(address).url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("rows", [2, 30])
def test_price_of_the_pages(
    dindik, pekalongan, agus, sari, signed_in, django_assert_max_num_queries, rows, time_machine
):
    time_machine.move_to(NOW, tick=False)
    for number in range(rows):
        there = Organisation.objects.create(
            name=f"Dinas {number:02}", kind=OrganisationKind.REGENCY, place=pekalongan, parent=dindik
        )
        who = person(f"w{number} Orang Contoh")
        hold(who, Role.INNOVATOR, dindik)
        hold(who, Role.LOCAL_ADMIN, there)
        JoinRequest.objects.create(person=who, organisation=dindik, asked_at=NOW)
        for where in ({"organisation": dindik}, {"place": pekalongan}):
            Invitation.objects.create(
                email=f"u{number}@example.org",
                role=Role.LEADER,
                token=f"{number}-{list(where)[0]}",
                invited_by=agus,
                invited_at=NOW,
                sent_at=NOW,
                expires_at=NOW,
                **where,
            )
    client = signed_in(sari)
    for address in (LIST, reverse("people:place_invitations"), reverse("people:join_search") + "?q=dinas"):
        with django_assert_max_num_queries(12):
            client.get(address)
    for who in (sari, agus):
        client = signed_in(who)
        with django_assert_max_num_queries(12):
            assert "w0 Orang" in client.get(reverse("people:organisation", args=[dindik.pk])).content.decode()
    client = signed_in(agus)
    with django_assert_max_num_queries(12):
        client.get(reverse("people:me"))
    assert Holding.objects.count() >= rows
