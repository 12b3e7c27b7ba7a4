"""Pages of conflicts: who may open and do what, the same cost at any length, what jurors type, what is exported."""

import re

import pytest
import time_machine
from django.urls import reverse
from tests.cast import hold, person

from tuntas.kipp.actions.conflicts import add_by_hand, recompute
from tuntas.kipp.models import Conflict, SeatHolder, SeatOffer, Statement, Tie
from tuntas.kipp.terms import ConflictKind, ConflictState, Seat, TieKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, passed, scored
from tuntas.people.models import Organisation
from tuntas.people.terms import OrganisationKind, Role

pytestmark = pytest.mark.django_db
SLUG = "kipp-kecil"


@pytest.fixture(autouse=True)
def at_the_desk():
    with time_machine.travel(DESK_DAY, tick=False):
        yield


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def entry(small_edition, dukcapil, budi):
    return passed(small_edition, dukcapil, budi, "Junjang Adminduk")


@pytest.fixture
def mine(small_edition, jury, entry):
    return give(desk(small_edition), entry, jury[0])


@pytest.fixture
def conflict(small_edition, jury, entry, sari):
    return add_by_hand(juror=jury[1], entry=entry, evidence="Menulis buku bersama.", by=sari, now=DESK_DAY)


@pytest.fixture
def people(small_edition, edition, secretary, jury, sari, wati, budi, tono, jateng):
    """By name: everybody the matrix asks about."""
    SeatHolder.objects.create(edition=small_edition, person=secretary, seat=Seat.SECRETARIAT, added_at=DESK_DAY)
    other = person("Lain Organiser")
    hold(other, Role.ORGANISER, jateng)
    SeatHolder.objects.create(edition=edition, person=other, seat=Seat.ORGANISER, added_at=DESK_DAY)
    return {
        "organiser": sari, "secretariat": secretary, "juror": jury[0].person, "other juror": jury[1].person,
        "innovator": budi, "outsider": tono, "other organiser": other,
    }  # fmt: skip


def at(name, *more):
    return reverse(f"kipp:{name}", args=[SLUG, *more])


OFFICE = {"organiser", "secretariat"}
JURORS = {"juror", "other juror"}


def test_who_opens_and_posts_what(people, conflict, mine, entry, client):
    pages = {
        at("conflicts"): OFFICE,
        at("conflict", conflict.pk): OFFICE,
        at("conflict_add"): {"organiser"},
        reverse("kipp:export", args=[SLUG, "conflicts", "csv"]): OFFICE,
        at("ties"): JURORS,
        at("recuse", "desk", entry.case.reference): {"juror"},
    }
    for address in pages:
        assert client.get(address).status_code in (302, 404)  # signed out
    for name, who in people.items():
        client.force_login(who)
        for address, allowed in pages.items():
            code = client.get(address).status_code
            assert (code == 200) == (name in allowed) and code in (200, 403, 404), (name, address, code)
        decided = client.post(at("conflict", conflict.pk), {"part": "decision", "act": "dismiss", "reason": ""})
        assert decided.status_code == {"organiser": 422}.get(name, 403), name
        looked = client.post(at("conflicts_again"))
        assert looked.status_code == {"organiser": 302}.get(name, 403), name
        stated = client.post(at("independence", "desk"), {"ties": "none"})
        assert stated.status_code == (302 if name in JURORS else 403), name
        client.logout()
    conflict.refresh_from_db()
    assert conflict.state == ConflictState.CONFIRMED


def test_another_editions_conflict_is_not_found(people, conflict, edition, client):
    client.force_login(people["other organiser"])
    assert client.get(reverse("kipp:conflict", args=[edition.slug, conflict.pk])).status_code == 404


