"""Who keeps the survey of a place and looks behind its figures."""

from datetime import datetime
from typing import Any

from tuntas.documents.models import Document
from tuntas.people.models import Person
from tuntas.people.rules import may_operate, roles_at, roles_serving
from tuntas.people.terms import Role
from tuntas.places.models import Place

KEEPERS = frozenset({Role.VILLAGE_OFFICER, Role.REGENCY_TEAM, Role.SECRETARIAT, Role.LEADER, Role.LOCAL_ADMIN})


def may_keep_survey(person: Person, place: Place, now: datetime) -> bool:
    """Serves the very place, or is of the team of its regency, or looks after the installation."""
    if not person.is_authenticated or not person.is_active:
        return False
    return not KEEPERS.isdisjoint(roles_serving(person, place, now)) or Role.OPERATOR in roles_at(person, place, now)


def may_see_behind(person: Person, place: Place, now: datetime) -> bool:
    """Sees which cases a figure is made of, as far as they may open each."""
    return may_keep_survey(person, place, now)


def may_word(person: Person, now: datetime) -> bool:
    """Writes a new version of the survey's questions for the whole installation."""
    return may_operate(person, now)


def may_read_result(reader: Any, document: Document, now: datetime) -> bool:
    """A published result is anybody's."""
    return True
