"""Sign-in, a session that died, and passwords."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD

from tuntas.journal.models import Line
from tuntas.people.models import Person
from tuntas.people.tests.doors import LOGIN, NEW, SIGNUP, link_in, sign_in


def test_the_same_answer_whether_the_account_exists(client, rini):
    wrong = sign_in(client, rini, "salah-sekali-ini").content.decode()
    unknown = client.post(LOGIN, {"login": "siapa@example.org", "password": "salah-sekali-ini"}).content.decode()
    said = "Alamat email atau kata sandi tidak cocok"
    assert said in wrong and said in unknown


def test_signing_in_speaks_the_persons_language(client, rini):
    Person.objects.update(language="en")
    sign_in(client, rini)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "My account" in client.get(reverse("people:me")).content.decode()


@pytest.mark.parametrize(
    "target", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", "/\\jahat.example"]
)
def test_next_stays_in_the_house(client, rini, target):
    assert sign_in(client, rini, next=target).url == reverse("lobby:desk")


def test_next_inside_the_house(client, rini):
    page = client.get(f"{LOGIN}?next=/akun/saya/ubah/").content.decode()
    assert 'name="next" value="/akun/saya/ubah/"' in page
    assert sign_in(client, rini, next="/akun/saya/ubah/").url == "/akun/saya/ubah/"


def test_a_closed_account(client, rini):
    Person.objects.update(is_active=False)
    answer = sign_in(client, rini)
    assert "_auth_user_id" not in client.session
    assert answer.url == reverse("account_inactive") and client.get(answer.url).status_code == 200


def test_closing_an_account_ends_its_sessions(client, rini):
    sign_in(client, rini)
    Person.objects.update(is_active=False)
    assert client.get(reverse("people:me")).status_code == 302


def test_too_many_attempts(client, rini):
    for _ in range(5):
        sign_in(client, rini, "salah-sekali-ini")
    assert "Terlalu banyak percobaan" in sign_in(client, rini).content.decode()  # even the right one must wait
    assert "_auth_user_id" not in client.session


def test_too_many_registrations_from_one_place(client, db):
    for number in range(20):
        client.post(SIGNUP, NEW | {"email": f"r{number}@example.org", "name": ""})
    answer = client.post(SIGNUP, NEW)
    assert answer.status_code == 429 and "Mohon tunggu sebentar" in answer.content.decode()


def test_signing_out_is_a_post(client, rini):
    sign_in(client, rini)
    assert client.get(reverse("account_logout")).status_code == 200 and "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_dead_session_leads_back_to_the_page_of_the_form(client, rini):
    answer = client.post(reverse("people:everywhere_out"), HTTP_REFERER="http://testserver/akun/organisasi/7/?page=2")
    assert parse_qs(urlsplit(answer.url).query) == {"next": ["/akun/organisasi/7/?page=2"]}


@pytest.mark.parametrize("referer", ["https://jahat.example/akun/", "", "javascript:alert(1)", "http://[broken"])
def test_a_foreign_page_is_not_followed(client, db, referer):
    answer = client.post(reverse("people:everywhere_out"), HTTP_REFERER=referer)
    assert answer.url == f"{LOGIN}?next={reverse('people:everywhere_out')}"


def test_a_script_without_session_gets_401(client, db):
    answer = client.post(reverse("people:profile"), HTTP_ACCEPT="application/json")
    assert answer.status_code == 401 and "Masuklah" in answer.json()["sign_in"]


def test_forgotten_password(client, rini, mailoutbox):
    reset = reverse("account_reset_password")
    for email in (rini.email, "siapa@example.org"):
        assert client.post(reset, {"email": email}).url == reverse("account_reset_password_done")
    known, unknown = mailoutbox
    assert known.subject.endswith("Buat kata sandi baru") and unknown.subject.endswith(
        "Tidak ada akun dengan alamat ini"
    )
    path = link_in(known)
    page = client.get(path, follow=True)
    form_at = page.request["PATH_INFO"]
    short = client.post(form_at, {"password1": "pendek", "password2": "pendek"})
    assert 'class="errors"' in short.content.decode()
    client.post(form_at, {"password1": "gunung-biru-tinggi", "password2": "gunung-biru-tinggi"})
    rini.refresh_from_db()
    assert rini.check_password("gunung-biru-tinggi")
    assert "people.password_changed" in Line.objects.values_list("act", flat=True)
    assert mailoutbox[-1].subject.endswith("Kata sandi Anda telah diganti")
    assert "tidak berlaku lagi" in Client().get(path, follow=True).content.decode()


def test_letters_come_in_the_readers_language(client, rini, mailoutbox):
    Person.objects.update(language="en")
    client.post(reverse("account_reset_password"), {"email": rini.email})
    assert mailoutbox[0].subject == "[Tuntas] Choose a new password"


def test_changing_the_password_ends_other_sessions(client, rini, mailoutbox):
    other = Client()
    sign_in(other, rini)
    sign_in(client, rini)
    words = {"oldpassword": PASSWORD, "password1": "gunung-biru-tinggi", "password2": "gunung-biru-tinggi"}
    wrong = client.post(reverse("account_change_password"), words | {"oldpassword": "salah-sekali"})
    assert "Kata sandi sekarang tidak cocok" in wrong.content.decode()
    assert client.post(reverse("account_change_password"), words).url == reverse("people:me")
    assert client.get(reverse("people:me")).status_code == 200
    assert other.get(reverse("people:me")).status_code == 302
    assert "WIB" in mailoutbox[-1].body and "Peramban:" in mailoutbox[-1].body


def test_what_was_typed_waits_behind_the_sign_in(client, rini):
    page = reverse("people:profile")
    typed = {"name": "Rini Contoh dari Talun", "password": "rahasia sekali lagi"}
    answer = client.post(page, typed, HTTP_REFERER=f"http://testserver{page}")
    assert answer.status_code == 302
    sign_in(client, rini)
    assert "Tulisan Anda kembali" not in client.get(reverse("people:me")).content.decode()
    shown = client.get(page).content.decode()
    assert "Tulisan Anda kembali" in shown and "Rini Contoh dari Talun" in shown and "rahasia" not in shown
    assert "Tulisan Anda kembali" not in client.get(page).content.decode(), "shown once"
