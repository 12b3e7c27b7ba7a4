"""Public pages are handed out again to strangers for a while, and to nobody else."""

import gzip

import pytest
from django.test import Client

from tuntas.forum.actions import reads
from tuntas.forum.tests.conftest import *  # noqa: F403
from tuntas.forum.tests.conftest import told
from tuntas.innovations.models import Innovation
from tuntas.ui import middleware

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
PAGES = ["/", "/inovasi/", "/inovasi/kudu-sekolah/", "/kabar-inovasi/", "/kabar-inovasi/satu-loket-untuk-akta-lahir/"]


@pytest.fixture(autouse=True)
def kept(settings, innovation, rini, still):
    settings.PAGES_KEPT = 30
    told(rini)
    return innovation


@pytest.mark.parametrize("address", PAGES)
def test_the_second_stranger_gets_the_same_page_without_a_query(address, django_assert_num_queries):
    client = Client()
    first = client.get(address, HTTP_ACCEPT_ENCODING="gzip")
    assert first.status_code == 200 and first["Cache-Control"] == "public, max-age=60"
    with django_assert_num_queries(0):
        again = client.get(address, HTTP_ACCEPT_ENCODING="gzip")
    assert again.content == first.content and dict(again.items()) == dict(first.items())
    assert b"<h1" in gzip.decompress(again.content) and again["Content-Security-Policy"]
    asked = client.get(address, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=first["ETag"])
    assert asked.status_code == 304 and not asked.content


def test_languages_and_questions_are_kept_apart():
    client = Client()
    assert "Daftar inovasi" in client.get("/inovasi/").content.decode()
    client.cookies["django_language"] = "en"
    assert "Register of innovations" in client.get("/inovasi/").content.decode()
    assert "Gerakan KUDU" not in client.get("/inovasi/?text=perahu").content.decode()
    assert "Register of innovations" in Client(HTTP_ACCEPT_LANGUAGE="en").get("/inovasi/").content.decode()


def test_who_is_signed_in_neither_leaves_nor_gets_a_page(wati):
    client = Client()
    assert wati.name not in client.get("/").content.decode()
    client.force_login(wati)
    mine = client.get("/")
    assert wati.name in mine.content.decode() and "private" in mine["Cache-Control"]
    client.cookies.clear()
    assert wati.name not in client.get("/").content.decode()


def test_a_page_is_made_anew_after_a_while(kept, monkeypatch):
    client = Client()
    client.get("/inovasi/kudu-sekolah/")
    Innovation.objects.filter(pk=kept.pk).update(is_public=False)
    assert client.get("/inovasi/kudu-sekolah/").status_code == 200
    later = middleware.time.monotonic() + 31
    monkeypatch.setattr(middleware.time, "monotonic", lambda: later)
    assert client.get("/inovasi/kudu-sekolah/").status_code == 404


def test_nothing_missing_is_kept_and_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(middleware, "PAGES_AT_MOST", 2)
    door = middleware.KeptPages(lambda request: None)
    for number in range(5):
        page = middleware.HttpResponse(b"x")
        page.kept = True
        door._keep((str(number),), page)
    missing = middleware.HttpResponse(b"x", status=404)
    missing.kept = True
    door._keep(("missing",), missing)
    assert [key for (key,) in door.pages] == ["3", "4"]


def test_readers_of_a_kept_story_are_counted(now):
    client = Client()
    for number in range(3):
        client.get(PAGES[-1], REMOTE_ADDR=f"192.0.2.{number}", HTTP_USER_AGENT=BROWSER)
    client.get(PAGES[-1], REMOTE_ADDR="192.0.2.9", HTTP_USER_AGENT="curl/8.5")
    assert reads.count_reads(now=now) == 3
