"""A group in tests: Melati of Desa Talun meets on Jumat Pahing; Sri facilitates, Yanti keeps the cash. All invented.

    from tuntas.services.selapanan.tests.circle import melati, sri, yanti  # noqa: F401  (fixtures)

Its first meeting is Friday 8 October 2021 (Jumat Pahing), four days after the `now` of the cast.
"""

from datetime import date, datetime, time
from importlib import import_module

import pytest
from django.db import connection
from tests.cast import NOW, hold, person

from tuntas.catalogue.tests.switched import turn_on
from tuntas.kernel.clock import WIB
from tuntas.people.models import Person
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.services.selapanan.actions import meetings, minutes
from tuntas.services.selapanan.actions.groups import GroupFields, MemberFields, add_member, found_group
from tuntas.services.selapanan.models import Group, Meeting, Member
from tuntas.services.selapanan.terms import Attendance, Seat

BASE = date(2021, 10, 8)
FIELDS = {"name": "Melati", "base": BASE, "hour": time(13, 0), "venue": "Rumah Bu Sumini", "hamlet": "Krajan"}


def moment(day: date, hour: int = 14) -> datetime:
    """An hour of that day in Central Java."""
    return datetime.combine(day, time(hour), WIB)


@pytest.fixture
def sri(talun: Place) -> Person:
    """Sri facilitates the groups of Desa Talun; the service is on there."""
    turn_on("selapanan", talun)
    who = person("Sri Pendamping")
    hold(who, Role.VOLUNTEER, talun)
    return who


@pytest.fixture
def yanti(talun: Place) -> Person:
    """Yanti has an account and a role that writes nothing; in Melati she keeps the cash."""
    who = person("Yanti Bendahara")
    hold(who, Role.BPD_MEMBER, talun)
    return who


@pytest.fixture
def melati(talun: Place, sri: Person) -> Group:
    """Four members; nobody of them has an account."""
    group = found_group(place=talun, fields=GroupFields(**FIELDS), by=sri, now=NOW)  # type: ignore[arg-type]
    names = (("Sumini", Seat.CHAIR, "f"), ("Rukmini", Seat.TREASURER, "f"), ("Kasmi", Seat.MEMBER, "f"),
             ("Sarjono", Seat.MEMBER, "m"))  # fmt: skip
    for name, seat, sex in names:
        fields = MemberFields(f"{name} Contoh", seat, sex)
        add_member(group=group, fields=fields, joined_on=date(2021, 10, 1), by=sri, now=NOW)
    return group


def meeting(group: Group, number: int = 1) -> Meeting:
    return Meeting.objects.select_related("case", "group__place").get(group=group, number=number)


def member(group: Group, name: str) -> Member:
    return Member.objects.select_related("group__place").get(group=group, name__startswith=name)


def begun(group: Group, by: Person, number: int = 1) -> tuple[Meeting, datetime]:
    """The meeting goes on, on its day, and everybody came; answers the moment too."""
    found = meeting(group, number)
    at = moment(found.day)
    found = meetings.begin(meeting=found, by=by, now=at)
    states = {one.pk: str(Attendance.PRESENT) for one in group.members.filter(left_on=None)}
    minutes.call_roll(meeting=found, states=states, guests=[], by=by, now=at)
    return found, at


def held(group: Group, by: Person, number: int = 1) -> Meeting:
    """The meeting is over."""
    found, at = begun(group, by, number)
    return meetings.finish(meeting=found, by=by, now=at)


@pytest.fixture
def cash_closed(db: None) -> None:
    """The cash book as in production: the database keeps it."""
    guard = import_module("tuntas.services.selapanan.migrations.0002_book")
    with connection.cursor() as cursor:
        for statement in guard.SQLITE_UP if connection.vendor == "sqlite" else guard.POSTGRES_UP:
            cursor.execute(statement)
