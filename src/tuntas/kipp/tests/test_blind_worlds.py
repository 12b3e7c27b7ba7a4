"""Two worlds that differ only in what a blind juror must not know: every byte the juror can fetch is the same.

The world is built once and read; then organisation, place, people, track, number, file name and the PDF's own
author change underneath, and it is read again.
"""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter
from tests.cast import NOW

from tuntas.files.models import File
from tuntas.kipp.actions.evidence import attach_file
from tuntas.kipp.models import Entry, Requirement
from tuntas.kipp.rules.blind import is_blind, shuffle_key
from tuntas.kipp.terms import EntryStage, EvidenceKind, StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, passed
from tuntas.kipp.tests.leaks import leaks, opened
from tuntas.kipp.tests.proposals import draft
from tuntas.kipp.tests.stage import stage
from tuntas.people.models import Organisation, Person
from tuntas.places.models import Place

pytestmark = pytest.mark.django_db


def paper(author: str) -> bytes:
    """A one-page PDF whose properties name somebody."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": author, "/Title": f"Inovasi {author}", "/Producer": author})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def still(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(DESK_DAY, tick=False):
        yield


@pytest.fixture
def world(small_edition, ratna, dindik, wati, dukcapil, budi):
    """Two proposals on Ratna's desk, the first with a PDF attached."""
    asked = Requirement.objects.create(
        edition=small_edition, key="sk", title="SK inovasi", kind=EvidenceKind.PDF, megabytes=1, required=False
    )
    jury = jury_of(small_edition)
    first = draft(small_edition, dindik, wati, "KUDU Sekolah di Kabupaten Pekalongan")
    upload = SimpleUploadedFile("sk-pekalongan.pdf", paper("Wati dari Pekalongan"), "application/pdf")
    with time_machine.travel(NOW, tick=False):
        what = {"requirement": asked, "upload": upload, "name": upload.name, "caption": "SK Bupati Pekalongan"}
        attach_file(entry=first, by=wati, now=NOW, **what)
    first.case.stage = EntryStage.PASSED
    first.case.save()
    Entry.objects.filter(pk=first.pk).update(number=1)
    second = passed(small_edition, dukcapil, budi, "Junjang Adminduk")
    for entry in (first, second):
        give(desk(small_edition), entry, jury[0])
    return small_edition


def change(edition) -> None:
    """Everything hidden becomes something else; ids, references and what may be read stay."""
    entry = Entry.objects.get(edition=edition, title__startswith="KUDU")
    brebes = Place.objects.get(code="33.29")
    Organisation.objects.filter(pk=entry.organisation_id).update(
        name="RSUD Ketanggungan", place=brebes, kind="hospital"
    )
    Person.objects.filter(pk=entry.created_by_id).update(name="Slamet Riyadi")
    Entry.objects.filter(pk=entry.pk).update(
        title="KUDU Sekolah di Kabupaten Brebes",
        track=edition.tracks.exclude(pk=entry.track_id).first(),
        number=77,
        created_at=NOW - timedelta(days=3),
        submitted_at=NOW,
    )
    entry.case.place, entry.case.title = brebes, "KUDU Sekolah di Kabupaten Brebes"
    entry.case.opened_at = entry.case.stage_since = NOW - timedelta(days=9)
    entry.case.save()
    file = File.objects.get()
    file.name, file.sha256 = "surat-keputusan-bupati-brebes-nomor-12.pdf", "f" * 64
    data = paper("Slamet Riyadi, RSUD Ketanggungan, Kabupaten Brebes")
    file.stored = default_storage.save("other.pdf", ContentFile(data))
    file.size = len(data)
    file.save()


def addresses(edition) -> list[str]:
    """Every page about the proposals a juror may try."""
    slug, step = edition.slug, desk(edition)
    file = File.objects.get()
    found = [
        reverse("kipp:jury", args=[slug]),
        reverse("kipp:jury", args=[slug]) + "?semua=1",
        reverse("kipp:queue", args=[slug, step.key]),
        reverse("kipp:queue", args=[slug, step.key]) + "?q=brebes",
        reverse("kipp:queue", args=[slug, step.key]) + "?q=pekalongan",
        reverse("kipp:queue", args=[slug, step.key]) + "?q=ketanggungan",
        reverse("kipp:queue", args=[slug, step.key]) + "?q=&state=pending&category=",
        reverse("kipp:edition", args=[slug]),
        reverse("kipp:home"),
        reverse("lobby:home"),
        reverse("lobby:desk"),
        reverse("lobby:search") + "?q=brebes",
        reverse("lobby:search") + "?q=KUDU",
        reverse("casework:inbox"),
        reverse("innovations:list"),
        reverse("files:serve", args=[file.pk]),
        reverse("files:serve", args=[file.pk]) + "?unduh=1",
        reverse("kipp:ranking", args=[slug, step.key]),
        reverse("kipp:ranking", args=[slug, "akhir"]),
        reverse("kipp:shortlist", args=[slug]),
        reverse("kipp:assign", args=[slug, step.key]),
        reverse("kipp:entries", args=[slug]),
        reverse("kipp:board", args=[slug]),
    ]
    for entry in Entry.objects.filter(edition=edition).order_by("pk"):
        reference = entry.case.reference
        found += [
            reverse("kipp:desk", args=[slug, step.key, reference]),
            reverse("kipp:derivation", args=[slug, step.key, reference]),
            reverse("kipp:entry", args=[slug, reference]),
            reverse("kipp:entry_versions", args=[slug, reference]),
            reverse("casework:case", args=[reference]),
            reverse("journal:of", args=[f"kipp.entry:{entry.pk}"]),
        ]
    return found


