"""A spreadsheet as villages make them: read, mapped, looked at, written whole or not at all, undone."""

from datetime import date, timedelta

import pytest

from tuntas.files.sheets import Sheet, SheetRefused, write_csv, write_xlsx
from tuntas.journal.models import Line
from tuntas.residents.actions import NotAllowed, NotAsItWas, identify, search
from tuntas.residents.actions.changing import change
from tuntas.residents.actions.importing import bring, check, drop, map_columns
from tuntas.residents.actions.sample import sample_register
from tuntas.residents.actions.writing import undo, write
from tuntas.residents.models import Import, Likeness, NameToken, Resident
from tuntas.residents.rules.sheet import read_row
from tuntas.residents.terms import Purpose, ResidentFields, RowFate
from tuntas.residents.tests.neighbours import PEOPLE

pytestmark = pytest.mark.django_db
HEADER = [
    "No",
    "NIK",
    "No. KK",
    "Nama Lengkap",
    "L/P",
    "Tempat Lahir",
    "Tgl Lahir",
    "Agama",
    "SHDK",
    "Dusun",
    "RT",
    "RW",
]
KK = "3326050303130009"


def line(number, nik, name, sex="L", born=date(1990, 5, 17), relation="Anak", kk=KK, **_):
    return [number, nik, kk, name, sex, "Pekalongan", born, "Islam", relation, "Krajan", 1, 2]


GOOD = [
    line(1, "3326051705900001", "Joko Contoh", relation="Kepala Keluarga"),
    line(2, "3326055705900002", "Rini Contoh", "P", relation="Istri"),
    line(3, "", "Dewi Contoh", "P", date(2015, 8, 1)),
]


def sheet(place, by, now, rows, header=HEADER):
    data = write_xlsx([Sheet("Data", header, rows)])
    return bring(place=place, data=data, name="penduduk.xlsx", by=by, now=now)[0]


def fates(results):
    return [str(result.fate) for result in results]


def test_columns_are_guessed_and_rows_written_in_one_go(talun, officer, now):
    brought = sheet(talun, officer, now, GOOD)
    assert brought.mapping["name"] == "Nama Lengkap" and brought.mapping["relation"] == "SHDK"
    assert fates(check(sheet=brought, by=officer, now=now)) == ["new"] * 3 and not Resident.objects.exists()
    for _ in range(2):
        write(sheet=brought, by=officer, now=now)
    assert Resident.objects.count() == 3
    found = search(place=talun, text="rini", purpose=Purpose.LETTER, by=officer, now=now)
    read = identify(resident=Resident.objects.get(pk=found[0].resident_id), purpose=Purpose.LETTER, by=officer, now=now)
    assert (read.family_number, read.rt, read.birth_date, read.hamlet) == (KK, "001", date(1990, 5, 17), "Krajan")
    assert Import.objects.get().sealed is None
    assert "Joko" not in str(list(Line.objects.values_list("data", flat=True)))


def test_the_rows_wait_sealed(talun, officer, now):
    kept = sheet(talun, officer, now, GOOD)
    assert b"Joko" not in bytes(kept.sealed) and b"1705900001" not in bytes(kept.sealed)


def test_what_is_wrong_stays_out_and_is_said_by_row(talun, officer, now):
    rows = [
        *GOOD,
        line(4, "332605170590", "Pendek Contoh"),
        line(5, "3326051705900005", "Tanggal Contoh", born="31 Februari 1980"),
        line(6, "3326051705900001", "Ganda Contoh"),
        line(7, 3326051705900010, "Angka Contoh"),
        line(8, "3326051705900007", "", "L"),
        line(9, "3326051705900008", "Kelamin Contoh", "?"),
    ]
    results = check(sheet=sheet(talun, officer, now, rows), by=officer, now=now)
    assert fates(results) == ["new"] * 3 + ["wrong"] * 6
    said = {result.number: " ".join(finding.sentence for finding in result.findings) for result in results}
    assert "31 Februari 1980" in said[6] and "2" in said[7] and len(set(said.values())) >= 6


def test_odd_numbers_are_said_and_not_refused(talun, officer, now):
    rows = [line(1, "3326051705900001", "Joko Contoh", "P"), line(2, "3326051805900002", "Rini Contoh")]
    results = check(sheet=sheet(talun, officer, now, rows), by=officer, now=now)
    assert fates(results) == ["new", "new"] and all(result.findings for result in results)


def test_a_second_sheet_changes_and_repeats_nothing(talun, officer, now):
    write(sheet=sheet(talun, officer, now, GOOD), by=officer, now=now)
    rows = [GOOD[0], [*GOOD[1][:9], "Sawahan", 4, 1], GOOD[2]]
    second = sheet(talun, officer, now, rows)
    results = check(sheet=second, by=officer, now=now)
    assert fates(results) == ["same", "changes", "new"] and results[2].alike
    write(sheet=second, by=officer, now=now)
    rini = Resident.objects.get(hamlet="Sawahan")
    assert rini.addresses.count() == 2 and Likeness.objects.count() == 1
    taken, kept = undo(sheet=second, by=officer, now=now)
    assert (taken, kept) == (2, 0) and Resident.objects.count() == 3
    assert not Resident.objects.filter(hamlet="Sawahan").exists()


