"""Accounts, organisations and messages in a real browser: both languages, both widths, nobody shut out."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.cast import PASSWORD
from tuntas.kernel.clock import now
from tuntas.notices.actions import tell
from tuntas.people.actions.holdings import delegate
from tuntas.people.actions.invitations import invite
from tuntas.people.actions.joining import ask_to_join
from tuntas.people.models import Holding, Person
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def office(dindik: Any, agus: Person, wati: Person, tono: Person, sari: Person) -> Any:
    """An office where something is going on: a stand-in, a request, two invitations, messages."""
    delegate(holding=Holding.objects.get(person=agus), to=wati, until=now() + timedelta(days=9), by=agus, now=now())
    ask_to_join(organisation=dindik, note="Staf seksi data", by=tono, now=now())
    invite(email="rini@example.org", name="Rini", role=Role.INNOVATOR, organisation=dindik, by=agus, now=now())
    invite(email="lama@example.org", role=Role.LEADER, organisation=dindik, by=agus, now=now() - timedelta(days=20))
    for number in range(3):
        tell(person=agus, kind="kipp.x", title=f"Usulan {number} dikembalikan", body="Mohon lengkapi.", now=now(),
             link="/akun/saya/", title_en=f"Entry {number} returned", body_en="Please complete it.")  # fmt: skip
    return dindik


@pytest.mark.parametrize("language", ["id", "en"])
def test_doors(page: Any, live_server: Any, speak: Any, check: Any, db: None, language: str):
    speak(language)
    for name in ("account_login", "account_signup", "account_reset_password", "account_email_verification_sent"):
        page.goto(live_server.url + reverse(name))
        check(page, name=f"{name}-{language}")
    page.goto(live_server.url + reverse("account_signup"))
    page.fill("#id_name", "www.menang.example")
    page.fill("#id_email", "rini@example.org")
    page.fill("#id_password1", "pendek")
    page.click("main form button")
    page.wait_for_selector(".errors")
    check(page, name=f"signup-wrong-{language}")


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages(page: Any, live_server: Any, speak: Any, check: Any, sign_in: Any, office: Any, language: str,
               agus: Person, sari: Person, tono: Person, wati: Person):  # fmt: skip
    speak(language)
    mine = Holding.objects.get(person=agus, delegated_from=None)
    asked = tono.join_requests.get()
    offer = office.invitations.get(email="rini@example.org")

    def look(who: Person | None, name: str, *args: Any) -> None:
        sign_in(who)
        page.goto(live_server.url + reverse(name, args=args))
        check(page, name=f"{name.replace(':', '-')}-{language}-{who.name.split()[0].lower() if who else 'none'}")

    look(agus, "people:me")
    look(tono, "people:me")
    look(agus, "people:profile")
    look(agus, "people:everywhere_out")
    look(sari, "people:organisations")
    look(tono, "people:organisations")
    look(agus, "people:organisation", office.pk)
    look(tono, "people:organisation", office.pk)
    look(sari, "people:organisation_new")
    look(sari, "people:place_invitations")
    look(agus, "people:invite", office.pk)
    look(agus, "people:join_request", asked.pk)
    look(sari, "people:join", office.pk)
    look(agus, "people:delegate", mine.pk)
    look(wati, "people:holding_end", Holding.objects.get(delegated_from=mine).pk)
    look(agus, "people:invitation_withdraw", offer.pk)
    look(None, "people:invitation", offer.token)
    look(agus, "notices:list")
    look(agus, "notices:choices")
    look(agus, "mfa_index")
    look(agus, "account_email")
    look(agus, "account_change_password")
    sign_in(tono)
    page.goto(live_server.url + reverse("people:join_search") + "?q=pendidikan")
    check(page, name=f"join-search-{language}")


def test_from_registration_to_the_organisation(plain_page: Any, live_server: Any, office: Any, mailoutbox: Any):
    """Without JavaScript: register, confirm by the letter's link, find the organisation, ask to be let in."""
    page = plain_page
    page.goto(live_server.url + reverse("account_signup"))
    page.fill("#id_name", "Rini Contoh")
    page.fill("#id_email", "rini.baru@example.org")
    page.fill("#id_password1", "sawah-luas-hijau")
    page.click("main form button")
    link = next(line for line in mailoutbox[-1].body.split() if "/confirm-email/" in line)
    page.goto(link)
    page.click("main form button")
    assert page.url.endswith(reverse("lobby:desk"))
    page.goto(live_server.url + reverse("people:join_search"))
    page.fill("#q", "pendidikan")
    page.click("main form button")
    page.click("text=Dinas Pendidikan")
    page.click("text=Saya bekerja di sini")
    page.fill("#id_note", "Guru")
    page.click("main form button")
    assert "Menunggu admin lokal" in page.inner_text("main")


def test_an_invitation_from_letter_to_desk(page: Any, live_server: Any, office: Any):
    offer = office.invitations.get(email="rini@example.org")
    page.goto(live_server.url + reverse("people:invitation", args=[offer.token]))
    assert page.input_value("#id_name") == "Rini"
    page.fill("#id_name", "Rini Contoh")
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/akun/saya/")
    assert "Dinas Pendidikan" in page.inner_text("main")
    assert roles_in(Person.objects.get(email="rini@example.org"), office, now()) == {Role.INNOVATOR}
