"""Issuing, pressing, ending."""

from datetime import datetime

import pytest

from tuntas.documents.actions import issue, press, sealer
from tuntas.documents.models import Document
from tuntas.documents.press.seal import Verdict
from tuntas.documents.terms import Status
from tuntas.people.models import Person

LETTER = {
    "kind": "documents.letter",
    "title": "Surat uji",
    "data": {"paragraphs": ["Halo."], "rows": [["Nama", "Uji"]]},
}


@pytest.fixture
def letter(sari: Person, now: datetime) -> Document:
    made = issue(series="uji", subject="tests.thing:1", by=sari, now=now, holder="Dinas Uji", **LETTER)
    return press(document_id=made.pk, now=now)


def test_a_pressed_letter_is_numbered_sealed_and_kept(letter: Document):
    assert letter.status == Status.ISSUED
    assert letter.label == "001/uji/X/2021"
    from django.core.files.storage import default_storage

    data = default_storage.open(letter.file.stored).read()
    assert sealer().verify(data) is Verdict.OURS
    changed = bytearray(data)
    changed[len(data) // 3] ^= 1
    assert sealer().verify(bytes(changed)) is Verdict.CHANGED
