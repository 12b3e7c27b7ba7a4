"""Replacing a document by hand: only what its room says anew, by those who run the installation, with a reason."""

import pytest
from django.urls import reverse

from tuntas.documents.actions import CannotEnd, NothingChanged, Paper, issue, offer_renewal, press, renew, revoke
from tuntas.documents.actions import renewing as room
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.journal.models import Line

pytestmark = pytest.mark.usefixtures("still")
OLD = {"paragraphs": ["Untuk Dinas Pendidkan."], "copies": 2}
NEW = {"paragraphs": ["Untuk Dinas Pendidikan."], "copies": 2}


@pytest.fixture
def truth():
    """What letters would say now, and which new ones were adopted; letters can be replaced during the test."""
    now: dict = {"paper": Paper("Surat uji", "Dinas Pendidikan", NEW), "adopted": []}
    offer_renewal("documents.letter", lambda _old: now["paper"], lambda old, new: now["adopted"].append((old, new)))
    yield now
    del room._offered["documents.letter"]


@pytest.fixture
def letter(sari, now):
    made = issue(
        series="uji", kind="documents.letter", title="Surat uji", holder="Dinas Pendidkan", data=OLD,
        subject="tests.thing:1", by=sari, now=now,
    )  # fmt: skip
    return press(document_id=made.pk, now=now)


def address(name: str, document: Document) -> str:
    return reverse(f"documents:{name}", args=[document.token])


def test_the_page_shows_what_changes_and_the_old_one_leads_on(truth, letter, sari, signed_in, client):
    inside = signed_in(sari)
    assert address("renew", letter) in inside.get(address("document", letter)).content.decode()
    page = inside.get(address("renew", letter)).content.decode()
    assert "<del>Untuk Dinas Pendidkan.</del>" in page and "<ins>Untuk Dinas Pendidikan.</ins>" in page
    assert inside.post(address("renew", letter), {"reason": " "}).status_code == 422
    answer = inside.post(address("renew", letter), {"reason": "Salah ketik nama instansi"})
    new = Document.objects.get(replaces=letter)
    assert answer.url == address("document", new)
    letter.refresh_from_db()
    assert (letter.status, letter.reason) == (Status.REPLACED, "Salah ketik nama instansi")
    assert (new.number, new.data, new.holder, new.kind) == (2, NEW, "Dinas Pendidikan", letter.kind)
    assert truth["adopted"] == [(letter, new)]
    assert Line.objects.filter(act="documents.replaced").count() == 1
    old_page = client.get(address("check", letter)).content.decode()
    assert "telah diganti" in old_page and "Salah ketik nama instansi" in old_page
    assert address("check", new) in old_page and new.label in old_page
    assert letter.label in client.get(address("check", new)).content.decode()
    again = inside.post(address("renew", letter), {"reason": "Klik kedua"})
    assert again.status_code == 302 and Document.objects.count() == 2, "a second click changes nothing"


def test_nothing_to_replace(truth, letter, sari, now):
    truth["paper"] = Paper(letter.title, letter.holder, OLD)
    with pytest.raises(NothingChanged):
        renew(document=letter, reason="Coba-coba", by=sari, now=now)
    Document.objects.filter(pk=letter.pk).update(template="0" * 64)  # made with an older template
    assert renew(document=letter, reason="Templat diperbaiki", by=sari, now=now).number == 2


def test_who_may_not(truth, letter, wati, agus, sari, signed_in, client, now):
    assert client.get(address("renew", letter)).status_code == 302
    for outsider in (wati, agus):
        assert signed_in(outsider).get(address("renew", letter)).status_code == 404
        with pytest.raises(CannotEnd):
            renew(document=letter, reason="Iseng", by=outsider, now=now)
    revoke(document=letter, reason="Dicabut", by=sari, now=now)
    with pytest.raises(CannotEnd):
        renew(document=letter, reason="Terlambat", by=sari, now=now)


def test_a_kind_that_is_not_said_anew(letter, sari, signed_in, now):
    inside = signed_in(sari)
    assert address("renew", letter) not in inside.get(address("document", letter)).content.decode()
    assert inside.get(address("renew", letter)).url == address("document", letter)
    with pytest.raises(CannotEnd):
        renew(document=letter, reason="Tidak bisa", by=sari, now=now)
    with pytest.raises(ValueError):
        offer_renewal("kipp.certificate", lambda _: None, lambda *_: None)
