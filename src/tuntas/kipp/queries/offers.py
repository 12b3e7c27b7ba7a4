"""What somebody may enter: for which organisations, in which track and group, under which conditions."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tuntas.kipp.models import Edition, Entry, Group, Invite, Track
from tuntas.kipp.rules.entries import latest_start
from tuntas.kipp.rules.tracks import track_for
from tuntas.kipp.terms import EntryStage
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import held
from tuntas.people.terms import Role


@dataclass(frozen=True)
class Offer:
    """An organisation the person writes for; `track` is None when it cannot enter this edition."""

    organisation: Organisation
    track: Track | None
    sent: int  # handed in already, in all groups


@dataclass(frozen=True)
class Condition:
    """What a group asks: `latest` is the last day on which use may have begun."""

    group: Group
    latest: date | None
    invited: frozenset[int]  # ids of organisations that may enter an invited-only group


def offers_for(person: Person, edition: Edition, now: datetime) -> list[Offer]:
    """Organisations where the person is innovator or local admin, by name."""
    roles = held(person, now).filter(role__in=[Role.INNOVATOR, Role.LOCAL_ADMIN]).exclude(organisation=None)
    ids = list(roles.values_list("organisation_id", flat=True))
    found = (
        Organisation.objects.filter(Q(pk__in=ids) | Q(parent__in=ids)).select_related("place").order_by("name", "pk")
    )
    tracks = list(edition.tracks.all())
    sent: dict[int, int] = {}
    for pk in (
        Entry.objects.filter(edition=edition, organisation__in=found)
        .exclude(number=None)
        .exclude(case__stage=EntryStage.WITHDRAWN)
        .values_list("organisation_id", flat=True)
    ):
        sent[pk] = sent.get(pk, 0) + 1
    return [Offer(one, track_for(edition, one, tracks), sent.get(one.pk, 0)) for one in found]


def conditions_of(edition: Edition) -> list[Condition]:
    """Every group with its minimum age as a day, and who is invited where only invited ones may enter."""
    invited: dict[int, set[int]] = {}
    for group_id, organisation_id in Invite.objects.filter(group__edition=edition).values_list(
        "group_id", "organisation_id"
    ):
        invited.setdefault(group_id, set()).add(organisation_id)
    return [
        Condition(group, latest_start(edition, group), frozenset(invited.get(group.pk, ())))
        for group in edition.groups.all()
    ]
