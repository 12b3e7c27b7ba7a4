"""The page of the sealed archive: who makes one, who reads which, and the seal's certificate."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tuntas.documents.actions import sealer
from tuntas.kipp.actions.archiving import make_archive
from tuntas.kipp.models import Archive, Edition
from tuntas.kipp.rules.archive.verifying import AGREES, verify
from tuntas.kipp.terms import Seat
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY, MEETING_DAY
from tuntas.kipp.tests.stage import _seated
from tuntas.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def later():
    with time_machine.travel(ANNOUNCEMENT_DAY, tick=False):
        yield


def client_of(who: Person | None) -> Client:
    client = Client()
    if who:
        client.force_login(who)
    return client


def people(edition: Edition, sari, wati, tono) -> dict[str, Person | None]:
    return {
        "organiser": sari,
        "secretariat": _seated(edition, "Dewi Sekretariat", Seat.SECRETARIAT).person,
        "observer": _seated(edition, "Opik Pengamat", Seat.OBSERVER).person,
        "juror": _seated(edition, "Ratna Juror", Seat.JUROR).person,
        "writer": wati,
        "account": tono,
        "stranger": None,
    }


OFFICE = {"organiser": 200, "secretariat": 403, "observer": 403, "juror": 403, "writer": 404, "account": 404}
EVERYBODY = dict.fromkeys((*OFFICE, "stranger"), 200)
MATRIX = [  # scores published, announced → who gets the page; the rest is sent to sign in
    (False, False, OFFICE),
    (True, False, OFFICE),
    (False, True, OFFICE | {"observer": 200}),
    (True, True, EVERYBODY),
]


@pytest.mark.parametrize(("published", "announced", "wanted"), MATRIX)
def test_who_reads_the_archives(request, small_edition, closed_plenary, sari, wati, tono, published, announced, wanted):
    if announced:
        request.getfixturevalue("announced_edition")
    Edition.objects.filter(pk=small_edition.pk).update(publish_scores=published)
    edition = Edition.objects.get(pk=small_edition.pk)
    coded = make_archive(edition=edition, named=False, by=sari, now=MEETING_DAY)
    named = make_archive(edition=edition, named=True, by=sari, now=MEETING_DAY)
    for part, who in people(edition, sari, wati, tono).items():
        client, status = client_of(who), wanted.get(part, 302)
        for name in ("archive", "archive_seal"):
            assert client.get(reverse(f"kipp:{name}", args=[edition.slug])).status_code == status, (part, name)
        page = client.get(reverse("kipp:archive", args=[edition.slug]))
        refused = 302 if who is None else 404
        for one, may in ((coded, status == 200), (named, part == "organiser")):
            address = reverse("files:serve", args=[one.file_id])
            assert client.get(address).status_code == (200 if may else refused), (part, one.named)
            assert (address.encode() in page.content) is may
        answer = client.post(reverse("kipp:archive", args=[edition.slug]))
        assert answer.status_code == (302 if part == "organiser" else 403 if status == 200 else status)
    assert Archive.objects.count() == 2


def test_an_organiser_makes_one_that_holds_on_another_machine(announced_edition, sari, tmp_path):
    client = client_of(sari)
    address = reverse("kipp:archive", args=[announced_edition.slug])
    assert "Belum ada arsip" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    made = Archive.objects.get()
    assert made.file.name == "kipp-kecil-arsip.zip" and not made.named
    page = client.get(address).content.decode()
    assert made.file.sha256[:8] in page and "kipp verify" in page
    (tmp_path / "a.zip").write_bytes(
        b"".join(client.get(reverse("files:serve", args=[made.file_id])).streaming_content)
    )
    cert = client.get(reverse("kipp:archive_seal", args=[announced_edition.slug])).content
    assert cert == sealer().certificate and b"PRIVATE" not in cert
    with (tmp_path / "a.zip").open("rb") as file:
        assert verify(file, trust=cert).code == AGREES
    client.post(address, {"named": "on"})
    assert Archive.objects.filter(named=True).get().file.name == "kipp-kecil-arsip-bernama.zip"


def test_before_the_lock_there_is_no_button(small_edition, sari):
    client = client_of(sari)
    address = reverse("kipp:archive", args=[small_edition.slug])
    assert '<form method="post" data-once>' not in client.get(address).content.decode()
    assert client.post(address).status_code == 302 and not Archive.objects.exists()


def test_the_page_asks_few_questions(announced_edition, sari, django_assert_max_num_queries):
    make_archive(edition=announced_edition, named=False, by=sari, now=MEETING_DAY)
    client = client_of(sari)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("kipp:archive", args=[announced_edition.slug])).status_code == 200