def test_the_list_costs_the_same_at_any_length(
    small_edition, jury, entry, sari, secretary, dukcapil, budi, brebes, client, django_assert_max_num_queries
):
    client.force_login(sari)
    hold(jury[0].person, Role.VOLUNTEER, brebes)
    Tie.objects.create(juror=jury[1], kind=TieKind.OTHER, organisation=dukcapil, declared_at=DESK_DAY)
    jury[2].affiliation = "Pemkab Brebes"
    jury[2].save()

    def asked():
        recompute(edition=small_edition, by=sari, now=DESK_DAY)
        client.get(at("conflicts"))
        with django_assert_max_num_queries(12) as found:
            page = client.get(at("conflicts"))
        assert page.status_code == 200
        return len(found), len(page.context["rows"])

    few, rows = asked()
    assert rows == 3
    for number in range(30):
        passed(small_edition, dukcapil, budi, f"Inovasi {number}")
    many, rows = asked()
    assert (few, rows) == (many, 50)


def test_the_jurors_page_costs_the_same_with_many_ties(jury, brebes, client, django_assert_max_num_queries):
    client.force_login(jury[0].person)
    counts = []
    for _round in range(2):
        client.get(at("ties"))
        with django_assert_max_num_queries(15) as found:
            client.get(at("ties"))
        counts.append(len(found))
        Tie.objects.bulk_create(
            Tie(juror=jury[0], kind=TieKind.OTHER, regency=brebes, declared_at=DESK_DAY) for _ in range(20)
        )
    assert counts[0] == counts[1]


def test_an_organiser_decides_on_the_page(conflict, sari, client):
    client.force_login(sari)
    page = at("conflict", conflict.pk)
    assert "Menulis buku bersama." in client.get(page).content.decode()
    kept = client.post(page, {"part": "decision", "act": "dismiss", "reason": ""})
    assert kept.status_code == 422 and "Alasan" in kept.content.decode()
    client.post(page, {"part": "decision", "act": "dismiss", "reason": "Bukan dia."})
    conflict.refresh_from_db()
    assert (conflict.state, conflict.reason) == (ConflictState.DISMISSED, "Bukan dia.")


def test_scores_are_ruled_upon_on_the_page_and_the_board_is_loud(small_edition, jury, entry, sari, client):
    scored(desk(small_edition), entry, jury[1], 80, 80)
    made = add_by_hand(juror=jury[1], entry=entry, evidence="Kerabat.", by=sari, now=DESK_DAY)
    client.force_login(sari)
    assert "putuskan nilainya" in client.get(at("board")).content.decode()
    client.post(at("conflict", made.pk), {"part": "ruling", "ruling": "aside", "reason": "Kerabat penulis."})
    made.refresh_from_db()
    assert made.scores == "aside" and "putuskan nilainya" not in client.get(at("board")).content.decode()


def test_one_is_added_by_hand(jury, entry, sari, client):
    client.force_login(sari)
    typed = {"juror": jury[2].pk, "reference": "KIPP-XXXX-XXXX", "evidence": "Menantu kepala dinas."}
    again = client.post(at("conflict_add"), typed)
    assert again.status_code == 422 and "Menantu kepala dinas." in again.content.decode()
    client.post(at("conflict_add"), typed | {"reference": entry.case.reference.lower()})
    assert Conflict.objects.get().kind == ConflictKind.HAND


def test_the_export_holds_what_the_list_holds(conflict, small_edition, jury, brebes, sari, client):
    hold(jury[0].person, Role.VOLUNTEER, brebes)
    recompute(edition=small_edition, by=sari, now=DESK_DAY)
    client.force_login(sari)
    address = reverse("kipp:export", args=[SLUG, "conflicts", "csv"])
    whole = client.get(address).content.decode("utf-8-sig")
    assert "Menulis buku bersama." in whole and "Kabupaten Brebes" in whole
    assert "Kabupaten Brebes" not in client.get(address, {"jenis": "hand"}).content.decode()
    assert client.get(reverse("kipp:export", args=[SLUG, "conflicts", "xlsx"])).status_code == 200


