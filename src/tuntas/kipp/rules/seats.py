"""Who somebody is to an edition and to an entry."""

from datetime import datetime

from tuntas.kipp.models import Edition, Entry, SeatHolder
from tuntas.kipp.terms import Part, Seat
from tuntas.people.models import Person
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role


def seats_of(person: Person, edition: Edition) -> frozenset[Seat]:
    """The seats the person has in this edition now; an organiser of another edition has none here."""
    if not person.is_authenticated or not person.is_active:
        return frozenset()
    held = SeatHolder.objects.filter(edition=edition, person=person, left_at=None).values_list("seat", flat=True)
    return frozenset(Seat(seat) for seat in held)


def may_organise(person: Person, edition: Edition) -> bool:
    """Runs this edition: its rules, calendar, people, plenary and announcement."""
    return Seat.ORGANISER in seats_of(person, edition)


def may_check(person: Person, edition: Edition) -> bool:
    """Does the administrative check."""
    return bool(seats_of(person, edition) & {Seat.ORGANISER, Seat.SECRETARIAT})


def parts_of(person: Person, entry: Entry, now: datetime) -> frozenset[Part]:
    """What the person is to the entry through its organisation: innovator, local admin, both or neither."""
    if not person.is_authenticated or not person.is_active:
        return frozenset()
    roles = roles_in(person, entry.organisation, now)
    found = set()
    if Role.LOCAL_ADMIN in roles:
        found.add(Part.LOCAL_ADMIN)
    if Role.INNOVATOR in roles and (
        entry.created_by_id == person.pk or entry.case.parties.filter(person=person, role=Part.INNOVATOR).exists()
    ):
        found.add(Part.INNOVATOR)
    return frozenset(found)
