"""An organiser brings in a whole competition from four spreadsheets, by clicks, and takes every table along again."""

from collections.abc import Mapping
from io import BytesIO

import pytest
import time_machine
from openpyxl import Workbook

from tests.cast import NOW
from tests.journeys.walker import Walker
from tuntas.files.sheets import read
from tuntas.kipp.models import Assignment, Entry, SeatHolder, Sheet
from tuntas.kipp.terms import EntryStage, Seat, StageKind
from tuntas.kipp.tests.stage import during

pytestmark = [pytest.mark.journey, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
HOME = "/kipp/kipp-kecil/"
SHEETS = "main section[aria-labelledby='sheets']"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ["No.", "Karya", "Instansi", "Kab/Kota", "Mulai", "Ringkasan"]  # "Karya" is a heading nobody can guess
KUDU = [1, "Gerakan KUDU Sekolah", "Dinas Contoh Pekalongan", "Kab. Pekalongan", "02/05/2019", "Anak kembali sekolah."]
WARUNG = [2, "Warung Data", "Dinas Contoh Brebes", "Brebes", "1 Maret 2018", "Data desa di warung."]


def workbook(*rows: list) -> bytes:
    """An .xlsx with a title above the headings, as offices like it."""
    book, out = Workbook(), BytesIO()
    book.active.append(["REKAP KIPP KECIL 2021"])
    book.active.append([])
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def dry(walker: Walker, what: str, data: bytes, columns: Mapping[str, str] = {}, stage: str = "") -> None:
    """From the board: upload, choose columns, look at the dry run."""
    walker.go(HOME + "papan/", seen=what != "Jurors")
    walker.press(what, within=f"{SHEETS} p >> nth=0")
    if stage:
        walker.choose("stage", stage)
    walker.field("file").set_input_files({"name": "rekap.xlsx", "mimeType": XLSX, "buffer": data})
    walker.press("Upload and choose columns")
    for name, heading in columns.items():
        walker.choose(f"column-{name}", heading)
    walker.press("Try dry")


def brought_in(walker: Walker, *rows: str) -> None:
    """The dry run is clean and shows the rows; they come in, and the list of imports says so."""
    walker.reads(walker.said("No problems found"))
    for row in rows:
        walker.reads(row)
    walker.press("Import")
    walker.reads(walker.said("Imported"))


@pytest.mark.parametrize("walker", ["with scripts", "in English, without scripts"], indirect=True)
def test_four_spreadsheets_in_and_every_table_out(walker: Walker, small_edition, sari, pekalongan, brebes) -> None:
    with time_machine.travel(NOW):
        walker.sign_in(sari)
        entries(walker)
        dry(walker, "Jurors", workbook(["Nama", "Surel", "Asal"], ["Hadi Contoh", "hadi@contoh.id", "Univ. Contoh"]))
        brought_in(walker, "Hadi Contoh")
        assert SeatHolder.objects.get(edition=small_edition, seat=Seat.JUROR).person.email == "hadi@contoh.id"
    with time_machine.travel(during(StageKind.DESK)):
        walker.sign_in(sari)
        pairs = workbook(["No Usulan", "Juri"], [1, "hadi@contoh.id"], [2, "Hadi Contoh"])
        dry(walker, "Assignments", pairs, stage="Desk")
        brought_in(walker, "Warung Data · Hadi Contoh")
        assert Assignment.objects.filter(stage__kind=StageKind.DESK).count() == 2
        scores(walker)
    with time_machine.travel(during(StageKind.SHORTLIST)):
        walker.sign_in(sari)
        taken_along(walker)


def entries(walker: Walker) -> None:
    """A row from nowhere is named and nothing comes in; the mended sheet comes in whole."""
    lost = [*WARUNG[:3], "Atlantis", *WARUNG[4:]]
    dry(walker, "Proposals", workbook(HEADS, KUDU, lost), {"title": "Karya"})
    walker.reads("Atlantis")
    assert not Entry.objects.exists()
    with walker.page.expect_navigation():  # what is wrong leaves as a sheet of its own, the sheet itself is put aside
        walker.named(walker.said("Back to the columns")).click()
    walker.press("Put this sheet aside")
    dry(walker, "Proposals", workbook(HEADS, KUDU, WARUNG), {"title": "Karya"})
    walker.press("Back to the columns")
    walker.page.locator("main [name='arrive'][value='passed']").check()
    walker.press("Try dry")
    brought_in(walker, "Gerakan KUDU Sekolah", "Warung Data")
    assert set(Entry.objects.values_list("title", "case__stage")) == {
        (KUDU[1], EntryStage.PASSED), (WARUNG[1], EntryStage.PASSED),
    }  # fmt: skip


def scores(walker: Walker) -> None:
    """A score above 100 is left out knowingly, then comes in corrected."""
    heads = ["No Usulan", "Juri", "Signifikansi", "Kebaruan", "Catatan"]
    good, bad = [1, "Hadi Contoh", "80,5", 70, "Bagus"], [2, "Hadi Contoh", 180, 60, ""]
    dry(walker, "Scores", workbook(heads, good, bad), stage="Desk")
    walker.reads("180")
    problems = read(walker.taken("Problems as Excel"), "masalah.xlsx")
    assert [row[problems.columns[0]] for row in problems.rows] == [5]
    walker.field("leave_out").check()
    walker.press("Import")
    assert Sheet.objects.filter(handed_in_at__isnull=False).count() == 1
    dry(walker, "Scores", workbook(heads, good, [2, "Hadi Contoh", 65, 60, ""]), stage="Desk")
    brought_in(walker, "Warung Data")
    assert Sheet.objects.filter(handed_in_at__isnull=False).count() == 2


def taken_along(walker: Walker) -> None:
    """Lists from the board at any time; ranking and scores once they are locked."""
    walker.go(HOME + "papan/")
    out = f"{SHEETS} p >> nth=-1"
    for what, words in (("Proposals", KUDU[1]), ("Jurors", "Hadi Contoh"), ("Assignments", WARUNG[1])):
        assert words in cells(walker.taken(what, within=out), "daftar.xlsx"), what
    walker.go(HOME + "peringkat/desk/kunci/")
    walker.press("Lock the scores")
    walker.go(HOME + "peringkat/desk/")
    assert KUDU[1] in cells(walker.taken("Ranking as Excel"), "peringkat.xlsx")
    assert "Bagus" in cells(walker.taken("All scores as CSV"), "nilai.csv")


def cells(data: bytes, name: str) -> set:
    """Everything that stands in the table."""
    table = read(data, name)
    return {cell for row in table.rows for cell in (row[column] for column in table.columns)}
