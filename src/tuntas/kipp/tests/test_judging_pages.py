"""Pages of judging: who may open what, the desk without a script, two tabs, closed stages, budgets of queries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tuntas.kipp.models import SeatHolder, Sheet
from tuntas.kipp.terms import EditionStatus, Seat
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, scored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_day")]


OPEN = {  # while the desk runs: who gets a page (200), else 403, or 404 where there is nothing to know
    "jury": {"juror": 302, "idle": 200},
    "queue": {"juror": 200},
    "desk": {"juror": 200, "idle": 404},
    "assign": {"organiser": 200, "secretariat": 200},
    "ranking": {"organiser": 200, "secretariat": 200},
    "final": {"organiser": 200, "secretariat": 200},
    "derivation": {"organiser": 403, "secretariat": 403, **dict.fromkeys(
        ("juror", "idle", "observer", "writer", "rival", "nobody", "stranger"), 404)},
    "lock": {"organiser": 200},
    "unlock": {"organiser": 200},
    "shortlist": {"organiser": 200, "secretariat": 200},
    "shortlist_publish": {"organiser": 200},
}  # fmt: skip


@pytest.mark.parametrize("name", OPEN)
def test_who_may_open_what(
    name, at, mine, small_edition, edition, jury, sari, wati, budi, tono, juror_seats, secretary
):
    def seated(seat, who):
        SeatHolder.objects.create(edition=small_edition, person=who, seat=seat, added_at=DESK_DAY)
        return who

    from tests.cast import person

    people = {
        "organiser": sari,
        "secretariat": seated(Seat.SECRETARIAT, person("Dini Sekretariat")),
        "observer": seated(Seat.OBSERVER, person("Opik Pengamat")),
        "juror": jury[0].person,
        "idle": jury[1].person,  # sits on the jury, was not given this entry
        "writer": wati,
        "rival": budi,
        "nobody": tono,
        "stranger": secretary,  # secretary of another edition
    }
    for part, who in people.items():
        client = Client()
        client.force_login(who)
        wanted = OPEN[name].get(part, OPEN[name].get("juror", 403) if part == "idle" else 403)
        assert client.get(at(name)).status_code == wanted, (name, part)
    anonymous = Client().get(at(name))
    assert anonymous.status_code == 302 and reverse("account_login") in anonymous["Location"]


@pytest.mark.parametrize("name", ["desk_autosave", "take_back"])
def test_writing_addresses_take_only_posts_of_the_juror(name, at, mine, signed_in, jury, wati):
    assert signed_in(jury[0].person).get(at(name)).status_code == 405
    assert signed_in(jury[1].person).post(at(name)).status_code == 404
    assert signed_in(wati).post(at(name)).status_code == 403
    assert Client(enforce_csrf_checks=True).post(at(name)).status_code == 403


def test_a_draft_edition_hides_its_jury(at, mine, small_edition, signed_in, jury, tono):
    small_edition.status = EditionStatus.DRAFT
    small_edition.save()
    assert signed_in(tono).get(at("queue")).status_code == 404


FULL = {
    "value-signifikansi": "80,5",
    "remark-signifikansi": "",
    "value-kebaruan": "70",
    "remark-kebaruan": "",
    "remark": "Sudah kuat.",
    "revision": "0",
}


def test_hand_in_without_a_script(at, mine, signed_in, jury):
    client = signed_in(jury[0].person)
    answer = client.post(at("desk"), {**FULL, "hand_in": "1"}, follow=True)
    assert "terakhir" in answer.content.decode()
    sheet = Sheet.objects.get()
    assert sheet.handed_in_at == DESK_DAY and str(sheet.total) == "77.350000" and sheet.remark == "Sudah kuat."
    read = client.get(at("desk")).content.decode()
    assert "Tarik kembali" in read and 'name="hand_in"' not in read
    client.post(at("take_back"))
    assert 'name="hand_in"' in client.get(at("desk")).content.decode()


def test_everything_typed_comes_back_with_what_is_wrong(at, mine, signed_in, jury):
    wrong = {**FULL, "value-signifikansi": "seratus", "remark-kebaruan": "Catatan panjang."}
    answer = signed_in(jury[0].person).post(at("desk"), {**wrong, "save": "1"})
    text = answer.content.decode()
    assert answer.status_code == 422 and 'value="seratus"' in text and "Catatan panjang." in text
    assert "Tulis angka dari 0 sampai 100." in text and 'href="#id_value-signifikansi"' in text
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("value", ["-1", "101", "NaN", "1e3", "Infinity", "80,123", "9" * 400])
def test_nonsense_numbers_are_refused(value, at, mine, signed_in, jury):
    answer = signed_in(jury[0].person).post(at("desk_autosave"), {**FULL, "value-signifikansi": value})
    assert answer.status_code == 422 and not Sheet.objects.exists()


def test_an_extreme_without_a_remark_is_explained_beside_its_field(at, mine, signed_in, jury):
    answer = signed_in(jury[0].person).post(at("desk"), {**FULL, "value-kebaruan": "100", "hand_in": "1"})
    assert answer.status_code == 422
    assert 'id="id_remark-kebaruan_error"' in answer.content.decode()


def test_a_band_alone_stands_for_its_middle_and_a_number_wins(at, mine, small_edition, signed_in, jury):
    criterion = desk(small_edition).criteria.get(key="kebaruan")
    criterion.anchors = [{"from": 85, "to": 100, "id": "Baru", "en": "New"}, {"from": 0, "to": 84, "id": "Lama"}]
    criterion.save()
    client = signed_in(jury[0].person)
    client.post(at("desk_autosave"), {**FULL, "value-kebaruan": "", "band-kebaruan": "85"})
    assert Sheet.objects.get().scores.get(criterion=criterion).value == 93
    client.post(at("desk_autosave"), {**FULL, "value-kebaruan": "12", "band-kebaruan": "85", "revision": "1"})
    assert Sheet.objects.get().scores.get(criterion=criterion).value == 12


def test_two_tabs_through_the_autosave(at, mine, signed_in, jury):
    client = signed_in(jury[0].person)
    first = client.post(at("desk_autosave"), FULL)
    assert first.json() == {"saved": "12.00", "revision": 1}
    other = client.post(at("desk_autosave"), {**FULL, "value-kebaruan": "10"})
    assert other.status_code == 409 and "tab" in other.json()["conflict"]
    form = client.post(at("desk"), {**FULL, "value-kebaruan": "10", "hand_in": "1"})
    assert form.status_code == 422 and 'value="10"' in form.content.decode()
    assert Sheet.objects.get().scores.get(criterion__key="kebaruan").value == 70


def test_a_signed_out_autosave_goes_to_the_sign_in(at, mine):
    answer = Client().post(at("desk_autosave"), FULL)
    assert answer.status_code == 302


def test_after_the_closing_second_the_desk_is_read_only(at, mine, small_edition, signed_in, jury, desk_day):
    closes = desk(small_edition).closes_at
    desk_day.move_to(closes)
    client = signed_in(jury[0].person)
    assert client.post(at("desk_autosave"), FULL).status_code == 200
    desk_day.move_to(closes + timedelta(seconds=1))
    late = client.post(at("desk"), {**FULL, "value-kebaruan": "10", "revision": "1", "hand_in": "1"})
    assert late.status_code == 422 and Sheet.objects.get().handed_in_at is None
    text = client.get(at("desk")).content.decode()
    assert "Penilaian sudah ditutup" in text and 'name="save"' not in text and "80.5" in text


def test_before_the_stage_opens_there_is_nothing_to_read(at, mine, small_edition, signed_in, jury, desk_day, entry):
    desk_day.move_to(desk(small_edition).opens_at - timedelta(minutes=1))
    client = signed_in(jury[0].person)
    assert client.get(at("desk")).status_code == 404
    assert entry.title not in client.get(at("queue")).content.decode()


def test_filters_are_remembered_until_forgotten(at, mine, signed_in, jury, entry):
    client = signed_in(jury[0].person)
    assert f">{entry.title}</a>" not in client.get(at("queue") + "?state=done").content.decode()
    assert f">{entry.title}</a>" not in client.get(at("queue")).content.decode()
    client.get(at("queue") + "?semua=1")
    assert f">{entry.title}</a>" in client.get(at("queue")).content.decode()


def test_a_juror_never_sees_another_jurors_numbers(at, mine, small_edition, entry, signed_in, jury):
    scored(desk(small_edition), entry, jury[1], "61.25", "33.75")
    client = signed_in(jury[0].person)
    for name in ("queue", "desk"):
        text = client.get(at(name)).content.decode()
        assert "61.25" not in text and "61,25" not in text and "33" not in text.replace("KIPP-", "").split("csrf")[0]
