"""Who sees and looks after programmes."""

from datetime import datetime

from django.db.models import Q

from tuntas.files.rules.guards import Reader
from tuntas.forum.models import Programme
from tuntas.forum.rules.stories import may_write
from tuntas.people.models import Person
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role

RESERVED = frozenset({"baru"})  # words of addresses beside programmes
STEWARDS = frozenset({Role.INNOVATOR, Role.LOCAL_ADMIN})


def may_begin(reader: Reader, now: datetime) -> bool:
    """Whoever works in the newsroom."""
    return may_write(reader, now)


def may_look_after(reader: Reader, programme: Programme, now: datetime) -> bool:
    """The newsroom, and those who write for the organisation that looks after the programme."""
    if not isinstance(reader, Person):
        return False
    if may_write(reader, now):
        return True
    return programme.steward is not None and bool(roles_in(reader, programme.steward, now) & STEWARDS)


def is_shown() -> Q:
    """Programmes everybody may read."""
    return Q(is_public=True)
