"""Bad input at the doors: cases that the tests of each room meet further in."""

import zipfile
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from tests.cast import NOW

from tuntas.documents.models import Document
from tuntas.files.terms import MB
from tuntas.kipp.actions.sending import hand_over
from tuntas.kipp.models import Assignment, Entry, Evidence, Import, Requirement, Sheet
from tuntas.kipp.queries.sheets import try_dry
from tuntas.kipp.terms import EvidenceKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, passed
from tuntas.kipp.tests.proposals import draft, finished, fresh, sent
from tuntas.people.models import Person

pytestmark = pytest.mark.django_db
SLUG = "kipp-kecil"
EVIL = '=HYPERLINK("http://jahat.example";"Klik")'


@pytest.fixture(autouse=True)
def still(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def book(*rows: list) -> bytes:
    made, out = Workbook(), BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of a few kilobytes whose sheet unpacks to 60 MB."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book(["Judul"]))) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, b" " * (60 * MB) if name == "xl/worksheets/sheet1.xml" else good.read(name))
    return out.getvalue()


def upload(client, what: str, data: bytes, name: str):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("kipp:import", args=[SLUG, what]), {"file": file}, follow=True)


def test_a_zip_bomb_is_refused_at_the_door_of_imports(small_edition, sari, signed_in):
    data = bomb()
    assert len(data) < 100_000
    answer = upload(signed_in(sari), "entries", data, "rekap.xlsx")
    assert answer.status_code == 422 and answer.context["form"].errors["file"]
    assert not Import.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_jurors_come_in_whatever_the_encoding(encoding, small_edition, sari, signed_in):
    data = "Nama;Surel;Asal\r\nRené Contoh;rene@contoh.id;Universitas Média\r\n".encode(encoding)
    client = signed_in(sari)
    page = upload(client, "jurors", data, "juri.csv")
    assert page.status_code == 200 and "René Contoh" in page.content.decode()
    sheet = Import.objects.get()
    client.post(reverse("kipp:import_try", args=[SLUG, "jurors", sheet.pk]))
    assert Person.objects.get(email="rene@contoh.id").name == "René Contoh"


def test_bytes_that_are_no_text_are_refused(small_edition, sari, signed_in):
    answer = upload(signed_in(sari), "jurors", bytes(range(256)) * 40, "juri.csv")
    assert answer.status_code == 422 and not Import.objects.exists()


def test_a_formula_in_an_uploaded_cell_is_no_title(small_edition, sari, signed_in, pekalongan):
    rows = [["Judul", "Instansi", "Daerah"], ["=1+1", "Dinas Contoh", "Kab. Pekalongan"]]
    assert upload(signed_in(sari), "entries", book(*rows), "rekap.xlsx").status_code == 200
    found = try_dry(Import.objects.get(), NOW)
    assert [problem.row for problem in found.problems] == [2] and not found.planned


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_formula_typed_as_a_title_leaves_as_text(form, small_edition, dindik, wati, agus, sari, signed_in):
    sent(small_edition, dindik, wati, agus, EVIL)
    data = signed_in(sari).get(reverse("kipp:export", args=[SLUG, "entries", form])).content
    if form == "csv":
        text = data.decode("utf-8-sig")
        assert "HYPERLINK" in text and not any(mark in text for mark in (f";{EVIL}", f',"{EVIL[:2]}', f",{EVIL}"))
        return
    cells = [cell for row in load_workbook(BytesIO(data)).active.iter_rows() for cell in row]
    found = [cell for cell in cells if "HYPERLINK" in str(cell.value)]
    assert found and all(cell.data_type == "s" for cell in found)


def test_fifty_megabytes_or_a_disguised_paper_leave_the_draft_as_it_was(small_edition, dindik, wati, signed_in):
    asked = Requirement.objects.create(
        edition=small_edition, key="sk", title="SK", kind=EvidenceKind.PDF, megabytes=1, required=False
    )
    entry, client = draft(small_edition, dindik, wati), signed_in(wati)
    door = reverse("kipp:entry_evidence", args=[SLUG, entry.case.reference, asked.key])
    huge = client.post(door, {"file": SimpleUploadedFile("sk.pdf", b"%PDF-" + b"0" * (50 * MB))})
    assert huge.status_code == 413
    for data in (b"MZ" + b"\0" * 2000, b"PK\x03\x04" + b"\0" * 2000, b"<html><script>alert(1)</script>", b""):
        refused = client.post(door, {"file": SimpleUploadedFile("sk.pdf", data, "application/pdf")})
        assert refused.status_code in (200, 422), data[:5]
    assert not Evidence.objects.exists()
    assert client.get(reverse("kipp:entry_write", args=[SLUG, entry.case.reference])).status_code == 200


def test_submitting_twice_gives_one_number_and_one_receipt(small_edition, dindik, wati, agus, signed_in):
    entry = hand_over(entry=finished(small_edition, dindik, wati), by=wati, now=NOW)
    client, door = signed_in(agus), reverse("kipp:entry_review", args=[SLUG, entry.case.reference])
    for _click in range(2):
        assert client.post(door, {"act": "submit", "integrity": "1"}, follow=True).status_code in (200, 403, 409)
    assert fresh(entry).number == 1 and Entry.objects.count() == 1
    assert Document.objects.filter(kind="kipp.receipt").count() == 1


def test_beginning_twice_makes_one_draft(small_edition, dindik, wati, signed_in):
    client, door = signed_in(wati), reverse("kipp:entry_new", args=[SLUG])
    facts = {"organisation": dindik.pk, "title": "Sapu Jagad", "group": small_edition.groups.get().pk}
    for _click in range(2):
        client.post(door, facts)
    assert Entry.objects.count() == 1


@pytest.fixture
def given(small_edition, dindik, wati, ratna) -> Assignment:
    """A proposal on Ratna's desk."""
    return give(desk(small_edition), passed(small_edition, dindik, wati), jury_of(small_edition)[0])


def test_handing_in_twice_and_from_two_tabs(given, ratna, signed_in):
    door = reverse("kipp:desk", args=[SLUG, given.stage.key, given.entry.case.reference])
    marks = {"revision": "0", "value-signifikansi": "70", "value-kebaruan": "75", "hand_in": "1"}
    with time_machine.travel(DESK_DAY, tick=False):
        client = signed_in(ratna)
        assert client.post(door, marks).status_code == 302
        client.post(door, marks)
        client.post(door, marks | {"value-signifikansi": "99", "remark-signifikansi": "Dari tab kedua."})
    sheet = Sheet.objects.get()
    assert sheet.handed_in_at and set(sheet.scores.values_list("value", flat=True)) == {70, 75}


def test_a_juror_signed_out_mid_sheet_gets_the_remarks_back(given, ratna, client):
    """Without scripts; with them the desk fills itself in again (tests/journeys/test_expired.py)."""
    door = reverse("kipp:desk", args=[SLUG, given.stage.key, given.entry.case.reference])
    typed = {"revision": "0", "value-kebaruan": "75", "remark-kebaruan": "Relawan desa adalah hal baru.", "save": "1"}
    with time_machine.travel(DESK_DAY, tick=False):
        assert client.post(door, typed).status_code == 302
        assert not Sheet.objects.exists()
        client.force_login(ratna)
        assert "Relawan desa adalah hal baru." in client.get(door).content.decode()
        assert "Relawan desa adalah hal baru." not in client.get(door).content.decode(), "shown once"
