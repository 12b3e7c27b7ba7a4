"""Uploads: what is kept, what is refused, and how."""

import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tuntas.files.actions import remove, store, sweep
from tuntas.files.models import File
from tuntas.files.queries import content_of, files_of
from tuntas.files.rules import safe_name
from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.files.terms import IMAGE, MB, PDF, PDF_TYPE, SHEET, UploadRefused
from tuntas.journal.models import Line
from tuntas.kernel import clock


def pdf(**metadata: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({f"/{key.title()}": value for key, value in metadata.items()})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(size=(40, 30), form="JPEG", **extra) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#196bcd").save(out, form, **extra)
    return out.getvalue()


@pytest.fixture
def keep(sari, now):
    """Store as Sari's evidence."""

    def keep_(data, kind, name="bukti.pdf") -> File:
        return store(
            upload=data, name=name, kind=kind, purpose="tests.evidence", subject="tests.thing:1", by=sari, now=now
        )

    return keep_


def test_a_pdf_is_kept_as_it_is(keep):
    data = pdf(author="Wati")
    file = keep(SimpleUploadedFile("laporan.pdf", data), PDF(10), "laporan.pdf")
    assert (file.type, file.size, file.name) == (PDF_TYPE, len(data), "laporan.pdf")
    assert content_of(file) == data
    assert file.sha256 in file.stored
    assert Line.objects.get().act == "files.stored"
    assert list(files_of("tests.thing:1")) == [file]


def test_the_same_bytes_twice_are_two_files(keep):
    one, two = keep(pdf(), PDF(10)), keep(pdf(), PDF(10))
    assert one.sha256 == two.sha256
    assert one.stored != two.stored


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MZ\x90\x00" + b"\x00" * 200, PDF(10)),
        (b"<html><script>alert(1)</script></html>", PDF(10)),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", IMAGE(5)),
        (b"\x7fELF" + b"\x00" * 100, SHEET(5)),
        (b"#!/bin/sh\nrm -rf /\n", SHEET(5)),
        (b"<table><tr><td>a;b</td></tr></table>", SHEET(5)),
        (b"GIF89a" + b"\x00" * 50, IMAGE(5)),
        (b"PK\x03\x04" + b"\x00" * 100, SHEET(5)),
        (picture(), PDF(10)),
        (pdf(), IMAGE(5)),
        (pdf(), SHEET(5)),
    ],
)
def test_a_disguised_file_is_refused(keep, data, kind):
    with pytest.raises(UploadRefused, match="Berkas ini bukan"):
        keep(SimpleUploadedFile("laporan.pdf", data, "application/pdf"), kind)
    assert not File.objects.exists()


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\xff" * 5000, pdf()[:300]])
def test_a_damaged_pdf_is_refused(keep, data):
    with pytest.raises(UploadRefused):
        keep(data, PDF(10))


def test_an_empty_file_is_refused(keep):
    for kind in (PDF(1), IMAGE(1), SHEET(1)):
        with pytest.raises(UploadRefused, match="kosong"):
            keep(b"", kind)


def test_fifty_megabytes_are_refused_before_they_are_read(keep, monkeypatch):
    upload = TemporaryUploadedFile("besar.pdf", "application/pdf", 50 * MB, None)
    upload.file.truncate(50 * MB)
    monkeypatch.setattr(upload, "chunks", lambda *a: pytest.fail("read"))
    with pytest.raises(UploadRefused, match="Batasnya 2 MB; berkas Anda 50.0 MB"):
        keep(upload, PDF(2))


def test_a_file_that_lies_about_its_size_is_refused(keep):
    upload = SimpleUploadedFile("besar.pdf", b"%PDF-" + b"0" * 3 * MB)
    upload.size = 100
    with pytest.raises(UploadRefused, match="terlalu besar"):
        keep(upload, PDF(2))


def test_a_locked_pdf_is_refused(keep):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    writer.encrypt("rahasia")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(UploadRefused, match="kata sandi"):
        keep(out.getvalue(), PDF(10))


def test_a_pdf_that_acts_is_refused(keep):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")})
    writer.root_object[NameObject("/OpenAction")] = script
    out = BytesIO()
    writer.write(out)
    with pytest.raises(UploadRefused, match="program"):
        keep(out.getvalue(), PDF(10))


