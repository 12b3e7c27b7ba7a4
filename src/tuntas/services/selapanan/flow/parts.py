"""Who is what to a group: by a role that serves its village, or by a seat in it.

Facilitators (volunteers) and village officers run every group of their village; chair and secretary run their own. The
treasurer keeps the cash book. Where the treasurer has no account, those who run the meetings type for them.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from tuntas.people.models import Person
from tuntas.people.rules import places_served, roles_serving
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.services.selapanan.models import Group, Member
from tuntas.services.selapanan.terms import Part, Seat

RUNNING = frozenset({Role.VOLUNTEER, Role.VILLAGE_OFFICER})
READING = RUNNING | {Role.BPD_MEMBER, Role.LEADER, Role.REGENCY_TEAM}
RUNNING_SEATS = frozenset({Seat.CHAIR, Seat.SECRETARY})


def parts_at(person: Person, place: Place, now: datetime) -> frozenset[str]:
    """What the person is to all groups of the place; one query."""
    if not person.is_authenticated:
        return frozenset()
    roles = roles_serving(person, place, now)
    found: set[str] = set()
    if roles & RUNNING:
        found |= {Part.READER, Part.RUNNER}
    elif roles & READING:
        found.add(Part.READER)
    return frozenset(found)


def parts_in(person: Person, group: Group, now: datetime) -> frozenset[str]:
    """What the person is to the group; two queries."""
    if not (person.is_authenticated and person.is_active):
        return frozenset()
    found = set(parts_at(person, group.place, now))
    seats = Member.objects.filter(Q(account=person) | Q(seat=Seat.TREASURER), group=group, left_on=None)
    rows = list(seats.values_list("seat", "account_id"))
    mine = {seat for seat, account in rows if account == person.pk}
    if mine:
        found.add(Part.READER)
    if mine & RUNNING_SEATS:
        found.add(Part.RUNNER)
    treasurer_types = any(seat == Seat.TREASURER and account for seat, account in rows)
    if Seat.TREASURER in mine or (Part.RUNNER in found and not treasurer_types):
        found.add(Part.CASHIER)
    return frozenset(found)


def _of(person: Person, roles: frozenset[Role], seats: Q, now: datetime) -> QuerySet[Group]:
    mine = Member.objects.filter(seats, account=person, left_on=None).values("group")
    return Group.objects.filter(Q(place__in=places_served(person, roles, now)) | Q(pk__in=mine), ended_at=None)


def groups_run(person: Person, now: datetime) -> QuerySet[Group]:
    """The living groups whose meetings the person runs: lazily, for use inside another query."""
    return _of(person, RUNNING, Q(seat__in=RUNNING_SEATS), now)


def groups_read(person: Person, now: datetime) -> QuerySet[Group]:
    """The living groups the person may read, a regency's team left aside: lazily."""
    return _of(person, READING, Q(), now)
