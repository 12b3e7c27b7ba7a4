"""What keeps the register true: who is to be asked, and what the province should look after."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from tuntas.innovations.models import Innovation
from tuntas.innovations.rules.upkeep import ASK_AFTER, ASK_AGAIN, FRESH
from tuntas.innovations.terms import Status
from tuntas.people.models import Holding, Person
from tuntas.people.rules import in_force
from tuntas.people.terms import Role

ANSWERING = (Role.LOCAL_ADMIN, Role.INNOVATOR)
STATES = ("stale", "unanswered", "stopped", "nobody", "never")


def to_ask(now: datetime) -> QuerySet[Innovation]:
    """Public innovations whose owner should be asked now; the same rule as `rules.wants_asking`."""
    due = Q(confirmed_at=None) | Q(confirmed_at__lte=now - ASK_AFTER)
    again = Q(asked_at=None) | Q(asked_at__lte=now - ASK_AGAIN)
    found = Innovation.objects.filter(due & again, is_public=True, owner__isnull=False)
    return found.exclude(status=Status.STOPPED).defer("words").order_by("pk")


def people_of_owners(owners: set[int], now: datetime) -> dict[int, list[Person]]:
    """Who may answer for each organisation: its local admins and innovators. One query."""
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Holding.objects.filter(in_force(now), organisation_id__in=owners, role__in=ANSWERING)
    for row in rows.select_related("person").order_by("pk"):
        if row.person.is_active:
            found[row.organisation_id or 0].append(row.person)
    return found


def upkeep(state: str, now: datetime) -> QuerySet[Innovation]:
    """Public innovations in one of `STATES`, those longest without a word first; anything else lists all of them.

    `stale`: confirmed more than 13 months ago; `unanswered`: asked and no answer yet; `stopped`; `never`: nobody
    ever said; `nobody`: nobody of the owner has an account here, so nobody can be asked.
    """
    answering = Holding.objects.filter(in_force(now), organisation=OuterRef("owner"), role__in=ANSWERING)
    found = Innovation.objects.filter(is_public=True).annotate(has_people=Exists(answering))
    stale = Q(confirmed_at__lte=now - FRESH) & ~Q(status=Status.STOPPED)
    never = Q(confirmed_at=None)
    conditions = {
        "stale": stale,
        "unanswered": Q(asked_at__isnull=False),
        "stopped": Q(status=Status.STOPPED),
        "nobody": Q(has_people=False),
        "never": never,
    }
    found = found.filter(conditions.get(state, stale | never | Q(status=Status.STOPPED) | Q(asked_at__isnull=False)))
    return (
        found.select_related("owner", "place")
        .defer("words")
        .order_by(F("confirmed_at").asc(nulls_first=True), Lower("name"), "pk")
    )


def upkeep_counts(now: datetime) -> dict[str, int]:
    """How many innovations each of `STATES` holds."""
    return {state: upkeep(state, now).order_by().count() for state in STATES}
