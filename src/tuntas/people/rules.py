"""Who holds what, where and when."""

from datetime import datetime

from django.db.models import Q, QuerySet

from tuntas.people.models import Holding, Organisation, Person
from tuntas.people.terms import Role
from tuntas.places.models import Place


def held(person: Person, now: datetime) -> QuerySet[Holding]:
    """The holdings in force at `now`; a delegation counts only while its source is in force."""
    running = Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))
    source = Q(delegated_from__isnull=True) | (
        Q(delegated_from__since__lte=now) & (Q(delegated_from__until__isnull=True) | Q(delegated_from__until__gt=now))
    )
    return Holding.objects.filter(running & source, person=person, person__is_active=True)


def roles_at(person: Person, place: Place, now: datetime) -> frozenset[Role]:
    """Roles the person holds at the place or at any place above it, organisations left aside."""
    return frozenset(
        Role(role)
        for role in held(person, now)
        .filter(organisation=None, place_id__in=place.lineage)
        .values_list("role", flat=True)
    )


def roles_in(person: Person, organisation: Organisation, now: datetime) -> frozenset[Role]:
    """Roles the person holds in the organisation itself or in the one it belongs to."""
    ids = [organisation.pk, *([organisation.parent_id] if organisation.parent_id else [])]
    return frozenset(
        Role(role) for role in held(person, now).filter(organisation_id__in=ids).values_list("role", flat=True)
    )


def may_administer(person: Person, organisation: Organisation, now: datetime) -> bool:
    """May invite people into the organisation, change its name, end holdings there."""
    return Role.LOCAL_ADMIN in roles_in(person, organisation, now) or may_operate(person, now)


def may_operate(person: Person, now: datetime) -> bool:
    """Runs the installation for the province."""
    return held(person, now).filter(role__in=[Role.OPERATOR, Role.ORGANISER], place__code="33").exists()
