"""Who may do what where: the matrix of role, relation and action; and what a delegation is worth."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import NOW, hold, person

from tuntas.people.models import Holding, Organisation, Person
from tuntas.people.rules import (
    grantable,
    held,
    is_last_of_its_kind,
    may_administer,
    may_delegate,
    may_end,
    may_grant,
    may_operate,
    may_see_members,
    roles_at,
    roles_in,
    stand_ins_for,
    standing,
)
from tuntas.people.terms import ROLES_AT, ROLES_IN, OrganisationKind, Role
from tuntas.places.models import Place
from tuntas.places.terms import Level

RELATIONS = ["same", "parent", "unit", "other", "place", "regency", "province"]
OPERATING = {Role.OPERATOR, Role.ORGANISER}


@pytest.fixture
def world(jateng, pekalongan, talun, dindik, dukcapil):
    """A school unit of dindik, looked at from everywhere."""
    school = Organisation.objects.create(
        name="SMP Negeri Contoh", kind=OrganisationKind.REGENCY, place=pekalongan, parent=dindik
    )
    below = Organisation.objects.create(
        name="Cabang lain", kind=OrganisationKind.REGENCY, place=pekalongan, parent=dukcapil
    )
    where = {
        "same": school,
        "parent": dindik,
        "unit": below,
        "other": dukcapil,
        "place": talun,
        "regency": pekalongan,
        "province": jateng,
    }
    return school, where


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", list(Role))
def test_matrix(world, role, relation):
    """Every role at every relation to an organisation, and each thing one may do with it."""
    school, where = world
    who = person("Coba Matriks")
    hold(who, role, where[relation])
    inside = relation in {"same", "parent"}
    operates = relation == "province" and role in OPERATING
    administers = operates or (inside and role == Role.LOCAL_ADMIN)

    assert may_operate(who, NOW) is operates
    assert may_administer(who, school, NOW) is administers
    assert may_see_members(who, school, NOW) is (inside or operates)
    offered = set(ROLES_IN[OrganisationKind.REGENCY]) if administers else set()
    assert {given for given in Role if may_grant(who, given, school, NOW)} == offered
    assert set(grantable(standing(who, school, NOW), school)) == offered
    for place in ("place", "regency", "province"):
        at = set(ROLES_AT[where[place].level]) if operates else set()
        at -= {Role.OPERATOR} if role == Role.ORGANISER else set()
        assert {given for given in Role if may_grant(who, given, where[place], NOW)} == at
    other = person("Lain Orang")
    writer = hold(other, Role.INNOVATOR, school)
    assert may_end(who, writer, NOW) is administers
    assert may_end(who, hold(other, Role.VOLUNTEER, where["place"]), NOW) is operates
    assert may_delegate(who, writer, NOW) is False
    assert may_end(other, writer, NOW) is True


def test_outsiders_may_nothing(world, tono):
    school, where = world
    closed = person("Tutup Akun")
    hold(closed, Role.LOCAL_ADMIN, school)
    hold(closed, Role.OPERATOR, where["province"])
    closed.is_active = False
    closed.save()
    past = person("Mantan Admin")
    ended = hold(past, Role.LOCAL_ADMIN, school)
    Holding.objects.filter(pk=ended.pk).update(until=NOW)
    coming = person("Calon Admin")
    later = hold(coming, Role.LOCAL_ADMIN, school)
    Holding.objects.filter(pk=later.pk).update(since=NOW + timedelta(seconds=1))
    for who in (tono, closed, past, coming, AnonymousUser()):
        assert not may_operate(who, NOW)
        assert not may_administer(who, school, NOW)
        assert not may_see_members(who, school, NOW)
        assert not any(may_grant(who, role, school, NOW) for role in Role)
        assert roles_in(who, school, NOW) == roles_at(who, where["place"], NOW) == frozenset()


def test_role_at_a_place_counts_below_it_and_nowhere_else(pekalongan, brebes, talun, tono):
    hold(tono, Role.REGENCY_TEAM, pekalongan)
    assert roles_at(tono, talun, NOW) == roles_at(tono, pekalongan, NOW) == {Role.REGENCY_TEAM}
    assert roles_at(tono, brebes, NOW) == frozenset()
    assert roles_at(tono, pekalongan.parent, NOW) == frozenset()


def test_a_role_in_an_organisation_is_no_role_at_its_place(dindik, agus, pekalongan):
    assert roles_at(agus, pekalongan, NOW) == frozenset()


def test_a_place_with_the_same_beginning_is_another_place(jateng, tono):
    near = Place.objects.create(code="33.2", level=Level.REGENCY, name="Uji", kind="kabupaten", parent=jateng)
    hold(tono, Role.REGENCY_TEAM, near)
    other = Place.objects.create(code="33.26", level=Level.REGENCY, name="Lain", kind="kabupaten", parent=jateng)
    assert roles_at(tono, other, NOW) == frozenset()


moments = st.integers(min_value=-400, max_value=400).map(lambda days: NOW + timedelta(days=days))
ends = st.one_of(st.none(), moments)


def _lasting(since: datetime, until: datetime | None) -> bool:
    return until is None or until >= since


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(since=moments, until=ends, from_=moments, to=moments, at=moments, active=st.booleans())
def test_a_delegation_counts_exactly_while_it_and_its_source_count(
    dindik, agus, wati, since, until, from_, to, at, active
):
    if not _lasting(since, until) or to < from_:
        return
    Holding.objects.filter(delegated_from__isnull=False).delete()
    Person.objects.filter(pk=agus.pk).update(is_active=active)
    source = Holding.objects.get(person=agus, role=Role.LOCAL_ADMIN)
    Holding.objects.filter(pk=source.pk).update(since=since, until=until)
    Holding.objects.create(
        person=wati, role=Role.LOCAL_ADMIN, organisation=dindik, since=from_, until=to, delegated_from=source
    )
    source_counts = active and since <= at and (until is None or until > at)
    assert (Role.LOCAL_ADMIN in roles_in(agus, dindik, at)) is source_counts if active else True
    expected = source_counts and from_ <= at < to
    assert (Role.LOCAL_ADMIN in roles_in(wati, dindik, at)) is expected
    assert may_administer(wati, dindik, at) is expected
    assert may_grant(wati, Role.INNOVATOR, dindik, at) is expected
    assert not may_grant(wati, Role.LOCAL_ADMIN, dindik, at)  # a stand-in makes no admins
    assert not any(may_delegate(wati, holding, at) for holding in held(wati, at).filter(delegated_from__isnull=False))


def test_who_can_stand_in(dindik, agus, wati, budi, tono):
    mine = Holding.objects.get(person=agus)
    assert list(stand_ins_for(mine, NOW)) == [wati]


def test_stand_ins_at_a_place_are_those_with_a_role_at_that_place(jateng, sari, tono, agus):
    hold(tono, Role.SECRETARIAT, jateng)
    assert list(stand_ins_for(Holding.objects.get(person=sari), NOW)) == [tono]


def test_last_of_its_kind(dindik, agus, wati, jateng, sari, tono):
    mine = Holding.objects.get(person=agus)
    assert is_last_of_its_kind(mine, NOW)
    Holding.objects.create(
        person=wati,
        role=Role.LOCAL_ADMIN,
        organisation=dindik,
        since=NOW,
        until=NOW + timedelta(days=9),
        delegated_from=mine,
    )
    assert is_last_of_its_kind(mine, NOW)  # a stand-in is no successor
    hold(tono, Role.LOCAL_ADMIN, dindik)
    assert not is_last_of_its_kind(mine, NOW)
    assert not is_last_of_its_kind(Holding.objects.get(person=wati, role=Role.INNOVATOR), NOW)
    first = Holding.objects.get(person=sari)
    assert is_last_of_its_kind(first, NOW)
    hold(tono, Role.OPERATOR, jateng)
    assert not is_last_of_its_kind(first, NOW)
