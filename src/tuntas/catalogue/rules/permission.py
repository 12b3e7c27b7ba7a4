"""Who decides for a place which services run there."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from tuntas.people.models import Person
from tuntas.people.rules import held
from tuntas.people.terms import OrganisationKind, Role
from tuntas.places.models import Place
from tuntas.places.terms import CENTRAL_JAVA, Level

PROVINCE = Q(role__in=[Role.OPERATOR, Role.ORGANISER], organisation=None, place_id=CENTRAL_JAVA)


def _regency(code: str) -> Q:
    """The regency's team, or local admins of its government."""
    government = Q(organisation__kind=OrganisationKind.REGENCY, organisation__place_id=code)
    team = Q(role=Role.REGENCY_TEAM)
    return team & Q(organisation=None, place_id=code) | government & (team | Q(role=Role.LOCAL_ADMIN))


def village_people(codes: Any) -> Q:
    """The officers of villages, or local admins of their governments; codes as a list or subquery."""
    government = Q(organisation__kind=OrganisationKind.VILLAGE, organisation__place_id__in=codes)
    officer = Q(role=Role.VILLAGE_OFFICER)
    return officer & Q(organisation=None, place_id__in=codes) | government & (officer | Q(role=Role.LOCAL_ADMIN))


def own_people(place: Place) -> Q:
    """Holdings of the place's own people who decide there."""
    if place.level == Level.PROVINCE:
        return PROVINCE
    if place.level == Level.VILLAGE:
        return village_people([place.code])
    return _regency(place.lineage[1])


def _above(place: Place) -> Q:
    if place.level in (Level.PROVINCE, Level.REGENCY):
        return PROVINCE
    return PROVINCE | _regency(place.lineage[1])


def may_manage(person: Person | None, place: Place, now: datetime) -> bool:
    """May switch services at the place, set them, and write its own texts: its own people, and those above it."""
    if person is None or not person.is_authenticated:
        return False
    return held(person, now).filter(own_people(place) | _above(place)).exists()


def stands_above(person: Person, place: Place, now: datetime) -> bool:
    """Acts for the place without belonging to it: from the regency or the province."""
    return not held(person, now).filter(own_people(place)).exists()
