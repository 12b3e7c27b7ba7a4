"""Spreadsheets as organisers make them: in with a dry run, out with every list."""

from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from tuntas.files.sheets import read
from tuntas.kipp.actions.importing import AlreadyDone, ImportRefused, NotClean, apply, begin, choose_columns
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.models import Assignment, Edition, Entry, Import, Score, SeatHolder, Sheet
from tuntas.kipp.queries.sheets import try_dry
from tuntas.kipp.rules.scoring import total_of
from tuntas.kipp.terms import EntryStage, Seat, StageKind
from tuntas.kipp.tests.stage import during
from tuntas.people.models import Organisation

pytestmark = pytest.mark.django_db


def workbook(*rows: list) -> bytes:
    """An .xlsx with a title line above the headings, as offices like it."""
    book = Workbook()
    book.active.append(["REKAP USULAN KIPP JAWA TENGAH 2021"])
    book.active.append([])
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


ENTRIES = workbook(
    ["No.", "Nama Inovasi", "Instansi", "Kab/Kota", "Mulai", "Ringkasan"],
    [1, "Gerakan KUDU Sekolah", "Kab. Pekalongan (contoh)", "Kab. Pekalongan", "02/05/2019", "Anak kembali sekolah."],
    [2, "Antrean Ramah", "RSUD Contoh", "Provinsi", "2018-01-15", "Pasien tahu kapan tiba gilirannya."],
    [3, "Warung Data", "Dinas Contoh Brebes", "Brebes", "1 Maret 2018", ""],
)


def bring(
    edition: Edition, what: str, data: bytes, by, now, stage=None, name: str = "rekap.xlsx", **extra: str
) -> Import:
    sheet = begin(edition=edition, what=what, stage=stage, upload=data, name=name, by=by, now=now)
    if extra:
        choose_columns(sheet=sheet, mapping=sheet.mapping | extra, by=by, now=now)
    return Import.objects.get(pk=sheet.pk)


@pytest.fixture
def taken_in(small_edition: Edition, sari, pekalongan, brebes, now) -> Edition:
    """Three proposals imported as already checked."""
    sheet = bring(small_edition, "entries", ENTRIES, sari, now, _as="passed")
    apply(sheet=sheet, leave_out_bad=False, by=sari, now=now)
    return small_edition


@pytest.fixture
def jury(taken_in: Edition, sari, now) -> Edition:
    """Two jurors imported from a CSV with semicolons."""
    lines = [
        "Nama;Surel;Asal",
        "Hadi Contoh;hadi@contoh.id;Universitas Contoh",
        "Sinta Contoh;sinta@contoh.id;Média",
        "",
    ]
    data = "\r\n".join(lines).encode("cp1252")
    sheet = bring(taken_in, "jurors", data, sari, now, name="juri.csv")
    apply(sheet=sheet, leave_out_bad=False, by=sari, now=now)
    return taken_in


def test_entries_come_in_with_number_case_and_answers(taken_in: Edition) -> None:
    kudu = Entry.objects.get(title="Gerakan KUDU Sekolah")
    assert (kudu.number, kudu.case.stage, kudu.track.key) == (1, EntryStage.PASSED, "daerah")
    assert kudu.answers.get().text == "Anak kembali sekolah."
    assert kudu.started_on.isoformat() == "2019-05-02"
    hospital = Entry.objects.get(title="Antrean Ramah")
    assert hospital.track.key == "provinsi"
    assert Entry.objects.get(number=3).started_on.isoformat() == "2018-03-01"
    assert kudu.versions.count() == 1 and kudu.case.steps.count() == 2


def test_columns_are_guessed_from_an_officials_headings(small_edition: Edition, sari, now) -> None:
    sheet = bring(small_edition, "entries", ENTRIES, sari, now)
    assert sheet.mapping == {
        "number": "No.", "title": "Nama Inovasi", "organisation": "Instansi", "place": "Kab/Kota",
        "started_on": "Mulai",
        "section:ringkasan": "Ringkasan",
    }  # fmt: skip


