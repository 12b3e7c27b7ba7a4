"""The style page, error pages, and the page for a form that came too late."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import Client, RequestFactory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some

from tuntas.ui import views
from tuntas.ui.rules import LARGEST, WHOLE, is_secret, typed_text
from tuntas.ui.tests.draw import elements

LARGEST_VISIT = 60_000  # bytes over the wire, first visit without photos
LARGEST_STYLE = 12_000
LARGEST_SCRIPT = 8_000
TEXT = 'Kami menulis <b>ini</b> & "itu" dengan sabar'


def packed(name: str) -> int:
    with open(finders.find(name), "rb") as file:
        return len(gzip.compress(file.read(), 6))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("id", "Halaman gaya · Tuntas"), ("en", "Style page · Tuntas")])
def test_style_page_in_both_languages(client: Client, language: str, title: str):
    client.cookies["django_language"] = language
    page = client.get("/ui/").content.decode()
    assert f'<html lang="{language}"' in page
    assert f"<title>{title}</title>" in page
    elements(page.replace("<!doctype html>", ""))


@pytest.mark.django_db
def test_first_visit_is_light(client: Client):
    styles = [packed("ui/tuntas.css"), packed("ui/parts.css")]
    modules = ["tuntas", "keep", "words", "once", "autosave", "say", "shape", "store", "note"]
    scripts = [packed(f"ui/{name}.js") for name in modules]
    pictures = [packed(f"ui/{name}.svg") for name in ("band", "kawung", "mark")]
    page = len(gzip.compress(client.get("/ui/").content, 6))
    assert sum(styles) <= LARGEST_STYLE
    assert sum(scripts) <= LARGEST_SCRIPT
    assert sum([page, *styles, *scripts, *pictures]) <= LARGEST_VISIT


@pytest.mark.django_db
def test_the_frame_speaks_the_language_and_keeps_the_place(client: Client):
    answer = client.post("/bahasa/", {"language": "en", "next": "/ui/?page=2"})
    assert answer["Location"] == "/ui/?page=2"
    assert '<html lang="en"' in client.get("/ui/").content.decode()


@pytest.mark.django_db
def test_an_unknown_address_is_a_friendly_404(client: Client):
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman ini tidak ada di sini" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("view", "status"), [(views.bad_request, 400), (views.forbidden, 403)])
def test_errors_have_pages(view, status: int, tono, signed_in, rf: RequestFactory):
    request = signed_in(tono).get("/ui/").wsgi_request
    answer = view(request, Exception("secret reason"))
    assert answer.status_code == status
    assert "secret reason" not in answer.content.decode()


def test_broken_needs_no_database_and_no_request_context():
    """No `django_db` here: a query would fail this test."""
    with override("id"):
        answer = views.broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Ada yang rusak di pihak kami" in answer.content.decode()
    elements(answer.content.decode().replace("<!doctype html>", ""))


@pytest.mark.django_db
def test_a_late_form_gives_the_text_back_escaped_and_keeps_secrets(tono):
    strict = Client(enforce_csrf_checks=True, headers={"referer": "http://testserver/ui/?x=1"})
    sent = {"summary": TEXT, "password1": "rahasia sekali nih", "csrfmiddlewaretoken": "x" * 64, "group": "general"}
    answer = strict.post("/ui/", sent)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Kami menulis &lt;b&gt;ini&lt;/b&gt; &amp; &quot;itu&quot; dengan sabar" in page
    assert "rahasia" not in page and "x" * 64 not in page
    assert 'href="http://testserver/ui/?x=1"' in page
    boxes = [element for element in elements(page.replace("<!doctype html>", "")) if element.tag == "textarea"]
    assert [(box.text.strip(), "readonly" in box) for box in boxes] == [(TEXT, True)]


@pytest.mark.django_db
def test_a_late_form_never_leads_elsewhere():
    strict = Client(enforce_csrf_checks=True, headers={"referer": "https://evil.example/"})
    page = strict.post("/ui/", {"summary": TEXT}).content.decode()
    assert "evil.example" not in page


@pytest.mark.parametrize("name", ["password", "Password1", "kata_sandi", "totp-code", "nik", "form-0-nik", "csrf"])
def test_secrets_are_known_by_name(name: str):
    assert is_secret(name)


@pytest.mark.parametrize("name", ["teknik", "klinik", "title", "decode", "s1-1-answer", "pinjaman"])
def test_other_names_are_not_secrets(name: str):
    assert not is_secret(name)


@given(some.dictionaries(some.text(min_size=1, max_size=8), some.text(max_size=50).map(lambda text: text * 3000)))
def test_what_is_shown_back_is_bounded(posted: dict[str, str]):
    found = typed_text(posted)
    assert sum(len(one.text) for one in found) <= WHOLE
    assert all(len(one.text) <= LARGEST and posted[one.name].strip().startswith(one.text) for one in found)


@pytest.mark.django_db
def test_the_frame_survives_without_a_person_or_a_request():
    page = engines["django"].get_template("ui/base.html").render({"nav": [{"href": "/x/", "label": "<b>"}]})
    assert '<a href="/x/">&lt;b&gt;</a>' in page
