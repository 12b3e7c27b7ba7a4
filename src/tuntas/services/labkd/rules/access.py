"""What a person is to the letters of a village."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from tuntas.documents.models import Document
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Person
from tuntas.people.rules import held
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.services.labkd.flow import office_holdings
from tuntas.services.labkd.models import Letter, Post
from tuntas.services.labkd.terms import Rank

LETTER = "labkd.letter"


@dataclass(frozen=True)
class Office:
    """A person in a village office. `leads`: head or secretary, who keep posts, wording and numbers."""

    works: bool
    leads: bool
    ranks: frozenset[str]


NOBODY = Office(False, False, frozenset())


def office_of(person: Any, place: Place, now: datetime) -> Office:
    """What the person is in this village's office; at most two queries."""
    if not person.is_authenticated or place.level != Level.VILLAGE:
        return NOBODY
    roles = set(office_holdings(person, now).filter(place_id=place.code).values_list("role", flat=True))
    if not roles:
        return NOBODY
    day = wib_date(now)
    posts = Post.objects.filter(Q(until__isnull=True) | Q(until__gte=day), place=place, person=person, since__lte=day)
    ranks = frozenset(posts.values_list("rank", flat=True))
    return Office(True, Role.LEADER in roles or bool(ranks & {Rank.HEAD, Rank.SECRETARY}), ranks)


def works_at(person: Any, place: Place, now: datetime) -> bool:
    """Works in this village's office; one query."""
    if not person.is_authenticated or place.level != Level.VILLAGE:
        return False
    return office_holdings(person, now).filter(place_id=place.code).exists()


def may_word(person: Person, place: Place, now: datetime) -> bool:
    """May write templates and codes: the head or secretary of a village, the team of a regency for its own level."""
    if office_of(person, place, now).leads:
        return True
    return held(person, now).filter(organisation=None, role=Role.REGENCY_TEAM, place_id=place.code).exists()


def may_read_letter(reader: Any, document: Document, now: datetime) -> bool:
    """The village's office, and whoever asked for the letter from an account."""
    letter = Letter.objects.select_related("case__place").filter(document=document).first()
    if letter is None or not reader.is_authenticated:
        return False
    return letter.asked_by_id == reader.pk or office_of(reader, letter.case.place, now).works
