"""Who may read identity, where and what for. The operator of the installation is in no line: running is not reading."""

from datetime import datetime

from django.db.models import Q, QuerySet

from tuntas.people.models import Person
from tuntas.people.rules import held
from tuntas.people.terms import OrganisationKind, Role
from tuntas.places.models import Place
from tuntas.residents.terms import Basis, Purpose

_OFFICE = frozenset({Role.VILLAGE_OFFICER, Role.LOCAL_ADMIN})
# Roles at the village (or in its government), then roles at the regency above it.
MATRIX: dict[Purpose, frozenset[Role]] = {
    Purpose.LETTER: _OFFICE | {Role.LEADER},
    Purpose.POPULATION_DOCUMENT: _OFFICE | {Role.REGENCY_TEAM},
    Purpose.SCHOOLING: _OFFICE | {Role.REGENCY_TEAM, Role.VOLUNTEER},
    Purpose.WELFARE: _OFFICE | {Role.LEADER},
    Purpose.MEETING: _OFFICE | {Role.VOLUNTEER},
    Purpose.REGISTER_UPKEEP: _OFFICE,
    Purpose.CORRECTION: _OFFICE,
    Purpose.RIGHT_OF_ACCESS: _OFFICE,
}
# What the law gives the village to do; where consent is named, nothing is read until it was given.
BASES: dict[Purpose, Basis] = {
    Purpose.LETTER: Basis.PUBLIC_TASK,
    Purpose.POPULATION_DOCUMENT: Basis.PUBLIC_TASK,
    Purpose.SCHOOLING: Basis.PUBLIC_TASK,
    Purpose.WELFARE: Basis.PUBLIC_TASK,
    Purpose.MEETING: Basis.CONSENT,
    Purpose.REGISTER_UPKEEP: Basis.LEGAL_DUTY,
    Purpose.CORRECTION: Basis.LEGAL_DUTY,
    Purpose.RIGHT_OF_ACCESS: Basis.LEGAL_DUTY,
}
# Nobody can object to these: the register is kept by law, and rights need somebody who looks.
FIXED = frozenset({Purpose.REGISTER_UPKEEP, Purpose.CORRECTION, Purpose.RIGHT_OF_ACCESS})
_ABOVE = frozenset({Role.REGENCY_TEAM})  # the only role that reaches down from above a village


def roles_for(person: Person, place: Place, now: datetime) -> frozenset[Role]:
    """What the person is to the village's residents; one query.

    Roles at the village or in its government count there; of the places above only the regency team reaches down.
    """
    government = Q(organisation__kind=OrganisationKind.VILLAGE, organisation__place_id=place.code)
    above = Q(organisation=None, role__in=_ABOVE, place_id__in=place.lineage)
    here = Q(organisation=None, place_id=place.code)
    found = held(person, now).filter(government | above | here).values_list("role", flat=True)
    return frozenset(Role(role) for role in found)


def may_read(person: Person, place: Place, purpose: Purpose, now: datetime) -> bool:
    """May read single records and names there for that purpose."""
    return bool(roles_for(person, place, now) & MATRIX[purpose])


def may_search(person: Person, place: Place, purpose: Purpose, now: datetime) -> bool:
    """May look for somebody by name there. Those from above the village read only whom the village handed them."""
    return bool(roles_for(person, place, now) & (MATRIX[purpose] - _ABOVE))


def may_keep(person: Person, place: Place, now: datetime) -> bool:
    """May add to and change the village's register."""
    return bool(roles_for(person, place, now) & _OFFICE)


def villages_kept(person: Person, now: datetime) -> QuerySet[Place]:
    """The villages whose register the person keeps; one query."""
    office = held(person, now).filter(role__in=_OFFICE)
    there = office.filter(organisation=None).values("place_id")
    within = office.filter(organisation__kind=OrganisationKind.VILLAGE).values("organisation__place_id")
    return Place.objects.filter(Q(code__in=there) | Q(code__in=within), level="village").order_by("code")