def test_a_pdf_with_files_inside_is_refused(keep):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    writer.add_attachment("x.exe", b"MZ")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(UploadRefused, match="lampiran"):
        keep(out.getvalue(), PDF(10))


def test_a_picture_loses_its_hidden_data_and_stands_upright(keep):
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Wati"  # turned, author
    exif.get_ifd(0x8825)[1] = "S"  # place
    data = picture((400, 300), exif=exif, comment=b"Wati")
    assert b"Wati" in data
    file = keep(data, IMAGE(5), "foto.jpeg")
    kept = content_of(file)
    assert b"Wati" not in kept
    with Image.open(BytesIO(kept)) as drawn:
        assert drawn.size == (300, 400)
        assert not drawn.getexif()


def test_a_large_picture_is_made_smaller(keep):
    file = keep(picture((3000, 1500)), IMAGE(10), "foto.jpg")
    with Image.open(BytesIO(content_of(file))) as drawn:
        assert drawn.size == (2000, 1000)


@pytest.mark.parametrize(("form", "type_"), [("PNG", "image/png"), ("WEBP", "image/jpeg"), ("JPEG", "image/jpeg")])
def test_pictures_are_kept_as_jpeg_or_png(keep, form, type_):
    assert keep(picture(form=form), IMAGE(5), "foto").type == type_


def png_bomb() -> bytes:
    """A PNG of 30,000 × 30,000 points in a few hundred kilobytes."""

    def part(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    side = (30_000).to_bytes(4, "big")
    packed = zlib.compress(b"\x00" * 3_000_000)
    header = side + side + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", packed) + part(b"IEND", b"")


def test_a_picture_bomb_is_refused(keep):
    with pytest.raises(UploadRefused, match="Gambar ini"):
        keep(png_bomb(), IMAGE(5), "kecil.png")


def test_a_broken_picture_is_refused(keep):
    for data in (picture()[:200], b"\xff\xd8\xff" + b"\x00" * 100, picture(form="PNG")[:60]):
        with pytest.raises(UploadRefused):
            keep(data, IMAGE(5), "foto.jpg")


def test_tables_are_known_by_content(keep):
    assert keep(write_xlsx([Sheet("a", ["A"], [["b"]])]), SHEET(5), "a.xlsx").name == "a.xlsx"
    assert keep(write_csv(["A", "B"], [["b", "c"]]), SHEET(5), "a.csv").type == "text/csv"
    assert keep("Nama;Nilai\r\nJosé;87,5\r\n".encode("cp1252"), SHEET(5), "a.csv").type == "text/csv"
    assert keep("Nama\tNilai\r\n".encode("utf-16"), SHEET(5), "a.txt").type == "text/csv"


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\wati\\laporan.PDF", "laporan.PDF"),
        ("lap\u202egpj.exe", "lapgpj.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("", "berkas.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 400 + ".pdf", "x" * 156 + ".pdf"),
    ],
)
def test_names_are_made_safe(given_, shown):
    assert safe_name(given_, PDF_TYPE) == shown


@given(st.text(max_size=300))
def test_no_name_breaks_out(name):
    safe = safe_name(name, PDF_TYPE)
    assert 5 <= len(safe) <= 160
    assert safe.lower().endswith(".pdf")
    assert not set(safe) & set('/\\\n\r\t"<>\x00')


def test_removing_hides_and_sweeping_deletes(keep, sari, now):
    file, other = keep(pdf(), PDF(10)), keep(pdf(), PDF(10))
    remove(file=file, by=sari, now=now)
    remove(file=file, by=sari, now=now)
    assert list(files_of("tests.thing:1")) == [other]
    default_storage.save("zz/zz/unowned.pdf", BytesIO(b"x"))
    later = clock.now() + timedelta(days=2)
    File.objects.filter(pk=file.pk).update(removed_at=later)
    assert sweep(now=later) >= 1  # the unowned one
    assert default_storage.exists(file.stored)
    assert sweep(now=later + timedelta(days=31)) == 1
    assert not default_storage.exists(file.stored)
    assert default_storage.exists(other.stored)
    assert File.objects.filter(pk=file.pk).exists()
