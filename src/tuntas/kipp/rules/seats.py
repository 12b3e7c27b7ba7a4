"""Who somebody is to an edition and to an entry."""

from datetime import datetime

from tuntas.kipp.models import Edition, Entry, SeatHolder
from tuntas.kipp.terms import EditionStatus, Part, Seat
from tuntas.people.models import Person
from tuntas.people.rules import held, roles_in
from tuntas.people.terms import Role

PROVINCE = "33"  # Jawa Tengah

# Which seats may do what; `views.doors.behind` and the rules below read the same sets.
ORGANISES = frozenset({Seat.ORGANISER})
CHECKS = frozenset({Seat.ORGANISER, Seat.SECRETARIAT})
WATCHES = frozenset({Seat.ORGANISER, Seat.SECRETARIAT, Seat.OBSERVER})


def seats_of(person: Person, edition: Edition) -> frozenset[Seat]:
    """The seats the person has in this edition now; an organiser of another edition has none here."""
    return frozenset(Seat(holder.seat) for holder in holders_of(person, edition))


def holders_of(person: Person, edition: Edition) -> list[SeatHolder]:
    """The rows behind `seats_of`; one query."""
    if not person.is_authenticated or not person.is_active:
        return []
    return list(SeatHolder.objects.filter(edition=edition, person=person, left_at=None))


def may_open(person: Person, now: datetime) -> bool:
    """May open an edition: the provincial organiser's role, whatever seats the person has elsewhere."""
    if not person.is_authenticated:
        return False
    return held(person, now).filter(role=Role.ORGANISER, organisation=None, place_id=PROVINCE).exists()


def may_see(person: Person, edition: Edition) -> bool:
    """May know that the edition exists: everybody once it is published, before that only those seated in it."""
    return edition.status != EditionStatus.DRAFT or bool(seats_of(person, edition))


def may_organise(person: Person, edition: Edition) -> bool:
    """Runs this edition: its rules, calendar, people, plenary and announcement."""
    return bool(seats_of(person, edition) & ORGANISES)


def may_check(person: Person, edition: Edition) -> bool:
    """Does the administrative check, and reminds writers of their drafts."""
    return bool(seats_of(person, edition) & CHECKS)


def may_watch(person: Person, edition: Edition) -> bool:
    """Sees the board: how far entries and judging are."""
    return bool(seats_of(person, edition) & WATCHES)


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
