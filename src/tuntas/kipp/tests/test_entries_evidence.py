"""Attaching evidence: checked by content, said before, taken off and put back, served to the right people."""

from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.cast import NOW

from tuntas.casework.models import Case
from tuntas.files.terms import MB
from tuntas.kipp.models import Assignment, Evidence, Requirement
from tuntas.kipp.queries.entries import proposal
from tuntas.kipp.rules.evidence import trouble_with_link
from tuntas.kipp.terms import EntryStage, EvidenceKind, StageKind
from tuntas.kipp.tests.proposals import draft, fresh, sent
from tuntas.kipp.tests.stage import stage


@pytest.fixture(autouse=True)
def still(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(small_edition):
    """Three things to attach: a paper, up to two pictures, a video; the last two are optional."""
    found = {}
    kinds = [(EvidenceKind.PDF, 1), (EvidenceKind.IMAGE, 2), (EvidenceKind.VIDEO, 1)]
    for order, (kind, most) in enumerate(kinds):
        facts = {"kind": kind, "megabytes": 1, "most": most, "order": order, "required": False}
        found[kind] = Requirement.objects.create(
            edition=small_edition, key=f"bukti-{kind}", title=f"Bukti {kind}", **facts
        )
    return found


def picture(colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return out.getvalue()


def paper(author: str = "") -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    if author:
        writer.add_metadata({"/Author": author})
    writer.write(out)
    return out.getvalue()


def page_of(entry, requirement) -> str:
    return reverse("kipp:entry_evidence", args=[entry.edition.slug, entry.case.reference, requirement.key])


def put(client, entry, requirement, data: bytes, name: str = "bukti.pdf", **more):
    upload = SimpleUploadedFile(name, data, content_type="application/pdf")
    return client.post(page_of(entry, requirement), {"upload": upload, "caption": "SK", **more})


def test_a_paper_is_attached_once_however_often_it_is_sent(signed_in, small_edition, dindik, wati, asked):
    entry, client = draft(small_edition, dindik, wati), signed_in(wati)
    for _again in range(2):
        assert put(client, entry, asked["pdf"], paper()).status_code == 302
    assert Evidence.objects.filter(removed_at=None).count() == 1
    assert "bukti.pdf" in client.get(page_of(entry, asked["pdf"])).content.decode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ\x90\x00 not a paper", "bukti.pdf"),
        (b"<html><script>alert(1)</script></html>", "bukti.pdf"),
        (picture(), "bukti.pdf"),
        (b"", "bukti.pdf"),
        (b"%PDF-1.7\n" + b"0" * (50 * MB), "besar.pdf"),
    ],
    ids=["program", "markup", "picture", "empty", "fifty megabytes"],
)
def test_what_is_no_paper_is_refused_at_the_field(data, name, signed_in, small_edition, dindik, wati, asked):
    entry, client = draft(small_edition, dindik, wati), signed_in(wati)
    page = put(client, entry, asked["pdf"], data, name)
    assert page.status_code in (413, 422)
    assert not Evidence.objects.exists()
    if page.status_code == 422:
        shown = page.content.decode()
        assert 'id="errors"' in shown and 'value="SK"' in shown, "the sentence and what was typed"


def test_the_limit_is_said_before(signed_in, small_edition, dindik, wati, asked):
    entry = draft(small_edition, dindik, wati)
    assert "1 MB" in signed_in(wati).get(page_of(entry, asked["pdf"])).content.decode()
    write = reverse("kipp:entry_write", args=[entry.edition.slug, entry.case.reference])
    assert "1 MB" in signed_in(wati).get(write).content.decode()


def test_the_newer_takes_the_place_and_the_older_can_come_back(signed_in, small_edition, dindik, wati, asked):
    entry, client = draft(small_edition, dindik, wati), signed_in(wati)
    put(client, entry, asked["pdf"], paper(), "lama.pdf")
    put(client, entry, asked["pdf"], paper("x"), "baru.pdf")
    old, new = Evidence.objects.order_by("pk")
    assert (old.removed_at, new.removed_at) == (NOW, None)
    off = reverse("kipp:entry_evidence_off", args=[entry.edition.slug, entry.case.reference, "bukti-pdf", old.pk])
    client.post(off, {"again": "1"})
    old.refresh_from_db(), new.refresh_from_db()
    assert (old.removed_at, new.removed_at) == (None, NOW)
    client.post(off)
    client.post(off)
    old.refresh_from_db()
    assert old.removed_at == NOW


