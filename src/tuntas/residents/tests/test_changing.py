"""Corrections, moves, events of a life, heads of families: nothing that was is lost."""

from dataclasses import replace
from datetime import date

import pytest

from tuntas.residents.actions import NotAllowed, NotAsItWas, NumberTaken, OldRevision, identify, search
from tuntas.residents.actions.changing import change, make_head, note_life, take_back
from tuntas.residents.models import Resident, Version
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import bound_to, from_snapshot
from tuntas.residents.terms import LifeKind, Purpose, Relation, ResidentState
from tuntas.residents.tests.neighbours import PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def rudi(neighbours):
    return neighbours["Rudi"]


def test_a_correction_keeps_what_was_and_is_found_by_the_new_name(rudi, officer, talun, now):
    changed = change(
        resident=rudi, fields=replace(PEOPLE["Rudi"], name="Rudy Hartono Contoh"), revision=1, by=officer, now=now
    )
    assert changed.revision == 2
    old = Version.objects.get(resident=rudi)
    assert from_snapshot(keyring().open(old.sealed, bound_to(rudi.key, "version"))).name == "Rudi Contoh"
    found = search(place=talun, text="hartono", purpose=Purpose.LETTER, by=officer, now=now)
    assert [one.name for one in found] == ["Rudy Hartono Contoh"]


def test_who_is_slower_is_told(rudi, officer, now):
    change(resident=rudi, fields=replace(PEOPLE["Rudi"], phone="0811"), revision=1, by=officer, now=now)
    with pytest.raises(OldRevision):
        change(resident=rudi, fields=replace(PEOPLE["Rudi"], phone="0812"), revision=1, by=officer, now=now)


def test_the_nik_of_somebody_else_is_refused_and_nothing_changes(rudi, officer, now):
    with pytest.raises(NumberTaken):
        change(resident=rudi, fields=replace(PEOPLE["Rudi"], nik=PEOPLE["Siti"].nik), revision=1, by=officer, now=now)
    assert Resident.objects.get(pk=rudi.pk).revision == 1 and not Version.objects.exists()


def test_a_move_within_the_village_keeps_the_old_address(rudi, officer, now):
    moved = replace(PEOPLE["Rudi"], hamlet="Krajan", address="Jalan Baru 2")
    change(resident=rudi, fields=moved, revision=1, by=officer, now=now, moved_on=date(2021, 10, 4))
    assert rudi.addresses.count() == 1  # same day as it was written: a correction
    moved = replace(moved, hamlet="Sawahan")
    later = now.replace(month=11)
    change(resident=rudi, fields=moved, revision=2, by=officer, now=later, moved_on=date(2021, 11, 2))
    assert [(row.hamlet, row.until) for row in rudi.addresses.all()] == [
        ("Sawahan", None),
        ("Krajan", date(2021, 11, 2)),
    ]


def test_death_and_moves_can_be_taken_back(rudi, officer, now):
    out = note_life(resident=rudi, kind=LifeKind.MOVED_OUT, day=date(2021, 9, 1), by=officer, now=now)
    dead = note_life(
        resident=rudi, kind=LifeKind.DEATH, day=date(2021, 9, 20), note="surat contoh", by=officer, now=now
    )
    assert Resident.objects.get(pk=rudi.pk).state == ResidentState.DEAD
    with pytest.raises(NotAsItWas):
        note_life(resident=rudi, kind=LifeKind.MOVED_IN, day=date(2021, 9, 21), by=officer, now=now)
    for _ in range(2):
        take_back(event=dead, by=officer, now=now)
    assert Resident.objects.get(pk=rudi.pk).state == ResidentState.AWAY
    take_back(event=out, by=officer, now=now)
    assert Resident.objects.get(pk=rudi.pk).state == ResidentState.PRESENT and rudi.life.count() == 2


def test_a_family_has_one_head(neighbours, officer, now):
    with pytest.raises(NotAsItWas):
        siti = replace(PEOPLE["Siti"], relation=Relation.HEAD)
        change(resident=neighbours["Siti"], fields=siti, revision=1, by=officer, now=now)
    make_head(resident=neighbours["Siti"], by=officer, now=now)
    family = neighbours["Siti"].family.members
    assert family.get(relation=Relation.HEAD).pk == neighbours["Siti"].pk
    assert (
        identify(resident=neighbours["Slamet"], purpose=Purpose.LETTER, by=officer, now=now).relation
        == Relation.OTHER_FAMILY
    )


def test_days_that_cannot_be_are_refused(rudi, officer, now):
    for day in (date(2021, 10, 5), date(1999, 1, 1)):
        with pytest.raises(NotAsItWas):
            note_life(resident=rudi, kind=LifeKind.DEATH, day=day, by=officer, now=now)


def test_strangers_change_nothing(rudi, tono, sari, now):
    for who in (tono, sari):
        with pytest.raises(NotAllowed):
            change(resident=rudi, fields=PEOPLE["Rudi"], revision=1, by=who, now=now)
        with pytest.raises(NotAllowed):
            note_life(resident=rudi, kind=LifeKind.DEATH, day=date(2021, 9, 1), by=who, now=now)