def test_dry_run_lists_every_problem_by_row_and_changes_nothing(small_edition: Edition, sari, pekalongan, now) -> None:
    data = workbook(
        ["Judul", "Instansi", "Daerah", "Kategori", "Mulai", "Nomor"],
        ["", "Dinas A", "Kab. Pekalongan", "", "", 1],
        ["Inovasi B", "Dinas B", "Atlantis", "", "kemarin", 2],
        ["Inovasi C", "Dinas C", "Kab. Pekalongan", "Antariksa", "", 2],
        ["Inovasi D", "Dinas D", "", "", "", "dua"],
        ["Inovasi E", "Dinas E", "Kab. Pekalongan", "", "", 5],
        ["inovasi  e", "DINAS E", "Kab. Pekalongan", "", "", 6],
    )
    sheet = bring(small_edition, "entries", data, sari, now)
    found = try_dry(sheet, now)
    assert {(p.row, p.column) for p in found.problems} >= {
        (4, "Judul"), (5, "Daerah"), (5, "Mulai"), (6, "Kategori"), (6, "Nomor"), (7, "Instansi"), (7, "Nomor"),
        (9, "Judul"),
    }  # fmt: skip
    assert [row.row for row in found.planned] == [8]
    assert not Entry.objects.exists() and not Organisation.objects.filter(name__startswith="Dinas").exists()
    with pytest.raises(NotClean):
        apply(sheet=sheet, leave_out_bad=False, by=sari, now=now)
    assert not Entry.objects.exists()
    done = apply(sheet=sheet, leave_out_bad=True, by=sari, now=now)
    assert done.report == {"new": 1, "change": 0, "same": 0, "skipped": [4, 5, 6, 7, 9]}
    assert Entry.objects.get().title == "Inovasi E"


def test_second_click_imports_nothing(small_edition: Edition, sari, pekalongan, brebes, now) -> None:
    sheet = bring(small_edition, "entries", ENTRIES, sari, now)
    apply(sheet=sheet, leave_out_bad=False, by=sari, now=now)
    with pytest.raises(AlreadyDone):
        apply(sheet=sheet, leave_out_bad=False, by=sari, now=now)
    again = bring(small_edition, "entries", ENTRIES, sari, now, name="rekap lagi.xlsx")
    assert apply(sheet=again, leave_out_bad=False, by=sari, now=now).report["same"] == 3
    assert Entry.objects.count() == 3


def test_jurors_get_seats(jury: Edition) -> None:
    seats = SeatHolder.objects.filter(edition=jury, seat=Seat.JUROR).order_by("person__name")
    assert [(seat.person.email, seat.affiliation) for seat in seats] == [
        ("hadi@contoh.id", "Universitas Contoh"),
        ("sinta@contoh.id", "Média"),
    ]
    assert not seats[0].person.has_usable_password()


def test_wide_scores_with_decimal_commas(jury: Edition, sari, now) -> None:
    stage = jury.stages.get(kind="desk")
    data = workbook(
        ["No Usulan", "Juri", "Signifikansi", "Kebaruan", "Catatan"],
        [1, "Hadi Contoh", "80,5", 70, "Bagus"],
        [1, "sinta@contoh.id", 90, 85.25, ""],
        [2, "Hadi Contoh", 60, 60, ""],
    )
    sheet = bring(jury, "scores", data, sari, now, stage=stage)
    assert try_dry(sheet, now).problems == []
    apply(sheet=sheet, leave_out_bad=False, by=sari, now=now)
    stored = Sheet.objects.get(assignment__entry__number=1, assignment__juror__person__email="hadi@contoh.id")
    assert stored.total == total_of({"s": Decimal("80.5"), "k": Decimal(70)}, {"s": Decimal(70), "k": Decimal(30)})
    assert stored.handed_in_at and Assignment.objects.count() == 3


def test_long_scores_and_a_correction(jury: Edition, sari, now) -> None:
    stage = jury.stages.get(kind="desk")
    rows = [["Usulan", "Juri", "Kriteria", "Nilai"]]
    rows += [
        [title, "Hadi Contoh", c, v]
        for title in ("Antrean Ramah", "Warung Data")
        for c, v in (("Signifikansi", 75), ("kebaruan", 65))
    ]
    apply(sheet=bring(jury, "scores", workbook(*rows), sari, now, stage=stage), leave_out_bad=False, by=sari, now=now)
    rows[1][3] = 95
    sheet = bring(jury, "scores", workbook(*rows), sari, now, stage=stage, name="perbaikan.xlsx")
    found = try_dry(sheet, now)
    # both sheets are there; whether their scores differ is not told while they are sealed
    assert (found.count("change"), found.count("same")) == (2, 0)
    apply(sheet=sheet, leave_out_bad=False, by=sari, now=now)
    assert Score.objects.filter(value=95).count() == 1 and Sheet.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ([9, "Hadi Contoh", 80, 80], "no proposal|bukan usulan"),
        ([1, "Tidak Ada", 80, 80], "no juror|bukan juri"),
        ([1, "Hadi Contoh", 101, 80], "100"),
        ([1, "Hadi Contoh", "bagus", 80], "bagus"),
        ([1, "Hadi Contoh", 80, ""], "Kebaruan"),
        ([1, "Hadi Contoh", 80.123, 80], "80.123"),
    ],
)
def test_bad_score_rows_are_named(jury: Edition, sari, now, row: list, part: str) -> None:
    import re

    data = workbook(["No Usulan", "Juri", "Signifikansi", "Kebaruan"], row)
    found = try_dry(bring(jury, "scores", data, sari, now, stage=jury.stages.get(kind="desk")), now)
    assert len(found.problems) == 1 and found.planned == []
    assert re.search(part, found.problems[0].sentence)


