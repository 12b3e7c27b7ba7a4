"""Writing tables: they come back as they were, fast, and never act."""

import time
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tuntas.files.sheets import Sheet, as_number, read, write_csv, write_xlsx

ACTING = ["=1+1", "+1", "-1+2", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", ACTING)
def test_no_text_becomes_a_formula(text):
    line = write_csv(["Catatan"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.lstrip('"').startswith("'")
    cell = load_workbook(BytesIO(write_xlsx([Sheet("a", ["Catatan"], [[text]])]))).active["A2"]
    assert cell.data_type == "s"
    header = load_workbook(BytesIO(write_xlsx([Sheet("a", [text], [])]))).active["A1"]
    assert header.data_type == "s"


def test_a_workbook_has_real_types_and_a_standing_header():
    moment = datetime(2021, 11, 30, 7, 2, tzinfo=UTC)
    data = write_xlsx(
        [Sheet("Nilai: [1]", ["Nama", "Nilai", "Hari", "Saat"], [["Wati", 87.5, date(2021, 11, 30), moment]])]
    )
    page = load_workbook(BytesIO(data)).active
    assert page.title == "Nilai   1"
    assert [str(cell.value) for cell in page[2]] == ["Wati", "87.5", "2021-11-30 00:00:00", "2021-11-30 14:02:00"]
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold
    assert page.auto_filter.ref == "A1:D2"


def test_sheet_names_are_made_to_fit():
    names = ["Usulan", "usulan", "", "x" * 50, "x" * 50]
    book = load_workbook(BytesIO(write_xlsx([Sheet(name, ["A"], []) for name in names])))
    assert len({name.casefold() for name in book.sheetnames}) == 5
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_strange_values_do_no_harm():
    rows = [["\x00a\x0b", float("nan"), float("inf"), None, "x" * 40_000, "\ud800"]]
    columns = ["A", "B", "C", "D", "E", "F"]
    read(write_xlsx([Sheet("a", columns, rows)]))
    assert "nan" not in write_csv(columns, rows).decode("utf-8-sig")


def test_csv_for_indonesian_excel():
    assert write_csv(["A", "B"], [[1.5, "a;b"]]) == b'\xef\xbb\xbfA;B\r\n1,5;"a;b"\r\n'
    assert write_csv(["A", "B"], [[1.5, "a,b"]], separator=",") == b'\xef\xbb\xbfA,B\r\n1.5,"a,b"\r\n'


printable = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20).map(
    lambda text: " ".join(text.split())
)
rows = st.lists(st.tuples(st.just("x"), printable, st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6)), max_size=8)
NAMES = ["Kunci", "Catatan", "Jumlah", "Nilai"]


def same(written, found) -> None:
    import unicodedata

    assert len(written) == len(found)
    for row, back in zip(written, found, strict=True):
        assert (back["Catatan"] or "") == unicodedata.normalize("NFC", row[1])
        assert as_number(back["Jumlah"]) == row[2]


@settings(max_examples=60, deadline=None)
@given(rows)
def test_csv_comes_back(written):
    found = read(write_csv(NAMES, written), known=NAMES)
    assert found.columns == NAMES
    same(written, found.rows)


@settings(max_examples=30, deadline=None)
@given(rows)
def test_workbooks_come_back(written):
    found = read(write_xlsx([Sheet("a", NAMES, written)]), known=NAMES)
    same(written, found.rows)
    for row, back in zip(written, found.rows, strict=True):
        assert back["Nilai"] == pytest.approx(row[3], rel=1e-12)


@pytest.mark.slow
def test_five_thousand_rows_are_quick():
    many = [[f"KIPP-{n:04d}", f"juri{n % 25}@example.org", n % 5, n % 100 + 0.5, "catatan"] for n in range(5000)]
    names = ["Referensi", "Juri", "Kriteria", "Nilai", "Catatan"]
    start = time.perf_counter()
    write_csv(names, many)
    wrote = time.perf_counter()
    data = write_xlsx([Sheet("Nilai", names, many)])
    before = time.perf_counter()
    assert len(read(data).rows) == 5000
    assert wrote - start < 0.1 * 3  # three times the measure: test machines are shared
    assert time.perf_counter() - before < 1.5 * 3
