"""Registration to recovery code: the doors of allauth in our clothes, with real letters."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD, person

from tuntas.journal.models import Line
from tuntas.kernel.clock import now
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


@pytest.fixture
def rini(db):
    return person("Rini Contoh")


# ---- registration


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


# ---- sign-in


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


# ---- a session that died


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


# ---- password


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


# ---- e-mail address


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


# ---- second factor


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
