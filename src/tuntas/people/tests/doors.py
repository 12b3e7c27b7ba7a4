"""What every test of the doors does: reading letters, signing in, computing an app's code."""

import re
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD

from tuntas.people.models import Person

LOGIN, SIGNUP = reverse("account_login"), reverse("account_signup")
NEW = {"name": "Rini Contoh", "email": "Rini@Example.org", "password1": "sawah-luas-hijau"}


def link_in(letter) -> str:
    """The path of the first of our links in a letter."""
    found = re.search(r"http://\S+/akun/\S+", letter.body)
    assert found, letter.body
    return urlsplit(found[0]).path


def sign_in(client: Client, who: Person, password: str = PASSWORD, **extra: str):
    return client.post(LOGIN, {"login": who.email, "password": password, **extra})


def show_it_is_me(client: Client) -> None:
    """What guards the account changes only after the password was typed once more."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def code_for(secret: str) -> str:
    """What the authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
