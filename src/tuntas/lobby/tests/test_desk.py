"""The desk shows each person what waits for them, and nothing of others."""

import pytest
from django.urls import reverse
from tests.cast import hold, person

from tuntas.kipp.actions.sending import hand_over
from tuntas.kipp.flow import ENTRY
from tuntas.kipp.terms import EntryStage, Seat
from tuntas.kipp.tests.conftest import *  # noqa: F403
from tuntas.kipp.tests.proposals import draft, finished, sent
from tuntas.kipp.tests.stage import _seated
from tuntas.lobby.queries.desk import desk_of
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db


def titles(errands) -> list[str]:
    return [errand.title for errand in errands]


def test_each_finds_own_errands(small_edition, dindik, wati, agus, sari, budi, tono, now) -> None:
    draft(small_edition, dindik, wati, "Draf Wati")
    sent(small_edition, dindik, wati, agus, "KUDU Sekolah")
    assert set(titles(desk_of(wati, now).entries)) == {"Draf Wati", "KUDU Sekolah"}
    assert titles(desk_of(sari, now).editions) == ["KIPP Kecil"]
    assert titles(desk_of(sari, now).checking) == ["KIPP Kecil"] and not desk_of(sari, now).entries
    assert not desk_of(budi, now).entries
    assert desk_of(tono, now).is_quiet


def test_secretariat_and_observer_find_their_edition(small_edition, tono, now) -> None:
    clerk = _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT).person
    watcher = _seated(small_edition, "Tono Nobody", Seat.OBSERVER).person
    for who in (clerk, watcher):
        desk = desk_of(who, now)
        assert titles(desk.serving) == ["KIPP Kecil"] and not desk.is_quiet


def test_what_an_organiser_took_in_from_a_sheet_is_not_the_organisers_own(
    small_edition, dindik, wati, sari, now
) -> None:
    entry = draft(small_edition, dindik, wati, "Dari lembar kerja")
    type(entry).objects.update(created_by=sari)
    assert desk_of(sari, now).entries == []


def test_the_desk_costs_the_same_at_any_size(
    small_edition, dindik, wati, signed_in, django_assert_max_num_queries
) -> None:
    client = signed_in(wati)
    for number in range(30):
        draft(small_edition, dindik, wati, f"Draf {number}")
    client.get(reverse("lobby:desk"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("lobby:desk")).status_code == 200


def test_search_finds_words_and_survives_anything(client, pekalongan) -> None:
    assert "Kabupaten Pekalongan" in client.get(reverse("lobby:search"), {"q": "pekal"}).content.decode()
    for text in ("", "x" * 30_000, "<script>alert(1)</script>", "%' OR 1=1 --", "ab\x00cd"):
        answer = client.get(reverse("lobby:search"), {"q": text})
        assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()


def test_a_local_admin_is_told_what_to_do(small_edition, dindik, wati, agus, now) -> None:
    entry = finished(small_edition, dindik, wati, "KUDU Sekolah")
    hand_over(entry=entry, by=wati, now=now)
    (theirs,), (own,) = desk_of(agus, now).entries, desk_of(wati, now).entries
    assert str(theirs.hint) != str(own.hint) == str(ENTRY.stage(EntryStage.WITH_ADMIN).public)


def test_a_place_holder_needs_no_organisation(jateng, now) -> None:
    sinta = person("Sinta Operator")
    hold(sinta, Role.OPERATOR, jateng)
    quiet = desk_of(sinta, now)
    assert quiet.is_quiet and quiet.serves_place
