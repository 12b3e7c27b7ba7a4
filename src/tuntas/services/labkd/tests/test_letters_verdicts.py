"""What everybody reads who checks a letter: valid, expired, revoked, replaced, tampered, unknown: each its own."""

import re
import shutil
import subprocess
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import NOW

from tuntas.documents import actions as documents
from tuntas.documents.models import Document
from tuntas.files.queries import content_of
from tuntas.kernel.clock import WIB
from tuntas.services.labkd.actions.electronic import request_signature
from tuntas.services.labkd.models import Letter

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def document(office, neighbours, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = office.signed(neighbours["Siti"])
    return Document.objects.select_related("file").get(pk=letter.document_id)


def said(client, token: str) -> str:
    text = client.get(reverse("documents:check", args=[token])).content.decode()
    return text.replace("<wbr>", "")


def examined(client, data: bytes) -> str:
    file = SimpleUploadedFile("surat.pdf", data, "application/pdf")
    return client.post(reverse("documents:check"), {"file": file}).content.decode()


VERDICTS = {
    "valid": "Dokumen ini berlaku",
    "expired": "Masa berlaku dokumen ini sudah habis",
    "revoked": "Dokumen ini telah dicabut",
    "replaced": "Dokumen ini telah diganti",
    "unknown": "Tidak ada dokumen dengan kode ini",
}


def test_every_end_has_its_own_verdict(client, document, office, neighbours, still, django_capture_on_commit_callbacks):
    told = {"valid": said(client, document.token), "unknown": said(client, "0" * 28)}
    still.move_to(datetime(2022, 4, 4, 23, 59, tzinfo=WIB))
    assert VERDICTS["valid"] in said(client, document.token), "the last day counts"
    still.move_to(datetime(2022, 4, 5, 0, 1, tzinfo=WIB))
    told["expired"] = said(client, document.token)
    still.move_to(NOW)
    with django_capture_on_commit_callbacks(execute=True):
        new = office.signed(neighbours["Painah"]).document
    other = documents.press(document_id=new.pk, now=NOW)
    documents.succeed(document=document, by_document=other, reason="Alamat keliru", by=office.head, now=NOW)
    told["replaced"] = said(client, document.token)
    documents.revoke(document=other, reason="Keterangan tidak benar", by=office.head, now=NOW)
    told["revoked"] = said(client, other.token)
    for key, page in told.items():
        assert [found for found, words in VERDICTS.items() if words in page] == [key]
        assert "Siti" not in page and "Painah" not in page and not re.search(r"\b33260\d{11}\b", page)
    assert other.label in told["replaced"] and "Alamat keliru" in told["replaced"]


def test_a_file_that_was_changed_says_so(client, document):
    data = content_of(document.file)
    assert "Berkas tidak berubah" in examined(client, data)
    middle = len(data) // 2
    changed = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    assert "Berkas telah diubah" in examined(client, changed)
    assert "Berkas telah diubah" in examined(client, data + b"\n% added")


def test_a_letter_signed_by_a_person_is_known_by_its_file(client, office, neighbours, now, still):
    letter = office.checked(neighbours["Siti"])
    request_signature(letter=letter, secret="uji", by=office.head, now=now)
    document = Letter.objects.select_related("document__file").get().document
    assert "Berkas tidak berubah" in examined(client, content_of(document.file))
    assert VERDICTS["valid"] in said(client, document.token)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed here")
@pytest.mark.parametrize("electronic", [False, True], ids=["sealed", "signed by a person"])
def test_pdfsig_agrees(electronic, office, neighbours, now, tmp_path, django_capture_on_commit_callbacks):
    letter = office.checked(neighbours["Siti"])
    with django_capture_on_commit_callbacks(execute=True):
        if electronic:
            request_signature(letter=letter, secret="uji", by=office.head, now=now)
        else:
            from tuntas.services.labkd.actions import chain

            chain.sign(letter=letter, by=office.head, now=now)
    data = content_of(Document.objects.select_related("file").get().file)

    def pdfsig(content: bytes) -> str:
        path = tmp_path / "surat.pdf"
        path.write_bytes(content)
        done = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    found = pdfsig(data)
    assert found.count("Signature #") == 1 and "Signature is Valid" in found, found
    assert "Total document signed" in found and "SHA-256" in found
    middle = len(data) // 3
    assert "Signature is Valid" not in pdfsig(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