def test_a_column_cannot_hold_two_things(small_edition: Edition, sari, now) -> None:
    sheet = bring(small_edition, "entries", ENTRIES, sari, now)
    with pytest.raises(ImportRefused):
        choose_columns(sheet=sheet, mapping={"title": "Instansi", "organisation": "Instansi"}, by=sari, now=now)


def test_locked_stage_takes_no_scores(jury: Edition, sari, now) -> None:
    stage = jury.stages.get(kind="desk")
    stage.locked_at = now
    stage.save()
    with pytest.raises(ImportRefused):
        bring(jury, "scores", ENTRIES, sari, now, stage=stage)


def test_walk_in_the_browser_without_scripts(small_edition: Edition, sari, pekalongan, brebes, signed_in) -> None:
    client = signed_in(sari)
    url = reverse("kipp:import", args=[small_edition.slug, "entries"])
    assert client.get(url).status_code == 200
    upload = SimpleUploadedFile("rekap usulan.xlsx", ENTRIES)
    columns = client.post(url, {"file": upload})
    assert columns.status_code == 302
    page = client.get(columns.url)
    assert "Nama Inovasi" in page.content.decode()
    data = {name: field.initial for name, field in page.context["form"].fields.items()}
    dry = client.post(columns.url, data)
    tried = client.get(dry.url)
    assert tried.context["found"].count("new") == 3
    assert client.post(dry.url).status_code == 302
    assert Entry.objects.count() == 3


def test_a_disguised_upload_is_refused_in_words(small_edition: Edition, sari, signed_in) -> None:
    client = signed_in(sari)
    url = reverse("kipp:import", args=[small_edition.slug, "entries"])
    answer = client.post(url, {"file": SimpleUploadedFile("rekap.xlsx", b"\x7fELF" + b"\0" * 500)})
    assert answer.status_code == 422 and not Import.objects.exists()


def test_exports_and_who_may_have_them(jury: Edition, sari, wati, tono, client) -> None:
    for what in ("entries", "jurors", "assignments"):
        address = reverse("kipp:export", args=[jury.slug, what, "xlsx"])
        for outsider in (None, wati, tono):
            client.logout()
            if outsider:
                client.force_login(outsider)
            assert client.get(address).status_code == 404, (what, outsider)
    client.force_login(sari)
    answer = client.get(reverse("kipp:export", args=[jury.slug, "entries", "xlsx"]))
    assert [row[table.columns[2]] for table in [read(answer.content, "x.xlsx")] for row in table.rows] == [
        "Gerakan KUDU Sekolah", "Antrean Ramah", "Warung Data",
    ]  # fmt: skip
    scores = reverse("kipp:export", args=[jury.slug, "scores", "csv"]) + "?tahap=desk"
    with time_machine.travel(during(StageKind.DESK)):
        client.force_login(sari)
        assert client.get(scores).status_code == 404, "scores stay shut while the stage runs"
    with time_machine.travel(during(StageKind.SHORTLIST)):
        client.force_login(sari)
        assert client.get(scores).status_code == 404, "past its closing time, but not locked"
        lock_stage(stage=jury.stages.get(kind="desk"), by=sari, now=during(StageKind.SHORTLIST))
        assert client.get(scores).status_code == 200
        ranking = reverse("kipp:export", args=[jury.slug, "ranking", "xlsx"])
        assert client.get(ranking + "?tahap=desk").status_code == 200
    assert client.get(reverse("kipp:export", args=[jury.slug, "results", "csv"])).status_code == 404


def test_other_organisers_cannot_import(small_edition: Edition, jateng, now, client) -> None:
    from tests.cast import hold, person

    from tuntas.people.terms import Role

    other = person("Lain Organiser")
    hold(other, Role.ORGANISER, jateng)
    client.force_login(other)
    assert client.get(reverse("kipp:import", args=[small_edition.slug, "entries"])).status_code == 404