def test_a_juror_lists_ties_and_states(jury, dukcapil, client):
    client.force_login(jury[0].person)
    typed = {"kind": "financial", "organisation": "dinas dukcapil", "note": "Honor."}
    assert client.post(at("ties"), typed).status_code == 302
    tie = Tie.objects.get()
    assert (tie.organisation, tie.note) == (dukcapil, "Honor.")
    assert client.post(at("independence", "desk"), {"ties": "none"}).url == at("ties")  # a tie stands: not none
    client.post(at("independence", "desk"), {"ties": "list", "back": "queue"})
    assert not Statement.objects.get().none
    assert "Cabut" in client.get(at("tie_off", tie.pk)).content.decode()
    client.post(at("tie_off", tie.pk))
    tie.refresh_from_db()
    assert tie.withdrawn_at
    client.force_login(jury[1].person)
    assert client.get(at("tie_off", tie.pk)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "other"}, "Sebutkan satu instansi"),
        ({"kind": "other", "organisation": "Tidak Ada"}, "Tidak ada instansi terdaftar"),
        ({"kind": "other", "organisation": "Kembar"}, "Pilih satu"),
        ({"kind": "", "organisation": "Dukcapil"}, "Jenis hubungan"),
    ],
)
def test_a_tie_that_cannot_be_kept_says_why_and_keeps_what_was_typed(jury, dukcapil, brebes, typed, said, client):
    for name in ("Kembar Satu", "Kembar Dua"):
        Organisation.objects.create(name=name, kind=OrganisationKind.OTHER, place=brebes)
    client.force_login(jury[0].person)
    answer = client.post(at("ties"), typed | {"note": "Catatan saya."})
    text = answer.content.decode()
    assert answer.status_code == 422 and said in text and "Catatan saya." in text and not Tie.objects.exists()


def test_the_queue_and_the_desk_ask_once(jury, mine, entry, client):
    client.force_login(jury[0].person)
    pages = [at("queue", "desk"), at("desk", "desk", entry.case.reference)]
    asks = "apakah Anda independen"
    assert all(asks in client.get(page).content.decode() for page in pages)
    client.post(at("independence", "desk"), {"ties": "none", "back": "queue"})
    assert not any(asks in client.get(page).content.decode() for page in pages)


def test_a_juror_steps_back_after_reading_what_it_means(jury, mine, entry, client):
    client.force_login(jury[0].person)
    page = at("recuse", "desk", entry.case.reference)
    assert page in client.get(at("desk", "desk", entry.case.reference)).content.decode()
    shown = client.get(page).content.decode()
    assert "Dukcapil" not in shown  # blind here too
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Sepupu saya."}).url == at("queue", "desk")
    assert client.get(page).status_code == 404 and client.post(page, {"reason": "Lagi."}).status_code == 404
    assert Conflict.objects.get().reason == "Sepupu saya."


@pytest.mark.parametrize("account", [True, False])
def test_conflicts_are_seen_before_a_juror_is_invited(small_edition, entry, sari, tono, brebes, account, client):
    client.force_login(sari)
    typed = {"email": "baru@example.org", "name": "Juri Baru", "seat": "juror", "affiliation": "Pemkab Brebes"}
    if account:
        hold(tono, Role.VOLUNTEER, brebes)
        typed |= {"email": tono.email, "affiliation": ""}
    page = client.post(at("people"), typed)
    assert page.context["seen"].total == 1 and not SeatOffer.objects.exists()
    assert not SeatHolder.objects.filter(person=tono).exists()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    assert client.post(at("people"), hidden | {"sure": "1"}).status_code == 302
    assert SeatHolder.objects.filter(person=tono).exists() == account and SeatOffer.objects.exists() != account
    clean = {"email": "lain@example.org", "name": "Lain", "seat": "juror", "affiliation": "Universitas Contoh"}
    assert client.post(at("people"), clean).status_code == 302


def test_a_juror_is_no_observer_of_the_same_edition(small_edition, jury, sari, client):
    client.force_login(sari)
    client.post(at("people"), {"email": jury[0].person.email, "seat": "observer"})
    assert not SeatHolder.objects.filter(person=jury[0].person, seat=Seat.OBSERVER).exists()
