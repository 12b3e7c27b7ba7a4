"""What guards an account: its address, codes, passkeys; and how its pages look to a strict browser."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD

from tuntas.kernel.clock import now
from tuntas.people.tests.doors import LOGIN, code_for, link_in, show_it_is_me, sign_in


def test_changing_the_address(client, rini, mailoutbox):
    sign_in(client, rini)
    show_it_is_me(client)
    page = reverse("account_email")
    answer = client.post(page, {"email": "baru@example.org", "action_add": "1"}, follow=True)
    assert "baru@example.org" in answer.content.decode()
    rini.refresh_from_db()
    assert rini.email == "rini@example.org"  # until confirmed
    letter = next(letter for letter in mailoutbox if letter.to == ["baru@example.org"])
    client.post(link_in(letter))
    rini.refresh_from_db()
    assert rini.email == "baru@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("baru@example.org", True)]
    warned = next(letter for letter in mailoutbox if letter.to == ["rini@example.org"])
    assert "diganti" in warned.subject


def test_an_address_of_somebody_else(client, rini, tono, mailoutbox):
    sign_in(client, rini)
    show_it_is_me(client)
    answer = client.post(reverse("account_email"), {"email": tono.email, "action_add": "1"})
    assert answer.status_code in (200, 302)
    rini.refresh_from_db()
    assert rini.email == "rini@example.org"
    letter = next(letter for letter in mailoutbox if letter.to == [tono.email])
    for who in (client, Client()):  # even the owner of the address, led by the letter, gives nothing away
        who.post(link_in(letter))
    rini.refresh_from_db()
    assert rini.email == "rini@example.org"
    assert EmailAddress.objects.get(email=tono.email, verified=True).user == tono


def test_what_guards_the_account_asks_again_and_goes_on(client, rini, mailoutbox):
    sign_in(client, rini)
    answer = client.post(reverse("account_email"), {"email": "baru@example.org", "action_add": "1"})
    assert urlsplit(answer.url).path == reverse("account_reauthenticate") and not mailoutbox
    assert client.get(answer.url).status_code == 200
    again = {"next": reverse("account_email")}
    wrong = client.post(answer.url, again | {"password": "salah-sekali-ini"})
    assert "Kata sandi salah" in wrong.content.decode()
    client.post(answer.url, again | {"password": PASSWORD})
    assert [letter.to for letter in mailoutbox] == [["baru@example.org"]]  # what was typed is not lost


def test_being_sure_lasts_five_minutes(client, rini, time_machine):
    sign_in(client, rini)
    show_it_is_me(client)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    time_machine.move_to(now() + timedelta(minutes=6))
    assert client.get(reverse("mfa_add_webauthn")).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_app_codes_and_recovery_codes(client, rini, mailoutbox):
    sign_in(client, rini)
    show_it_is_me(client)
    activate = reverse("mfa_activate_totp")
    page = client.get(activate)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    wrong = client.post(activate, {"code": "abc"})
    assert "Kode salah" in wrong.content.decode()
    answer = client.post(activate, {"code": code_for(wrong.context["form"].secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored and len(stored) > 80  # encrypted at rest
    codes = client.get(answer.url).context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] in client.get(reverse("mfa_download_recovery_codes")).content.decode()
    assert [letter.subject for letter in mailoutbox] == ["[Tuntas] Aplikasi autentikator dinyalakan"]
    assert "tersisa 10" in client.get(reverse("people:me")).content.decode()

    other = Client()
    assert sign_in(other, rini, next="/kabar/").url.startswith(reverse("mfa_authenticate"))
    assert other.get(reverse("people:me")).status_code == 302  # a password alone opens nothing
    second = reverse("mfa_authenticate")
    assert other.get(second).status_code == 200
    assert "Kode salah" in other.post(second, {"code": "000000"}).content.decode()
    assert other.post(second, {"code": codes[0]}).url == "/kabar/"
    assert other.get(reverse("people:me")).status_code == 200

    third = Client()
    sign_in(third, rini)
    assert "Kode salah" in third.post(second, {"code": codes[0]}).content.decode()  # works once
    from django.core.cache import cache

    cache.clear()  # the app's code was used a moment ago and is refused for half a minute
    assert third.post(second, {"code": code_for(secret)}).status_code == 302
    assert third.get(reverse("people:me")).status_code == 200
    off = reverse("mfa_deactivate_totp")
    show_it_is_me(third)
    assert third.get(off).status_code == 200
    third.post(off)
    assert not Authenticator.objects.filter(type="totp").exists()


def test_passkey_pages(client, rini):
    assert "data-passkey" in client.get(LOGIN).content.decode()
    options = client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json").json()
    assert options["request_options"]["publicKey"]["challenge"]
    sign_in(client, rini)
    show_it_is_me(client)
    add = client.get(reverse("mfa_add_webauthn"))
    assert 'id="passkey-options"' in add.content.decode() and "Kunci sandi 1" in add.content.decode()
    assert client.post(reverse("mfa_add_webauthn"), {"credential": "{}", "name": "x"}).status_code == 200
    assert client.post(reverse("mfa_add_webauthn"), {"credential": "rusak"}).status_code == 200
    assert client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).status_code == 302
    assert not Authenticator.objects.exists()


def test_all_doors_open_in_both_languages_without_inline_code(client, rini):
    sign_in(client, rini)
    show_it_is_me(client)
    names = [
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_email_verification_sent",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
        "people:me",
        "people:profile",
        "people:everywhere_out",
        "people:organisations",
        "people:join_search",
        "account_login",
        "account_signup",
    ]
    for who in (client, Client()):
        for language in ("id", "en"):
            who.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            for name in names:
                answer = who.get(reverse(name))
                assert answer.status_code in (200, 302), name
                check_clean(answer.content.decode(), name)


def check_clean(text: str, name: str) -> None:
    """No inline style, handler or script; every template tag was understood."""
    assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", text), name
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag or 'type="application/json"' in tag, (name, tag)
    assert "{%" not in text and "<c-" not in text and "{{" not in text, name


def test_the_keys_of_somebody_else_stay_hidden(client, rini, tono):
    key = Authenticator.objects.create(user=tono, type="webauthn", data={"name": "Kunci Tono", "credential": {}})
    sign_in(client, rini)
    show_it_is_me(client)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, kwargs={"pk": key.pk})).status_code == 404


def test_a_session_hash_depends_on_password_and_round(rini):
    first = rini.get_session_auth_hash()
    rini.sign_in_round += 1
    second = rini.get_session_auth_hash()
    rini.password = make_password("lain-lagi-ini")
    assert len({first, second, rini.get_session_auth_hash()}) == 3