def fetched(client, address: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and bytes, without the token that is new on every page."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    body = re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+', rb"\1", body)
    return answer.status_code, {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}, body


def test_no_byte_tells_the_two_worlds_apart(world, signed_in, ratna):
    client = signed_in(ratna)
    pages = addresses(world)
    for address in pages:  # the session remembers filters: both readings start from the same one
        fetched(client, address)
    before = {address: fetched(client, address) for address in pages}
    change(world)
    after = {address: fetched(client, address) for address in pages}
    different = [address for address in pages if before[address] != after[address]]
    assert not different, different
    opened = [address for address in pages if before[address][0] == 200]
    assert any("/juri/desk/KIPP-" in address for address in opened)
    assert any("/berkas/" in address for address in opened)


def moved(edition) -> None:
    """The first proposal is another office's, by another person; what the register says of both stays the same."""
    entry = Entry.objects.get(edition=edition, title__startswith="KUDU")
    other = Entry.objects.get(edition=edition, title="Junjang Adminduk")
    title = "KUDU Sekolah di Kabupaten Brebes"
    Entry.objects.filter(pk=entry.pk).update(
        organisation=other.organisation, created_by=other.created_by, number=77, title=title, submitted_at=NOW
    )
    entry.case.organisation, entry.case.place, entry.case.title = other.organisation, other.organisation.place, title
    entry.case.opened_at = entry.case.stage_since = NOW - timedelta(days=9)
    entry.case.save()
    File.objects.update(name="surat-keputusan-bupati-brebes.pdf", added_by=other.created_by)


def test_no_address_of_the_house_tells_whose_proposal_it_is(world, ratna):
    references = list(Entry.objects.filter(edition=world).order_by("pk").values_list("case__reference", flat=True))
    values = {
        "edition": [world.slug],
        "stage": [desk(world).key, "akhir"],
        "reference": references,
        "what": ["entries", "assignments", "scores"],
        "form": ["csv"],
        "section": ["ringkasan"],
        "requirement": ["sk"],
        "subject": [f"kipp.entry:{pk}" for pk in Entry.objects.order_by("pk").values_list("pk", flat=True)],
        "identifier": [str(File.objects.get().pk)],
        "pk": ["1", "2"],
    }
    found, pages = leaks(ratna, values, lambda: None, lambda: moved(world))
    assert not found, found
    assert any(f"/juri/desk/{references[0]}/" in address for address in opened(pages))
    assert any(address.startswith("/berkas/") for address in opened(pages))


def test_the_secretariat_does_see_the_difference(world, signed_in, sari):
    client = signed_in(sari)
    address = reverse("kipp:assign", args=[world.slug, desk(world).key])
    before = fetched(client, address)
    change(world)
    assert before != fetched(client, address)


def test_the_download_has_a_neutral_name_and_no_author(world, signed_in, ratna):
    _status, headers, body = fetched(signed_in(ratna), reverse("files:serve", args=[File.objects.get().pk]))
    assert "pekalongan" not in headers["Content-Disposition"].lower()
    assert b"Wati" not in body and b"Pekalongan" not in body
    properties = dict(PdfReader(BytesIO(body)).metadata or {})
    assert not {"/Author", "/Producer"} & {key for key, value in properties.items() if "Wati" in str(value)}


def test_the_desk_says_that_blinding_is_partial(world, signed_in, ratna):
    entry = Entry.objects.get(edition=world, number=1)
    page = signed_in(ratna).get(reverse("kipp:desk", args=[world.slug, "desk", entry.case.reference])).content.decode()
    assert "Penyamaran ini tidak sempurna" in page
    assert "[disamarkan]" in page and "Pekalongan" not in page and "Wati" not in page


def test_interviews_and_open_editions_are_not_blind(small_edition):
    assert is_blind(desk(small_edition), small_edition)
    assert not is_blind(stage(small_edition, StageKind.INTERVIEW), small_edition)
    small_edition.blind = False
    assert not is_blind(desk(small_edition), small_edition)


def test_the_order_of_a_queue_depends_on_juror_and_reference_alone():
    references = [f"KIPP-{i:04d}-ABCD" for i in range(40)]
    one = sorted(references, key=lambda reference: shuffle_key(1, reference))
    two = sorted(references, key=lambda reference: shuffle_key(2, reference))
    assert one != references and two != references and one != two
