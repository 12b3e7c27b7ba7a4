"""Pages of judging: who may open what, the desk without a script, two tabs, closed stages, budgets of queries."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.models import Assignment, SeatHolder, Sheet
from tuntas.kipp.terms import EditionStatus, Seat
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, passed, scored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DESK_DAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def entry(small_edition, dindik, wati):
    return passed(small_edition, dindik, wati)


@pytest.fixture
def mine(small_edition, entry, jury):
    return give(desk(small_edition), entry, jury[0])


@pytest.fixture
def at(small_edition, entry):
    """`at("desk")` is that address for the entry."""
    slug, reference = small_edition.slug, entry.case.reference
    arguments = {
        "jury": [slug],
        "queue": [slug, "desk"],
        "desk": [slug, "desk", reference],
        "desk_autosave": [slug, "desk", reference],
        "take_back": [slug, "desk", reference],
        "assign": [slug, "desk"],
        "ranking": [slug, "desk"],
        "final": [slug, "akhir"],
        "derivation": [slug, "desk", reference],
        "lock": [slug, "desk"],
        "unlock": [slug, "desk"],
        "shortlist": [slug],
        "shortlist_publish": [slug],
    }
    return lambda name: reverse(f"kipp:{'ranking' if name == 'final' else name}", args=arguments[name])


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


def test_after_the_closing_second_the_desk_is_read_only(at, mine, small_edition, signed_in, jury, clock):
    closes = desk(small_edition).closes_at
    clock.move_to(closes)
    client = signed_in(jury[0].person)
    assert client.post(at("desk_autosave"), FULL).status_code == 200
    clock.move_to(closes + timedelta(seconds=1))
    late = client.post(at("desk"), {**FULL, "value-kebaruan": "10", "revision": "1", "hand_in": "1"})
    assert late.status_code == 422 and Sheet.objects.get().handed_in_at is None
    text = client.get(at("desk")).content.decode()
    assert "Penilaian sudah ditutup" in text and 'name="save"' not in text and "80.5" in text


def test_before_the_stage_opens_there_is_nothing_to_read(at, mine, small_edition, signed_in, jury, clock, entry):
    clock.move_to(desk(small_edition).opens_at - timedelta(minutes=1))
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


def test_organisers_see_progress_only_until_the_scores_are_locked(
    at, mine, small_edition, entry, signed_in, sari, jury
):
    scored(desk(small_edition), entry, jury[1], "61.25", "33.75")
    client = signed_in(sari)
    for name in ("ranking", "final"):
        text = client.get(at(name)).content.decode()
        assert "Juri masih bekerja" in text and "53,00" not in text
    assert client.get(at("derivation")).status_code == 403
    lock_stage(stage=desk(small_edition), by=sari, now=DESK_DAY)
    assert "53,00" in client.get(at("ranking") + "?jalur=").content.decode()
    opened = client.get(at("derivation")).content.decode()
    assert "61,25" in opened and "33,75" in opened and "53,000000" in opened and "Hadi Juror" in opened


def test_entrants_read_their_own_derivation_only_after_the_announcement(
    announced_edition, finalists, signed_in, wati, budi
):
    own = reverse("kipp:derivation", args=[announced_edition.slug, "desk", finalists[0].case.reference])
    text = signed_in(wati).get(own).content.decode()
    assert "Juri 1" in text and "Ratna" not in text and "Hadi" not in text
    assert signed_in(budi).get(own).status_code == 404
    final = reverse("kipp:derivation", args=[announced_edition.slug, "akhir", finalists[0].case.reference])
    assert signed_in(wati).get(final).status_code == 200


def test_locking_asks_first_and_unlocking_wants_a_reason(at, mine, small_edition, signed_in, sari):
    client = signed_in(sari)
    assert "1 lembar belum masuk" in client.get(at("lock")).content.decode()
    assert desk(small_edition).locked_at is None
    client.post(at("lock"))
    assert desk(small_edition).locked_at == DESK_DAY
    assert client.post(at("unlock"), {"reason": ""}).status_code == 422
    client.post(at("unlock"), {"reason": "Dua lembar tertukar."})
    assert desk(small_edition).locked_at is None
    client.post(at("lock"))
    assert "Dua lembar tertukar." in client.get(at("ranking")).content.decode()


def test_the_lot_is_shown_before_it_changes_anything(at, entry, small_edition, signed_in, sari, jury):
    client = signed_in(sari)
    shown = client.post(at("assign"), {"per_entry": "2", "preview": "1"})
    assert shown.status_code == 200 and not Assignment.objects.exists()
    seed = shown.context["seed"]
    client.post(at("assign"), {"per_entry": "2", "seed": seed, "apply": "1"})
    client.post(at("assign"), {"per_entry": "2", "seed": seed, "apply": "1"})
    assert Assignment.objects.count() == 2
    row = Assignment.objects.first()
    client.post(reverse("kipp:unassign", args=[small_edition.slug, "desk", row.pk]))
    assert Assignment.objects.filter(removed_at=None).count() == 1
    pair = {"pair": "1", "reference": entry.case.reference.lower(), "juror": row.juror_id}
    assert client.post(at("assign"), pair).status_code == 302
    assert client.post(at("assign"), {**pair, "reference": "KIPP-XXXX-XXXX"}).status_code == 422
    client.post(reverse("kipp:release", args=[small_edition.slug, "desk", row.juror_id]))
    assert Assignment.objects.filter(removed_at=None).count() == 1


def test_an_assignment_of_another_stage_is_not_reached(at, mine, small_edition, signed_in, sari):
    address = reverse("kipp:unassign", args=[small_edition.slug, "interview", mine.pk])
    assert signed_in(sari).get(address).status_code == 404


@pytest.mark.parametrize("name", ["queue", "assign", "ranking", "final", "shortlist", "desk"])
def test_pages_ask_as_many_questions_at_thirty_rows_as_at_two(
    name, at, mine, small_edition, jury, signed_in, sari, dindik, wati, django_assert_max_num_queries
):
    step = desk(small_edition)
    who = jury[0].person if name in ("queue", "desk") else sari

    def fill(count):
        for i in range(count):
            scored(step, passed(small_edition, dindik, wati, f"Inovasi {count} {i}"), jury[0], 80, 70)

    def asked():
        with django_assert_max_num_queries(12 if name != "desk" else 20) as found:
            assert client.get(at(name)).status_code == 200
        return len(found)

    fill(1)
    if name in ("ranking", "final", "shortlist"):
        lock_stage(stage=step, by=sari, now=DESK_DAY)
    client = signed_in(who)
    client.get(at(name))
    few = asked()
    step.locked_at = None
    step.save()
    fill(30)
    if name in ("ranking", "final", "shortlist"):
        lock_stage(stage=step, by=sari, now=DESK_DAY)
    assert asked() == few