def test_undo_keeps_what_was_worked_on(talun, officer, now):
    brought = sheet(talun, officer, now, GOOD)
    write(sheet=brought, by=officer, now=now)
    joko = search(place=talun, text="joko", purpose=Purpose.LETTER, by=officer, now=now)[0]
    row = Resident.objects.get(pk=joko.resident_id)
    fields = ResidentFields(name="Joko Susilo Contoh", sex="m")
    change(resident=row, fields=fields, revision=1, by=officer, now=now)
    assert undo(sheet=brought, by=officer, now=now) == (2, 1)
    assert Resident.objects.get().pk == row.pk and NameToken.objects.exclude(resident=row).count() == 0
    with pytest.raises(NotAsItWas):
        undo(sheet=brought, by=officer, now=now)


def test_undo_has_an_end(talun, officer, now):
    brought = sheet(talun, officer, now, GOOD)
    write(sheet=brought, by=officer, now=now)
    with pytest.raises(NotAsItWas):
        undo(sheet=brought, by=officer, now=now + timedelta(days=31))


def test_a_second_head_of_a_family_is_said_and_set_aside(talun, officer, now):
    rows = [GOOD[0], line(2, "", "Wahyu Contoh", relation="Kepala Keluarga", born=date(1970, 1, 2))]
    brought = sheet(talun, officer, now, rows)
    assert check(sheet=brought, by=officer, now=now)[1].findings[-1].field == "relation"
    write(sheet=brought, by=officer, now=now)
    assert sorted(Resident.objects.values_list("relation", flat=True)) == ["head", "other_family"]


def test_the_village_keeps_its_mapping(talun, officer, now):
    header = [*HEADER[:3], "Sebutan", *HEADER[4:]]
    brought = sheet(talun, officer, now, GOOD, header)
    with pytest.raises(NotAsItWas):
        map_columns(sheet=brought, mapping={"sex": "L/P"}, by=officer, now=now)
    map_columns(sheet=brought, mapping={"sex": "L/P", "name": "Sebutan"}, by=officer, now=now)
    assert sheet(talun, officer, now, GOOD, header).mapping["name"] == "Sebutan"


def test_a_csv_with_titles_above_and_a_cut_off_file(talun, officer, now):
    data = b"DATA PENDUDUK DESA TALUN;;;\r\n;;;\r\n" + write_csv(HEADER, GOOD).removeprefix(b"\xef\xbb\xbf")
    brought, _notes = bring(place=talun, data=data, name="penduduk.csv", by=officer, now=now)
    assert fates(check(sheet=brought, by=officer, now=now)) == ["new"] * 3
    whole = write_xlsx([Sheet("Data", HEADER, GOOD)])
    for broken in (whole[: len(whole) // 2], b"", b"%PDF-1.7"):
        with pytest.raises(SheetRefused):
            bring(place=talun, data=broken, name="penduduk.xlsx", by=officer, now=now)
    assert Import.objects.count() == 1


def test_strangers_bring_nothing(talun, officer, tono, now):
    brought = sheet(talun, officer, now, GOOD)
    for act in (check, write, drop):
        with pytest.raises(NotAllowed):
            act(sheet=brought, by=tono, now=now)
    with pytest.raises(NotAllowed):
        sheet(talun, tono, now, GOOD)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"ttl": "Pekalongan, 12-03-1978"}, {"birth_place": "Pekalongan", "birth_date": date(1978, 3, 12)}),
        ({"ttl": "Batang 5 Mei 1980"}, {"birth_place": "Batang", "birth_date": date(1980, 5, 5)}),
        ({"rtrw": "3/1"}, {"rt": "003", "rw": "001"}),
        ({"jk": "Perempuan"}, {"sex": "f"}),
        ({"nik": "'3326 0517 0590 0001"}, {"nik": "3326051705900001"}),
        ({"dtks": "Ya"}, {"welfare": True}),
        ({"cacat": "Tidak"}, {"disability": ""}),
    ],
)
def test_what_officials_write(cells, expected, now):
    mapping = {"born": "ttl", "rt_rw": "rtrw", "sex": "jk", "nik": "nik", "welfare": "dtks", "disability": "cacat"}
    fields, _found = read_row({"jk": "L", **cells}, mapping, now)
    assert {name: getattr(fields, name) for name in expected} == expected


def test_a_row_repeating_a_neighbour_is_said(neighbours, talun, officer, now):
    siti = PEOPLE["Siti"]
    rows = [line(1, "", "Sitti Aminah C", "P", siti.birth_date, kk="")]
    results = check(sheet=sheet(talun, officer, now, rows), by=officer, now=now)
    assert results[0].fate == RowFate.NEW and results[0].alike == (neighbours["Siti"].pk,)


def test_the_sample_village_has_a_register_once(talun, officer, now):
    assert sample_register(place=talun, by=officer, now=now) and not sample_register(place=talun, by=officer, now=now)
    assert Likeness.objects.count() == 1
    counts = Import.objects.get().counts
    assert counts["wrong"] == 0 and 34 <= counts["new"] <= 45
    assert not Resident.objects.filter(is_sample=False).exists()
