"""Who may be the same person: evidence for and against, deciding, merging and undoing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.residents.actions import NotAsItWas, add, identify, names, search, withdraw
from tuntas.residents.actions.alike import keep_likeness, look_alike, merge, undo_merge
from tuntas.residents.actions.changing import change
from tuntas.residents.models import Resident
from tuntas.residents.rules.likeness import ASK, compared
from tuntas.residents.terms import Basis, Purpose, ResidentFields, ResidentState
from tuntas.residents.tests.neighbours import PEOPLE

SITI = PEOPLE["Siti"]
AGAIN = replace(SITI, nik="", name="Sitti Aminah C", family_number="", relation="", phone="0812", hamlet="Sawahan")
some = st.sampled_from(list(PEOPLE.values()))


@given(some, some)
def test_the_order_does_not_matter(one: ResidentFields, other: ResidentFields):
    assert compared(one, other).score == pytest.approx(compared(other, one).score)


@pytest.mark.parametrize(
    ("changed", "asks"),
    [
        ({}, True),
        ({"name": "St. Aminah"}, True),
        ({"birth_date": date(1982, 5, 7)}, True),  # day and month exchanged, the same mother
        ({"birth_date": None, "mother": "", "father": ""}, False),  # a common name alone
        ({"mother": "", "father": "", "birth_date": date(1962, 7, 5)}, False),
        ({"sex": "m", "mother": "", "father": ""}, False),
        ({"nik": "3326054507820199"}, False),  # the same name, day and parents: still two numbers
        ({"name": "Sari Lestari"}, False),  # twins have all but the name
        ({"name": "Sari Aminah", "nik": "3326054507820003"}, False),
    ],
)
def test_what_is_asked(changed, asks):
    unsaid = {"father": "", "mother": ""} if "nik" in changed and "name" not in changed else {"nik": ""}
    other = replace(SITI, **{**unsaid, **changed})
    assert compared(SITI, other).asks is asks, compared(SITI, other)


def test_a_poor_best_hit_stays_poor():
    assert compared(SITI, PEOPLE["Rudi"]).score < 0 < ASK < compared(SITI, replace(SITI, nik="")).score


@pytest.mark.django_db
def test_the_register_is_asked_before_saving(neighbours, officer, talun, now):
    found = look_alike(place=talun, fields=AGAIN, by=officer, now=now)
    assert [one.resident.pk for one in found] == [neighbours["Siti"].pk]
    assert any(evidence.points < 0 for evidence in found[0].verdict.evidence)
    assert look_alike(place=talun, fields=replace(AGAIN, name="Joko", birth_date=None), by=officer, now=now) == []


@pytest.mark.django_db
def test_who_was_said_to_be_different_is_not_asked_again(neighbours, officer, talun, now):
    second = add(place=talun, fields=AGAIN, basis=Basis.LEGAL_DUTY, by=officer, now=now)
    assert look_alike(place=talun, fields=AGAIN, by=officer, now=now, leave_out=second)
    keep_likeness(one=second, other=neighbours["Siti"], score=9, by=officer, now=now, different=True)
    assert look_alike(place=talun, fields=AGAIN, by=officer, now=now, leave_out=second) == []


@pytest.mark.django_db
def test_merging_takes_over_what_was_missing_and_can_be_undone(neighbours, officer, talun, now):
    siti, second = neighbours["Siti"], add(place=talun, fields=AGAIN, basis=Basis.LEGAL_DUTY, by=officer, now=now)
    withdraw(resident=second, purpose=Purpose.WELFARE, by=officer, now=now)
    done = merge(kept=second, gone=siti, by=officer, now=now)
    read = identify(resident=Resident.objects.get(pk=siti.pk), purpose=Purpose.LETTER, by=officer, now=now)
    assert (read.resident_id, read.nik, read.phone) == (second.pk, SITI.nik, "0812")
    assert names(ids=[siti.pk], purpose=Purpose.LETTER, by=officer, now=now)[siti.pk] == read.name
    assert len(search(place=talun, text="aminah", purpose=Purpose.LETTER, by=officer, now=now)) == 1
    undo_merge(merge=done, by=officer, now=now)
    siti, second = Resident.objects.get(pk=siti.pk), Resident.objects.get(pk=second.pk)
    assert siti.state == ResidentState.PRESENT and siti.nik_index and second.nik_index is None
    assert len(search(place=talun, text="aminah", purpose=Purpose.LETTER, by=officer, now=now)) == 2
    with pytest.raises(NotAsItWas):
        undo_merge(merge=done, by=officer, now=now)


@pytest.mark.django_db
def test_an_undone_merge_leaves_later_corrections(neighbours, officer, talun, now):
    siti, second = neighbours["Siti"], add(place=talun, fields=AGAIN, basis=Basis.LEGAL_DUTY, by=officer, now=now)
    done = merge(kept=siti, gone=second, by=officer, now=now)
    change(resident=siti, fields=replace(SITI, phone="0899"), revision=2, by=officer, now=now)
    undo_merge(merge=done, by=officer, now=now)
    assert identify(resident=siti, purpose=Purpose.LETTER, by=officer, now=now).phone == "0899"
    assert Resident.objects.get(pk=second.pk).state == ResidentState.PRESENT
