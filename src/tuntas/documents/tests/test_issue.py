"""Issuing, pressing, ending."""

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from tuntas.documents.actions import CannotEnd, issue, press, press_pending, replace, revoke, void
from tuntas.documents.models import Document, Series
from tuntas.documents.press.typeset import TemplateMissing, TypesetFailed
from tuntas.documents.terms import Status
from tuntas.files.queries import content_of
from tuntas.journal.models import Line
from tuntas.people.models import Organisation, Person

LETTER = {
    "kind": "documents.letter",
    "title": "Surat uji",
    "data": {"paragraphs": ["Halo."], "rows": [["Nama", "Uji"]]},
    "subject": "tests.thing:1",
    "series": "uji",
}


@pytest.fixture
def reserved(sari: Person, now) -> Document:
    return issue(by=sari, now=now, holder="Dinas Uji", **LETTER)


@pytest.fixture
def letter(reserved: Document, now) -> Document:
    return press(document_id=reserved.pk, now=now)


def test_a_pressed_letter_is_numbered_and_kept(letter, now):
    assert letter.status == Status.ISSUED
    assert letter.label == "001/uji/X/2021"
    assert letter.file.name == "Surat uji 001-uji-X-2021.pdf"
    assert len(letter.template) == 64
    acts = list(Line.objects.values_list("act", flat=True))
    assert acts == ["documents.reserved", "files.stored", "documents.issued"]


def test_the_file_is_made_after_the_act_commits(sari, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = issue(by=sari, now=now, **LETTER)
        assert document.status == Status.RESERVED
    document.refresh_from_db()
    assert document.status == Status.ISSUED


def test_pressing_twice_is_pressing_once(letter, now):
    again = press(document_id=letter.pk, now=now)
    assert (again.file_id, again.status) == (letter.file_id, Status.ISSUED)
    assert press_pending(now) == 0


def test_what_was_interrupted_is_finished_later(sari, now):
    documents = [issue(by=sari, now=now, **LETTER) for _ in range(3)]
    press(document_id=documents[1].pk, now=now)
    assert press_pending(now) == 2
    assert set(Document.objects.values_list("status", flat=True)) == {Status.ISSUED}
    assert sorted(Document.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_one_that_cannot_be_pressed_does_not_stop_the_others(sari, now):
    bad = issue(by=sari, now=now, **LETTER | {"data": {"rows": [["only one"]]}})
    good = issue(by=sari, now=now, **LETTER)
    with pytest.raises(TypesetFailed):
        press(document_id=bad.pk, now=now)
    assert press_pending(now) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.status, good.status) == (Status.RESERVED, Status.ISSUED)


def test_an_act_that_rolls_back_takes_no_number(sari, now):
    issue(by=sari, now=now, **LETTER)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issue(by=sari, now=now, **LETTER)
        raise ZeroDivisionError
    assert issue(by=sari, now=now, **LETTER).number == 2


def test_a_kind_without_a_template_takes_no_number(sari, now):
    for kind in ("documents.nothing", "documents.../../secret", "nothing"):
        with pytest.raises(TemplateMissing):
            issue(by=sari, now=now, **LETTER | {"kind": kind})
    assert not Series.objects.exists()


def test_numbers_start_again_each_year_and_for_each_series(sari, now):
    pattern = "{number:03d}/KIPP/{roman}/{year}"
    made = [
        issue(by=sari, now=moment, pattern=pattern, **LETTER | {"series": series})
        for series, moment in [("a", now), ("b", now), ("a", now), ("a", now.replace(year=2022, month=1))]
    ]
    assert [document.label for document in made] == [
        "001/KIPP/X/2021",
        "001/KIPP/X/2021",
        "002/KIPP/X/2021",
        "001/KIPP/I/2022",
    ]


def test_the_year_is_that_of_central_java(sari, now):
    from datetime import UTC, datetime

    newyear = datetime(2021, 12, 31, 18, tzinfo=UTC)  # 1 January 2022, 01:00 WIB
    assert issue(by=sari, now=newyear, **LETTER).label == "001/uji/I/2022"


def test_the_database_refuses_a_number_twice(letter):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            series=letter.series,
            number=letter.number,
            label="x",
            kind=letter.kind,
            title="x",
            subject="x",
            token="x",
            issued_at=letter.issued_at,
            issued_by=letter.issued_by,
        )


def test_the_pdf_is_tagged_titled_and_speaks_its_language(letter):
    from io import BytesIO

    reader = PdfReader(BytesIO(content_of(letter.file)))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "id"
    assert reader.metadata.title == "Surat uji 001/uji/X/2021"
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    text = reader.pages[0].extract_text()
    assert "Nomor: 001/uji/X/2021" in text
    assert "4 Oktober 2021" in text
    assert "CONTOH" not in text


def test_a_sample_says_so_on_the_paper(sari, now):
    from io import BytesIO

    document = press(document_id=issue(by=sari, now=now, is_sample=True, **LETTER).pk, now=now)
    text = PdfReader(BytesIO(content_of(document.file))).pages[0].extract_text()
    assert "CONTOH" in text
    assert "tidak berlaku" in text


def test_an_english_letter_is_english(sari, now):
    from io import BytesIO

    document = press(document_id=issue(by=sari, now=now, language="en", **LETTER).pk, now=now)
    text = PdfReader(BytesIO(content_of(document.file))).pages[0].extract_text()
    assert "Number: 001" in text
    assert "4 October 2021" in text


def test_revoking_keeps_number_and_file(letter, sari, now):
    revoke(document=letter, reason="Salah nama", by=sari, now=now)
    letter.refresh_from_db()
    assert (letter.status, letter.reason, letter.revoked_at) == (Status.REVOKED, "Salah nama", now)
    assert letter.file is not None
    with pytest.raises(CannotEnd):
        revoke(document=letter, reason="Sekali lagi", by=sari, now=now)


def test_a_reason_is_needed(letter, sari, now):
    with pytest.raises(CannotEnd):
        revoke(document=letter, reason="  ", by=sari, now=now)


def test_void_is_for_what_was_never_issued(reserved, sari, now):
    void(document=reserved, reason="Rapat batal", by=sari, now=now)
    assert press(document_id=reserved.pk, now=now).status == Status.VOID
    assert issue(by=sari, now=now, **LETTER).number == 2


def test_an_issued_document_cannot_be_voided(letter, sari, now):
    with pytest.raises(CannotEnd):
        void(document=letter, reason="Rapat batal", by=sari, now=now)


def test_replacing_gives_a_new_number_and_points_to_it(letter, sari, now):
    new = replace(document=letter, data={"paragraphs": ["Baru."]}, reason="Salah ketik", by=sari, now=now)
    letter.refresh_from_db()
    assert (letter.status, letter.replaced_by) == (Status.REPLACED, new)
    assert (new.label, new.holder) == ("002/uji/X/2021", "Dinas Uji")


def test_a_series_of_an_office_with_a_long_name(sari, now):
    """SQLite keeps any length and PostgreSQL refuses: the longest name of an organisation must fit with its kind."""
    longest = Organisation._meta.get_field("name").max_length
    made = issue(by=sari, now=now, **LETTER | {"series": f"{'x' * longest}/kipp.certificate"}, pattern="{number}")
    assert Series._meta.get_field("key").max_length >= len(made.series.key)
