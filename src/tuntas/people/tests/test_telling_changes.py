"""Whatever changes on the ways into an account stands in the journal, and its owner is told."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.urls import reverse
from tests.cast import PASSWORD

from tuntas.journal.models import Line
from tuntas.notices.models import Notice
from tuntas.people.tests.doors import code_for, link_in, show_it_is_me, sign_in

pytestmark = pytest.mark.django_db(transaction=True)  # sign-in signals after the commit
NEW = "gunung-biru-tinggi"


def acts() -> list[str]:
    return list(Line.objects.order_by("number").values_list("act", flat=True))


def told() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("title", flat=True))


@pytest.fixture
def inside(client, rini):
    sign_in(client, rini)
    show_it_is_me(client)
    return client


def test_a_new_password(inside, rini):
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    inside.post(reverse("account_change_password"), words)
    assert acts() == ["people.password_changed"]
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (rini, "people.sign_in_changed")
    assert notice.title == "Kata sandi Anda telah diganti"
    assert notice.title_en == "Your password was changed" and "bukan Anda" in notice.body
    assert not notice.mail_wanted, "sign-in sends its own letter"
    assert notice.title in inside.get(reverse("notices:list")).content.decode()


def test_a_password_made_after_it_was_forgotten(client, rini, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": rini.email})
    page = client.get(link_in(mailoutbox[0]), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert acts() == ["people.password_changed"] and told() == ["Kata sandi Anda telah diganti"]


def test_another_address(inside, mailoutbox):
    inside.post(reverse("account_email"), {"email": "baru@example.org", "action_add": "1"})
    assert acts() == [], "nothing has changed before the new address is confirmed"
    inside.post(link_in(next(letter for letter in mailoutbox if letter.to == ["baru@example.org"])))
    assert acts() == ["people.email_changed"] and told() == ["Alamat email Anda telah diganti"]
    assert "baru@example.org" not in str(Line.objects.get().data), "ids only"


def test_an_app_comes_and_goes_with_its_recovery_codes(inside):
    page = inside.get(reverse("mfa_activate_totp"))
    inside.post(reverse("mfa_activate_totp"), {"code": code_for(page.context["form"].secret)})
    assert sorted(acts()) == ["people.app_turned_on", "people.recovery_codes_made"]
    inside.post(reverse("mfa_generate_recovery_codes"))
    assert acts()[2:] == ["people.recovery_codes_made"]
    inside.post(reverse("mfa_deactivate_totp"))
    assert acts()[3:] == ["people.app_turned_off"], "recovery codes that go with the last factor are no news"
    assert len(told()) == 4 and "Aplikasi autentikator dimatikan" in told()


def test_a_registration_is_no_change(client, db):
    client.post(
        reverse("account_signup"),
        {"name": "Rini Contoh", "email": "rini@example.org", "password1": "sawah-luas-hijau"},
    )
    assert "people.registered" in acts() and told() == []


def test_passkeys(inside, rini):
    """The browser's half is walked in the journey; here the key is simply there, and taken away."""
    key = Authenticator.objects.create(user=rini, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop"})
    authenticator_added.send(sender=Authenticator, request=None, user=rini, authenticator=key)
    inside.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert acts() == ["people.passkey_added", "people.passkey_removed"]
    assert told() == ["Kunci sandi ditambahkan", "Kunci sandi dihapus"]