def test_no_more_than_asked(signed_in, small_edition, dindik, wati, asked):
    entry, client = draft(small_edition, dindik, wati), signed_in(wati)
    for colour in ("red", "green"):
        assert put(client, entry, asked["image"], picture(colour), "foto.png").status_code == 302
    assert put(client, entry, asked["image"], picture("blue"), "foto.png").status_code == 422
    assert Evidence.objects.count() == 2


BAD_LINKS = ["http://contoh.id/v", "javascript:alert(1)", "https://", "https://localhost/x", "https://a:b@contoh.id/"]
BAD_LINKS += ["https://a b.id", "https://contoh.id:x/", "ftp://contoh.id", "//contoh.id"]


@pytest.mark.parametrize("link", BAD_LINKS)
def test_links_that_are_refused(link, signed_in, small_edition, dindik, wati, asked):
    entry, client = draft(small_edition, dindik, wati), signed_in(wati)
    page = client.post(page_of(entry, asked["video"]), {"link": link})
    assert page.status_code == 422 and 'id="errors"' in page.content.decode()
    assert not Evidence.objects.exists()


def test_a_video_link_is_taken(signed_in, small_edition, dindik, wati, asked):
    entry, client = draft(small_edition, dindik, wati), signed_in(wati)
    typed = {"link": "https://video.contoh.id/tonton?v=kudu", "caption": "Cara kerja"}
    for _again in range(2):
        assert client.post(page_of(entry, asked["video"]), typed).status_code == 302
    assert Evidence.objects.get().link == typed["link"]


@given(st.text(max_size=60))
def test_any_link_gets_an_answer(link):
    assert trouble_with_link(link) or link.lower().startswith("https://")


def _in_judging(entry, person, edition) -> None:
    from tuntas.kipp.models import SeatHolder
    from tuntas.kipp.terms import Seat

    seat = SeatHolder.objects.get_or_create(
        edition=edition, person=person, seat=Seat.JUROR, defaults={"added_at": NOW}
    )[0]
    Assignment.objects.create(stage=stage(edition, StageKind.DESK), entry=entry, juror=seat, at=NOW)
    Case.objects.filter(pk=entry.case_id).update(stage=EntryStage.PASSED)


def test_who_reads_a_file_and_under_which_name(
    client, small_edition, dindik, wati, agus, budi, tono, ratna, sari, asked
):
    entry = draft(small_edition, dindik, wati)
    client.force_login(wati)
    put(client, entry, asked["pdf"], paper("Wati Inovator"), "SK Dinas Pendidikan Kab. Pekalongan.pdf")
    where = reverse("files:serve", args=[Evidence.objects.get().file_id])

    def status(person) -> int:
        client.force_login(person)
        return client.get(where).status_code

    assert [status(person) for person in (wati, agus)] == [200, 200]
    assert {status(person) for person in (budi, tono, ratna, sari)} <= {403, 404}, "a draft is its team's"
    entry = sent(small_edition, dindik, wati, agus)  # the same title: the same draft, now handed in
    assert status(sari) == 200
    assert status(ratna) in (403, 404)
    _in_judging(entry, ratna, small_edition)
    client.force_login(ratna)
    answer = client.get(where)
    told = answer["Content-Disposition"] + b"".join(answer).decode("latin-1")
    assert answer.status_code == 200
    assert "Pekalongan" not in told and "Wati" not in told
    client.force_login(agus)
    assert "Pekalongan" in client.get(where)["Content-Disposition"]


def test_a_blind_proposal_names_nobody(signed_in, small_edition, dindik, wati, agus, asked):
    entry = draft(small_edition, dindik, wati, "KUDU Sekolah Kabupaten Pekalongan")
    client = signed_in(wati)
    put(client, entry, asked["pdf"], paper(), "SK Pekalongan.pdf", caption="SK Kepala Dinas Pekalongan")
    from tuntas.kipp.tests.proposals import write

    text = "Di Kab. Pekalongan, Dinas Pendidikan Kab. Pekalongan bersama Wati Inovator mendata anak Pekalongan."
    write(entry, "dampak", text, wati)
    blind = repr(proposal(fresh(entry), blind=True))
    for name in ("Pekalongan", "Wati", "Dinas Pendidikan"):
        assert name not in blind, name
    assert "mendata anak" in blind
    assert "Pekalongan" in repr(proposal(fresh(entry)))
