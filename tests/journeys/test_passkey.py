"""A passkey made and used in a real browser, with an authenticator the browser itself simulates."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from tests.cast import PASSWORD
from tuntas.people.models import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def authenticator(page: Any) -> Any:
    """A device with a fingerprint reader that always agrees."""
    cache.clear()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def test_register_and_sign_in_with_a_passkey(page: Any, live_server: Any, check: Any, authenticator: Any, wati: Person):
    session, device = authenticator
    page.goto(live_server.url + reverse("account_login") + "?next=/akun/saya/")
    page.fill("#id_login", wati.email)
    page.fill("#id_password", PASSWORD)
    page.click("main form[action='/akun/login/'] button")
    page.wait_for_url("**/akun/saya/")

    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    page.fill("#id_password", PASSWORD)  # once more, to be sure
    page.click("main form button")
    page.wait_for_selector("form[data-passkey]:not([hidden])")
    check(page, name="passkey-add")
    page.fill("#id_name", "Laptop kantor")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/recovery-codes/")
    check(page, name="recovery-codes")
    assert Authenticator.objects.get(user=wati, type="webauthn").wrap().is_passwordless

    page.goto(live_server.url + reverse("mfa_list_webauthn"))
    assert "Laptop kantor" in page.inner_text("main")
    check(page, name="passkey-list")

    page.context.clear_cookies()
    page.goto(live_server.url + reverse("account_login") + "?next=/akun/saya/ubah/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/akun/saya/ubah/")
    assert page.input_value("#id_name") == wati.name
    assert session.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]


def test_a_passkey_as_second_step(
    page: Any, live_server: Any, check: Any, authenticator: Any, wati: Person, sign_in: Any
):
    sign_in(wati)
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_selector("form[data-passkey]:not([hidden])")
    page.uncheck("#id_passwordless")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/recovery-codes/")

    page.context.clear_cookies()
    page.goto(live_server.url + reverse("account_login") + "?next=/akun/saya/")
    page.fill("#id_login", wati.email)
    page.fill("#id_password", PASSWORD)
    page.click("main form[action='/akun/login/'] button")
    page.wait_for_url("**/2fa/authenticate/**")
    page.wait_for_selector("form[data-passkey]:not([hidden])")
    check(page, name="second-step")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/akun/saya/")


def test_a_device_that_refuses(page: Any, live_server: Any, authenticator: Any, db: None):
    session, device = authenticator  # it holds no passkey for us
    page.goto(live_server.url + reverse("account_login"))
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    page.click("form[data-passkey] button")
    page.wait_for_selector("[data-passkey-trouble]:not([hidden])")
    assert "tidak berhasil" in page.inner_text("[data-passkey-trouble]")
    assert page.url.endswith(reverse("account_login"))


def test_a_bare_address_leads_to_the_name(page: Any, live_server: Any, check: Any, db: None):
    """Browsers refuse passkeys on 127.0.0.1: the page says so and links to itself on localhost."""
    bare = live_server.url.replace("localhost", "127.0.0.1")
    page.goto(bare + reverse("account_login") + "?next=/meja/")
    page.wait_for_selector("html[data-ready]")
    check(page)
    assert page.locator("form[data-passkey]").is_hidden()
    page.click("[data-passkey-elsewhere] a")
    assert page.url == live_server.url + reverse("account_login") + "?next=/meja/"
    page.wait_for_selector("form[data-passkey]:not([hidden])")
    assert page.locator("[data-passkey-elsewhere]").is_hidden()
