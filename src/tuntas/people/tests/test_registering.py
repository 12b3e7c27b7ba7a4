"""Registration with e-mail confirmation, by real letters."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tuntas.journal.models import Line
from tuntas.people.models import Person
from tuntas.people.tests.doors import LOGIN, NEW, SIGNUP, link_in, sign_in


def test_registration_with_the_link_from_the_letter(client, db, mailoutbox):
    assert client.get(SIGNUP).status_code == 200
    answer = client.post(SIGNUP, NEW, follow=True)
    assert "buka email Anda" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    rini = Person.objects.get()
    assert (rini.email, rini.name, rini.language) == ("rini@example.org", "Rini Contoh", "id")
    assert Line.objects.get().act == "people.registered"
    letter = mailoutbox.pop()
    assert letter.to == ["rini@example.org"] and letter.subject == "[Tuntas] Konfirmasi pendaftaran Anda"
    assert "Yth. Rini Contoh," in letter.body and "Selamat datang." in letter.body
    refused = sign_in(client, rini, NEW["password1"])  # not before the address is confirmed
    assert refused.url == reverse("account_email_verification_sent")
    page = client.get(link_in(letter))
    assert (
        page.status_code == 200 and not EmailAddress.objects.get().verified
    )  # a scanner opening links confirms nothing
    done = client.post(link_in(letter))
    assert EmailAddress.objects.get().verified
    assert done.url == reverse("lobby:desk") and client.get(reverse("people:me")).status_code == 200
    other = Client()
    assert "tidak berlaku lagi" in other.get(link_in(letter)).content.decode()
    assert sign_in(other, rini, NEW["password1"]).url == reverse("lobby:desk")


def test_confirming_in_another_browser_signs_nobody_in(client, db, mailoutbox):
    client.post(SIGNUP, NEW)
    other = Client()
    assert other.post(link_in(mailoutbox[0])).url == LOGIN
    assert "_auth_user_id" not in other.session


def test_registration_in_english(client, db, mailoutbox):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.post(SIGNUP, NEW)
    assert Person.objects.get().language == "en"
    assert mailoutbox[0].subject == "[Tuntas] Confirm your registration"
    assert "Dear Rini Contoh," in mailoutbox[0].body


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "..."},
        {"name": "x" * 10_000},
        {"name": "<script>alert(1)</script>"},
        {"name": "Menang hadiah http://jahat.example"},
        {"email": "bukan alamat"},
        {"email": ""},
        {"password1": "pendek"},
        {"password1": "1234567890"},
        {"password1": "rini@example.org"},
        {"password1": ""},
    ],
)
def test_bad_registrations(client, db, mailoutbox, change):
    answer = client.post(SIGNUP, NEW | change)
    text = answer.content.decode()
    assert answer.status_code == 200 and 'class="errors"' in text and "<script>alert" not in text
    assert not Person.objects.exists() and not mailoutbox
    if "email" not in change:
        assert 'value="Rini@Example.org"' in text  # what was typed stays


def test_names_are_put_in_order(client, db):
    client.post(SIGNUP, NEW | {"name": "  Dr.  Rini\u202e \n Contoh, S.T. "})
    assert Person.objects.get().name == "Dr. Rini Contoh, S.T."


def test_registering_twice_says_the_same_and_warns_by_letter(client, rini, mailoutbox):
    before = rini.password
    answer = client.post(SIGNUP, NEW)
    assert answer.url == reverse("account_email_verification_sent")
    rini.refresh_from_db()
    assert rini.password == before and Person.objects.count() == 1
    assert mailoutbox[0].subject == "[Tuntas] Anda sudah punya akun"


def test_a_mail_server_that_is_down_loses_no_registration(client, db, settings, mailoutbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    answer = client.post(SIGNUP, NEW, follow=True)
    assert answer.status_code == 200 and "Surat tidak dapat dikirim" in answer.content.decode()
    assert Person.objects.get().email == "rini@example.org"
