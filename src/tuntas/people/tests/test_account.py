"""One's own account: details, sessions, what the page shows."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.cast import NOW

from tuntas.journal.models import Line
from tuntas.people.actions.invitations import invite
from tuntas.people.models import Person
from tuntas.people.terms import Role

ME, PROFILE = reverse("people:me"), reverse("people:profile")
WORDS = {"name": "Tono Warga", "phone": "0812 3456 7890", "language": "en"}


def test_details_and_language(tono, signed_in):
    client = signed_in(tono)
    answer = client.post(PROFILE, WORDS)
    assert answer.url == ME and client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    text = client.get(ME).content.decode()
    assert "Your details have been saved." in text and "0812 3456 7890" in text
    line = Line.objects.get()
    assert (line.act, line.data) == ("people.profile_changed", {})


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 10_000},
        {"name": '"><script>alert(1)</script>'},
        {"phone": "telepon saja"},
        {"phone": "1" * 200},
        {"language": "jv"},
    ],
)
def test_bad_details(tono, signed_in, change):
    answer = signed_in(tono).post(PROFILE, WORDS | change)
    text = answer.content.decode()
    assert answer.status_code == 200 and 'class="errors"' in text and "<script>alert" not in text
    tono.refresh_from_db()
    assert (tono.name, tono.phone, tono.language) == ("Tono Warga", "", "id")


def test_markup_in_a_stored_name_is_shown_as_text(tono, agus, signed_in):
    Person.objects.filter(pk=agus.pk).update(name="<img src=x onerror=alert(1)>")  # came in by import
    for address in (ME, PROFILE, reverse("people:organisation", args=[agus.holdings.get().organisation_id])):
        text = signed_in(agus).get(address).content.decode()
        assert "<img src=x" not in text and "&lt;img src=x" in text


def test_out_everywhere_else(tono):
    here, there = Client(), Client()
    here.force_login(tono)
    there.force_login(tono)
    page = reverse("people:everywhere_out")
    assert here.get(page).status_code == 200 and there.get(ME).status_code == 200
    assert here.post(page).url == ME
    assert here.get(ME).status_code == 200
    assert there.get(ME).status_code == 302


def test_open_invitations_wait_on_the_page(dindik, agus, tono, budi, signed_in, time_machine):
    time_machine.move_to(NOW, tick=False)
    offer = invite(email=tono.email, role=Role.INNOVATOR, organisation=dindik, by=agus, now=NOW)
    assert reverse("people:invitation", args=[offer.token]) in signed_in(tono).get(ME).content.decode()
    assert offer.token not in signed_in(budi).get(ME).content.decode()


def test_what_i_may_do(agus, dindik, signed_in):
    text = signed_in(agus).get(ME).content.decode()
    assert dindik.name in text and "Admin lokal" in text
