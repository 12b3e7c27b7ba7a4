"""The door: who reads, under which name, with which headers."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from tuntas.files.actions import remove, store
from tuntas.files.queries import address
from tuntas.files.rules import guards, register
from tuntas.files.sheets import write_csv
from tuntas.files.terms import IMAGE, PDF, SHEET
from tuntas.files.tests.test_store import pdf, picture


def is_sari(reader, file, now):
    return reader.is_authenticated and reader.name.startswith(("Sari", "Ratna"))


def neutral_for_jurors(reader, file, now):
    return "bukti-2" if reader.name.startswith("Ratna") else None


@pytest.fixture(autouse=True)
def guard():
    register("tests.evidence", is_sari, neutral_for_jurors)
    yield
    guards._guards.pop("tests.evidence")


@pytest.fixture
def evidence(sari, now):
    return store(
        upload=pdf(author="Wati Inovator", creator="Dinas Pendidikan", title="Usulan Wati"),
        name="Wati Inovator.pdf",
        kind=PDF(10),
        purpose="tests.evidence",
        subject="tests.thing:1",
        by=sari,
        now=now,
    )


def test_the_guarded_file_is_served_with_private_headers(signed_in, sari, evidence):
    answer = signed_in(sari).get(address(evidence))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="Wati Inovator.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "private" in answer["Cache-Control"]
    assert b"Wati Inovator" in b"".join(answer.streaming_content)


def test_others_find_nothing_and_strangers_sign_in(client, signed_in, tono, evidence):
    for page in (address(evidence), reverse("files:serve", args=[uuid4()])):
        answer = client.get(page)
        assert answer.status_code == 302
        assert "next=" in answer.url
    visitor = signed_in(tono)
    for page in (address(evidence), reverse("files:serve", args=[uuid4()])):
        assert visitor.get(page).status_code == 404


def test_a_file_without_a_guard_is_read_by_nobody(signed_in, sari, evidence):
    guards._guards.pop("tests.evidence")
    assert signed_in(sari).get(address(evidence)).status_code == 404
    register("tests.evidence", is_sari, neutral_for_jurors)


def test_a_removed_file_is_gone(signed_in, sari, evidence, now):
    remove(file=evidence, by=sari, now=now)
    assert signed_in(sari).get(address(evidence)).status_code == 404


def test_a_blind_reader_learns_no_names(signed_in, ratna, evidence):
    answer = signed_in(ratna).get(address(evidence))
    assert answer["Content-Disposition"] == 'inline; filename="bukti-2.pdf"'
    data = b"".join(answer.streaming_content)
    assert b"Wati" not in data
    assert b"Dinas" not in data
    assert evidence.sha256 not in answer["ETag"]
    assert dict(PdfReader(BytesIO(data)).metadata) == {"/Title": "bukti-2"}
    again = signed_in(ratna).get(address(evidence))
    assert b"".join(again.streaming_content) == data


def test_parts_and_repeats(signed_in, sari, evidence):
    reader = signed_in(sari)
    whole = b"".join(reader.get(address(evidence)).streaming_content)
    part = reader.get(address(evidence), headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert reader.get(address(evidence), headers={"range": "bytes=-5"}).content == whole[-5:]
    assert reader.get(address(evidence), headers={"range": f"bytes={len(whole)}-"}).status_code == 416
    etag = reader.get(address(evidence))["ETag"]
    assert reader.get(address(evidence), headers={"if-none-match": etag}).status_code == 304


def test_pictures_open_and_tables_are_saved(signed_in, sari, now):
    def serve(data, kind, name):
        file = store(upload=data, name=name, kind=kind, purpose="tests.evidence", subject="x", by=sari, now=now)
        return signed_in(sari).get(address(file))["Content-Disposition"]

    assert serve(picture(), IMAGE(5), "foto.jpg").startswith("inline")
    assert serve(write_csv(["a", "b"], []), SHEET(5), "a.csv").startswith("attachment")


def test_two_guards_for_one_purpose_are_a_mistake():
    with pytest.raises(ValueError):
        register("tests.evidence", lambda *a: True)


def test_fifty_megabytes_meet_a_clear_page(client, db):
    big = SimpleUploadedFile("besar.pdf", b"0" * (50 * 1024 * 1024))
    answer = client.post(reverse("documents:check"), {"file": big})
    assert answer.status_code == 413
    assert "paling besar 30 MB" in answer.content.decode()


def test_a_strange_content_length_is_no_trouble(client, db):
    assert client.get("/dokumen/periksa/", CONTENT_LENGTH="viel").status_code == 200
