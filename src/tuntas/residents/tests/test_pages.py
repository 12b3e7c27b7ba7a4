"""The officer's pages: lists within their budget, adding and correcting, rights, spreadsheets."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tuntas.files.sheets import Sheet, write_xlsx
from tuntas.residents.actions import add
from tuntas.residents.models import Draft, Import, Likeness, Merge, Reading, Resident, RightRequest
from tuntas.residents.terms import Basis, Purpose, ResidentFields, ResidentState
from tuntas.residents.tests.neighbours import PEOPLE

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Tini Contoh",
    "sex": "f",
    "birth_date": "1995-02-03",
    "hamlet": "Krajan",
    "rt": "1",
    "nationality": "WNI",
}


@pytest.fixture
def desk(officer, talun, signed_in):
    """`desk(name, *more)` opens an address as the officer; with `data` it posts."""
    client = signed_in(officer)

    def visit(name, /, *more, **data):
        address = reverse(f"residents:{name}", args=[talun.code, *more])
        return client.post(address, data) if data else client.get(address)

    return visit


def text(answer):
    return answer.content.decode()


def test_the_list_costs_the_same_for_few_and_many(neighbours, officer, talun, now, desk, django_assert_max_num_queries):
    desk("list")
    with django_assert_max_num_queries(12) as few:
        assert "Siti Aminah Contoh" in text(desk("list"))
    for number in range(30):
        fields = ResidentFields(name=f"Warga {number} Contoh", sex="m", family_number=f"33260501011{number:05d}")
        add(place=talun, fields=fields, basis=Basis.LEGAL_DUTY, by=officer, now=now)
    with django_assert_max_num_queries(12) as many:
        assert text(desk("list")).count("<tr>") == 36
    assert len(few) == len(many)


def test_the_list_is_filtered(neighbours, talun, officer, client):
    client.force_login(officer)
    page = client.get(reverse("residents:list", args=[talun.code]), {"dusun": "Sawahan", "kelompok": "elderly"})
    assert "Painah" in text(page) and "Rudi" not in text(page)
    assert client.get(reverse("residents:list", args=[talun.code]), {"dusun": "x", "keadaan": "y"}).status_code == 200


def test_searching_names_nobody_in_an_address(neighbours, desk):
    assert "Siti Aminah Contoh" in text(desk("find", q="sitti"))
    assert "Siti Aminah Contoh" not in text(desk("find", q="zulkarnaen"))


def test_adding_asks_about_doubles_and_never_stops(neighbours, desk):
    siti = {**NEW, "name": "Sitti Aminah Contoh", "birth_date": "1982-07-05"}
    asked = desk("new", **siti)
    assert "Siti Aminah Contoh" in text(asked) and Resident.objects.count() == 5
    assert 'value="Sitti Aminah Contoh"' in text(asked)
    assert desk("new", **siti, sure="1").status_code == 302
    assert Resident.objects.count() == 6 and Likeness.objects.get().different_at


def test_what_is_wrong_is_said_and_what_was_typed_stays(desk):
    answer = desk("new", **{**NEW, "nik": "123", "birth_date": "2035-01-01"})
    assert answer.status_code == 422 and "Tini Contoh" in text(answer) and not Resident.objects.exists()
    assert desk("new", **{**NEW, "came": "moved_in"}).status_code == 422


def test_an_odd_nik_is_saved_and_said(desk, officer, client):
    made = desk("new", **{**NEW, "nik": "3326050302950001"})  # a man's number
    assert made.status_code == 302 and "menurut NIK berbeda" in text(client.get(made.url))


def test_somebody_moved_in(desk):
    desk("new", **NEW, came="moved_in", came_on="2021-09-30")
    assert Resident.objects.get().life.get().day == date(2021, 9, 30)


def test_typing_is_kept_sealed_and_comes_back(neighbours, desk):
    key = neighbours["Rudi"].key
    saved = desk("draft", key, name="Rudi Susanto Contoh", revision="1", phone="0811")
    assert saved.json()["saved"] and b"Susanto" not in bytes(Draft.objects.get().sealed)
    page = text(desk("edit", key))
    assert "Rudi Susanto Contoh" in page and "0811" in page
    desk("draft", key, drop="1")
    assert "Susanto" not in text(desk("edit", key))


def test_correcting_needs_the_revision_that_was_read(neighbours, desk):
    key, given = neighbours["Rudi"].key, {**NEW, "name": "Rudi Baru Contoh", "sex": "m"}
    assert desk("edit", key, **given, revision="1").status_code == 302
    late = desk("edit", key, **given, phone="0812", revision="1")
    assert late.status_code == 422 and Resident.objects.get(key=key).revision == 2


def test_the_whole_number_needs_a_reason_the_person_can_read(neighbours, desk):
    key, nik = neighbours["Siti"].key, PEOPLE["Siti"].nik
    assert nik not in text(desk("one", key))
    assert desk("numbers", key, reason="x").status_code == 422
    assert nik in text(desk("numbers", key, reason="Mengisi formulir F-1.02"))
    trail = text(desk("trail", key))
    assert "Mengisi formulir F-1.02" in trail and "Yuni Perangkat" in trail and nik not in trail


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")])
def test_the_person_gets_a_copy(neighbours, desk, form, begins):
    answer = desk("copy", neighbours["Siti"].key, form=form)
    assert answer.content.startswith(begins) and Reading.objects.filter(kind="exported").count() == 1
    if form != "pdf":
        assert PEOPLE["Siti"].nik.encode() in answer.content
    assert "Siti" not in answer["Content-Disposition"]


def test_consent_is_given_with_evidence_and_withdrawn(neighbours, desk):
    bagas = neighbours["Bagas"]
    child = {"act": "give", "purpose": Purpose.SCHOOLING, "evidence": "Formulir"}
    assert desk("grounds", bagas.key, **child).status_code == 422  # a child's guardian must be named
    assert desk("grounds", bagas.key, **child, guardian="Slamet").status_code == 302
    desk("grounds", bagas.key, act="withdraw", purpose=Purpose.SCHOOLING)
    assert bagas.grounds.get(purpose=Purpose.SCHOOLING).withdrawn_at
    desk("grounds", bagas.key, act="withdraw", purpose=Purpose.REGISTER_UPKEEP)
    assert bagas.grounds.get(purpose=Purpose.REGISTER_UPKEEP).withdrawn_at is None


def test_a_death_and_erasing(neighbours, desk):
    rudi = neighbours["Rudi"]
    desk("life", rudi.key, kind="death", day="2021-09-01")
    assert Resident.objects.get(pk=rudi.pk).state == ResidentState.DEAD
    desk("life_back", rudi.key, rudi.life.get().pk, x="1")
    assert "47/2016" in text(desk("erase", rudi.key))
    desk("erase", rudi.key, x="1")
    assert "0800000000" not in text(desk("one", rudi.key))


def test_side_by_side_merge_and_undo(neighbours, officer, talun, now, desk):
    again = ResidentFields(name="Sitti Aminah", sex="f", birth_date=date(1982, 7, 5), phone="0877")
    second = add(place=talun, fields=again, basis=Basis.LEGAL_DUTY, by=officer, now=now)
    siti = neighbours["Siti"]
    assert "Sitti Aminah" in text(desk("pair", siti.key, second.key))
    desk("pair", siti.key, second.key, decision="same")
    assert Resident.objects.get(pk=second.pk).merged_into_id == siti.pk
    assert desk("one", second.key).url == reverse("residents:one", args=[talun.code, siti.key])
    assert "Siti Aminah Contoh" in text(desk("pairs"))
    desk("unmerge", Merge.objects.get().pk, x="1")
    desk("pair", siti.key, second.key, decision="different")
    assert Likeness.objects.get().different_at


def test_a_head_is_chosen_on_the_family_page(neighbours, desk):
    desk("head", neighbours["Siti"].key, x="1")
    assert Resident.objects.get(pk=neighbours["Siti"].pk).relation == "head"
    assert "Slamet Contoh" in text(desk("family", neighbours["Siti"].family.key))


def test_a_request_runs_from_note_to_answer(desk, still):
    desk("requests", kind="access", who="Siti Contoh", text="Siapa yang membaca data saya?")
    row = RightRequest.objects.get()
    assert "Siti Contoh" in text(desk("request", row.reference)) and "72 jam" in text(desk("requests"))
    still.shift(80 * 3600)
    assert "status-bad" in text(desk("requests"))
    desk("request", row.reference, outcome="granted", text="Sudah diperlihatkan.")
    assert "Sudah diperlihatkan." in text(desk("request", row.reference))


def test_a_spreadsheet_from_file_to_undo(desk):
    rows = [["3326054302950001", "Tini Contoh", "P", date(1995, 2, 3)], ["12", "Salah Contoh", "L", "31 Februari 1980"]]
    data = write_xlsx([Sheet("Data", ["NIK", "Nama", "JK", "Tgl Lahir"], rows)])
    assert desk("sheets", sheet=SimpleUploadedFile("a.xlsx", data[:200])).status_code == 422
    assert desk("sheets", sheet=SimpleUploadedFile("data warga.xlsx", data)).status_code == 302
    key = Import.objects.get().key
    assert "Tgl Lahir" in text(desk("mapping", key))
    chosen = {"name": "Nama", "nik": "NIK", "sex": "JK", "birth_date": "Tgl Lahir"}
    assert desk("mapping", key, **{**chosen, "phone": "Nama"}).status_code == 422
    desk("mapping", key, **chosen)
    assert "31 Februari 1980" in text(desk("sheet", key)) and not Resident.objects.exists()
    assert desk("left_out", key).content.startswith(b"PK")
    desk("write", key, changes="1")
    assert Resident.objects.count() == 1 and desk("progress", key).json() == {"done": 1, "total": 1}
    desk("undo", key, x="1")
    assert not Resident.objects.exists() and "data warga.xlsx" in text(desk("sheets"))
