"""Reading tables as officials make them, and refusing what is not a table."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from random import Random

import pytest
from openpyxl import Workbook

from tuntas.files.rules import explain
from tuntas.files.sheets import Limits, SheetRefused, as_date, as_number, read, suggest

SCORES = [["Nama", "Instansi", "Nilai"], ["Wati", "Dinas A", 87.5], ["Budi", "Dinas B", 90]]


def xlsx(rows, change=None, title="Sheet") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def codes(table) -> list[str]:
    return [note.code for note in table.notes]


def values(table) -> list[list]:
    return [list(row.cells.values()) for row in table.rows]


def test_a_plain_workbook():
    table = read(xlsx(SCORES), "nilai.xlsx")
    assert table.columns == ["Nama", "Instansi", "Nilai"]
    assert [row.number for row in table.rows] == [2, 3]
    assert values(table) == [["Wati", "Dinas A", 87.5], ["Budi", "Dinas B", 90]]
    assert table.notes == []


def test_titles_blank_rows_and_column_numbers_are_skipped():
    rows = [
        ["REKAP NILAI KIPP 2021"],
        ["Biro Organisasi", None, None, "halaman 1"],
        [],
        [None, "No", "Nama", "Instansi", "Nilai"],
        [None, "(1)", "(2)", "(3)", "(4)"],
        [],
        [None, 1, "Wati", "Dinas A", 87.5],
        [],
        [None, 2, "Budi", "Dinas B", 90],
    ]
    table = read(xlsx(rows))
    assert table.columns == ["No", "Nama", "Instansi", "Nilai"]
    assert [row.number for row in table.rows] == [7, 9]
    assert table.header == 4
    assert codes(table) == ["titles", "numbering"]
    assert all(explain(note) for note in table.notes)


def test_values_merged_downwards_count_for_each_row():
    rows = [["Instansi", "Judul", "Nilai"], ["Dinas A", "Satu", 1], [None, "Dua", 2], ["Dinas B", "Tiga", 3]]
    table = read(xlsx(rows, lambda sheet: sheet.merge_cells("A2:A3")))
    assert [row["Instansi"] for row in table.rows] == ["Dinas A", "Dinas A", "Dinas B"]
    assert codes(table) == ["merged"]


def test_names_in_two_rows_are_joined():
    rows = [["Nama", "Nilai", None, None], [None, "K1", "K2", "K3"], ["Wati", 1, 2, 3], ["Budi", 4, 5, 6]]
    table = read(xlsx(rows, lambda sheet: sheet.merge_cells("B1:D1")))
    assert table.columns == ["Nama", "Nilai K1", "Nilai K2", "Nilai K3"]
    assert len(table.rows) == 2


def test_names_twice_and_names_missing():
    table = read(xlsx([["Nilai", "Nilai", None, "Nilai"], [1, 2, 3, 4]]))
    assert table.columns == ["Nilai", "Nilai (2)", "C", "Nilai (3)"]
    assert codes(table) == ["duplicate"]


def test_known_names_help_to_find_the_header():
    rows = [["a", "b", "c"], ["d", "e", "f"], ["Judul", "Instansi", "c"], ["x", "y", "z"]]
    assert read(xlsx(rows), known=["judul", "INSTANSI"]).header == 3


def test_dates_numbers_and_errors_keep_their_kind():
    moment = datetime.fromisoformat("2021-11-30T14:02")  # tables know no time zones
    rows = [["Hari", "Saat", "Nilai", "Ya"], [date(2021, 11, 30), moment, 87.0, True]]
    row = read(xlsx(rows)).rows[0]
    assert list(row.cells.values()) == [date(2021, 11, 30), moment, 87, True]


def test_text_is_tidied():
    rows = [["  Nama\nlengkap ", "Judul"], ["\u200bWati\u00a0 Inovator ", "e\u0301"]]
    table = read(xlsx(rows))
    assert table.columns == ["Nama lengkap", "Judul"]
    assert values(table) == [["Wati Inovator", "é"]]


def test_a_formula_gives_its_saved_value_and_is_never_run():
    data = xlsx([["Nama", "Nilai"], ["Wati", "=1+1"], ["Budi", '=HYPERLINK("http://x")']])
    table = read(data)
    assert [row["Nilai"] for row in table.rows] == [None, None]  # nothing was ever saved by a program


def test_the_visible_sheet_with_rows_is_read():
    book = Workbook()
    book.active.title = "Kosong"
    hidden, shown = book.create_sheet("Sembunyi"), book.create_sheet("Nilai")
    hidden.sheet_state = "hidden"
    for sheet in (hidden, shown):
        sheet.append(["Nama", sheet.title])
        sheet.append(["Wati", 1])
    out = BytesIO()
    book.save(out)
    assert read(out.getvalue()).sheet == "Nilai"
    assert read(out.getvalue(), sheet="Sembunyi").columns == ["Nama", "Sembunyi"]
    with pytest.raises(SheetRefused, match="Nilai"):
        read(out.getvalue(), sheet="Lain")


TEXT = "Nama;Instansi;Nilai\r\nRené;Dinas “A”;87,5\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_is_read(encoding):
    table = read(TEXT.encode(encoding), "nilai.csv")
    assert values(table) == [["René", "Dinas “A”", "87,5"]]
    assert codes(table) == (["encoding"] if encoding == "cp1252" else [])


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_usual_separator_is_found(separator):
    text = separator.join(["Nama", "Judul"]) + "\n" + separator.join(['"Wati"', '"a, b; c"']) + "\n"
    assert values(read(text.encode())) == [["Wati", "a, b; c"]]


def test_excel_may_declare_its_separator():
    table = read(b"sep=;\r\nNama;Nilai\r\nWati;1,5\r\n")
    assert table.columns == ["Nama", "Nilai"]
    assert table.rows[0].number == 3


def test_cells_with_line_ends_keep_their_row_numbers():
    table = read(b'Nama;Catatan\nWati;"satu\ndua"\nBudi;tiga\n')
    assert [row.number for row in table.rows] == [2, 4]
    assert table.rows[0]["Catatan"] == "satu\ndua"


def test_one_column_is_a_table_too():
    assert read(b"Email\nwati@example.org\nbudi@example.org\n").columns == ["Email"]


def archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def tampered(part: str, data: bytes) -> bytes:
    """A sound workbook with one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx(SCORES))) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sound.namelist():
            made.writestr(name, data if name == part else sound.read(name))
        if part not in sound.namelist():
            made.writestr(part, data)
    return out.getvalue()


