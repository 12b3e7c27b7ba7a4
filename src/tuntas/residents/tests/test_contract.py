"""What other rooms rely on: add, identify, search, names, figures, and who may."""

from dataclasses import replace

import pytest
from tests.cast import hold, person

from tuntas.journal.models import Line
from tuntas.people.terms import Role
from tuntas.residents.actions import (
    NoGround,
    NotAllowed,
    NumberTaken,
    WrongFields,
    add,
    identify,
    names,
    search,
    withdraw,
)
from tuntas.residents.models import Reading, ReadRecord, Resident
from tuntas.residents.queries import counts, groups
from tuntas.residents.rules import may_read
from tuntas.residents.terms import Basis, Group, Purpose
from tuntas.residents.tests.neighbours import PEOPLE

pytestmark = pytest.mark.django_db


def test_identity_comes_back_as_it_was_written(neighbours, officer, now):
    read = identify(resident=neighbours["Slamet"], purpose=Purpose.LETTER, by=officer, now=now)
    given = PEOPLE["Slamet"]
    for name in ("name", "nik", "family_number", "birth_date", "father", "mother", "address", "occupation", "rt", "rw"):
        assert getattr(read, name) == getattr(given, name), name
    assert read.masked_nik == "332605••••••••••" and read.village == "Talun"
    assert read.groups == {Group.POOR}


def test_every_reading_leaves_a_line_and_no_identity_in_the_journal(neighbours, officer, now):
    Reading.objects.all().delete()
    identify(resident=neighbours["Siti"], purpose=Purpose.LETTER, by=officer, now=now)
    names(ids=[neighbours["Siti"].pk, neighbours["Rudi"].pk], purpose=Purpose.MEETING, by=officer, now=now)
    search(place=neighbours["Siti"].village, text="aminah", purpose=Purpose.LETTER, by=officer, now=now)
    assert Reading.objects.count() == 3
    assert ReadRecord.objects.filter(resident=neighbours["Siti"]).count() == 3
    told = " ".join(str(line.data) for line in Line.objects.all())
    assert "Siti" not in told and PEOPLE["Siti"].nik not in told


def test_nothing_in_the_database_reads_as_a_name_or_number(neighbours):
    for row in Resident.objects.values():
        for name, given in PEOPLE.items():
            assert name.encode() not in bytes(row["sealed"])
            assert given.nik == "" or given.nik not in str(row)


@pytest.mark.parametrize("typed", ["siti", "Sitti Aminah", "AMIN", "hj. siti aminah", PEOPLE["Siti"].nik])
def test_search_forgives_spelling_and_titles(neighbours, officer, talun, now, typed):
    found = search(place=talun, text=typed, purpose=Purpose.LETTER, by=officer, now=now)
    assert found[0].name == "Siti Aminah Contoh" and found[0].birth_year == 1982


@pytest.mark.parametrize("typed", ["", "x", "zulkarnaen", "3326050000000000", "%", "' OR 1=1"])
def test_search_of_what_is_not_there_finds_nobody(neighbours, officer, talun, now, typed):
    assert search(place=talun, text=typed, purpose=Purpose.LETTER, by=officer, now=now) == []


def test_outsiders_read_nothing(neighbours, talun, sari, agus, tono, now):
    for who in (sari, agus, tono):
        assert not may_read(who, talun, Purpose.LETTER, now)
        with pytest.raises(NotAllowed):
            identify(resident=neighbours["Siti"], purpose=Purpose.LETTER, by=who, now=now)
        with pytest.raises(NotAllowed):
            search(place=talun, text="siti", purpose=Purpose.LETTER, by=who, now=now)
        with pytest.raises(NotAllowed):
            names(ids=[neighbours["Siti"].pk], purpose=Purpose.MEETING, by=who, now=now)


def test_withdrawn_consent_ends_reading_for_that_purpose_only(neighbours, officer, now):
    siti = neighbours["Siti"]
    withdraw(resident=siti, purpose=Purpose.MEETING, by=officer, now=now)
    with pytest.raises(NoGround):
        identify(resident=siti, purpose=Purpose.MEETING, by=officer, now=now)
    assert names(ids=[siti.pk], purpose=Purpose.MEETING, by=officer, now=now) == {siti.pk: "nama dirahasiakan"}
    assert identify(resident=siti, purpose=Purpose.LETTER, by=officer, now=now).name


def test_a_nik_stands_once_in_a_village(neighbours, officer, talun, now):
    with pytest.raises(NumberTaken):
        add(
            place=talun, fields=replace(PEOPLE["Rudi"], name="Lain Contoh"), basis=Basis.LEGAL_DUTY, by=officer, now=now
        )


def test_wrong_fields_are_named(officer, talun, now):
    wrong = replace(PEOPLE["Rudi"], name="  ", nik="123", sex="x")
    with pytest.raises(WrongFields) as refused:
        add(place=talun, fields=wrong, basis=Basis.LEGAL_DUTY, by=officer, now=now)
    assert {finding.field for finding in refused.value.findings} == {"name", "nik", "sex"}


def test_figures_need_no_identity(neighbours, talun, now, django_assert_num_queries):
    with django_assert_num_queries(2):
        counted = counts(talun, now)
        each = groups([row.pk for row in neighbours.values()], now)
    for group in Group:
        assert counted[group] == sum(group in has for has in each.values()), group
    assert each[neighbours["Painah"].pk] == {Group.WOMAN, Group.DISABILITY, Group.ELDERLY}


def test_the_regency_reads_for_documents_but_never_searches(neighbours, talun, pekalongan, brebes, now):
    own, other = person("Dina Dukcapil"), person("Lina Lain")
    hold(own, Role.REGENCY_TEAM, pekalongan)
    hold(other, Role.REGENCY_TEAM, brebes)
    assert identify(resident=neighbours["Siti"], purpose=Purpose.POPULATION_DOCUMENT, by=own, now=now).name
    for who in (own, other):
        with pytest.raises(NotAllowed):
            search(place=talun, text="siti", purpose=Purpose.POPULATION_DOCUMENT, by=who, now=now)
    with pytest.raises(NotAllowed):
        identify(resident=neighbours["Siti"], purpose=Purpose.POPULATION_DOCUMENT, by=other, now=now)