FILLER = Random(1).randbytes(600_000).hex().encode()  # so that it does not look like a zip bomb
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "old_xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99 + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        (b"PK\x03\x04broken", "damaged"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (archive(word__document=b"x"), "unknown"),
        (b"\x7fELF\x01\x02\x00\x00" * 20, "unknown"),
        (tampered("xl/worksheets/sheet1.xml", b"\x00" * 50_000_000), "bomb"),
        (tampered("xl/media/big.bin", b"\x00" * 130_000_000), "bomb"),
        (tampered("xl/worksheets/sheet1.xml", BOMB), "unsafe"),
        (tampered("xl/sharedStrings.xml", FILLER + BOMB.decode().encode("utf-16")), "unsafe"),
        (tampered("xl/workbook.xml", b"<nothing"), "damaged"),
        (tampered("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"), "damaged"),
    ],
)
def test_what_is_no_sound_table_is_refused_in_plain_words(data, code):
    with pytest.raises(SheetRefused) as refused:
        read(data, "nilai.xlsx")
    assert refused.value.code == code
    assert explain(refused.value)


def test_many_parts_are_a_bomb():
    with pytest.raises(SheetRefused) as refused:
        read(archive(**{f"xl__{n}.xml": b"x" for n in range(2100)}))
    assert refused.value.code == "bomb"


def test_limits_are_kept():
    few = Limits(rows=3, columns=4, cells=40, text=10, size=10_000)
    for rows, code in [
        ([["A", "B"]] + [["a", "b"]] * 4, "rows"),
        ([list("ABCDE")], "columns"),
        ([["A"], ["x" * 11]], "text"),
        ([["A", "B"]] + [["a" * 5, "b"]] * 30, "cells"),
    ]:
        for data in (xlsx(rows), "\n".join(";".join(row) for row in rows).encode()):
            with pytest.raises(SheetRefused) as refused:
                read(data, limits=few)
            assert refused.value.code == code
    with pytest.raises(SheetRefused) as refused:
        read(b"x" * 10_001, limits=few)
    assert refused.value.code == "too_large"


def test_a_cell_far_away_costs_nothing():
    data = xlsx(SCORES, lambda sheet: sheet.cell(1_048_576, 3, "jauh"))
    assert read(data).rows[-1].number == 1_048_576
    with pytest.raises(SheetRefused):
        read(xlsx(SCORES, lambda sheet: sheet.cell(2, 16_384, "jauh")))


@pytest.mark.parametrize(
    ("written", "number"),
    [("87,5", 87.5), ("87.5", 87.5), ("1.250.000", 1250000), ("1.250,75", 1250.75), ("1,250.75", 1250.75), (" 9 ", 9)]
    + [("-3", -3), ("−3", -3), ("Rp 1.000.000", 1000000), (None, None), ("", None), (7, 7), (7.25, 7.25)],
)
def test_numbers_as_people_write_them(written, number):
    assert as_number(written) == number


@pytest.mark.parametrize("written", ["sembilan", "8o", "1,2,3", "1.2.3,4", "--1", "1e5", "=1", True, "nan", "inf"])
def test_what_is_no_number_is_said(written):
    with pytest.raises(ValueError):
        as_number(written)


@pytest.mark.parametrize(
    "written",
    [
        "30/11/2021",
        "30-11-2021",
        "30.11.2021",
        "2021-11-30",
        "30 November 2021",
        "30 Nop 2021",
        44530,
        "2021-11-30 14:02",
    ],
)
def test_days_as_people_write_them(written):
    assert as_date(written) == date(2021, 11, 30)


@pytest.mark.parametrize("written", ["31/11/2021", "kemarin", 5, "30 Brumaire 2021", True, "11/2021"])
def test_what_is_no_day_is_said(written):
    with pytest.raises(ValueError):
        as_date(written)


def test_columns_are_suggested_by_likeness():
    wanted = {
        "reference": ["Nomor usulan", "No. registrasi"],
        "title": ["Judul inovasi", "Judul"],
        "organisation": ["Instansi", "Perangkat daerah", "OPD"],
        "score": ["Nilai", "Skor"],
    }
    columns = ["No", "NO. REGISTRASI", "Judul  Inovasi", "instansi", "Nilai*", "Keterangan"]
    assert suggest(columns, wanted) == {
        "reference": "NO. REGISTRASI",
        "title": "Judul  Inovasi",
        "organisation": "instansi",
        "score": "Nilai*",
    }
    assert suggest(["Xyz"], wanted) == {}
