"""Copies: one, mine, of an innovation; and what a page of one shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import held
from tuntas.people.terms import Role
from tuntas.replication.flow import facilitates
from tuntas.replication.models import Replication, Update
from tuntas.replication.terms import RUNS, SHOWN, CopyStage

RELATED = ("case", "adopter", "place", "innovation__owner", "parent__adopter", "parent__case", "mentor", "agreement")
WORKS = frozenset({Role.INNOVATOR, Role.LOCAL_ADMIN, Role.REGENCY_TEAM})


def found(reference: str) -> Replication | None:
    """The copy of a reference, with what its pages name."""
    return Replication.objects.select_related(*RELATED).filter(case__reference=reference.upper()).first()


def mine(person: Person, now: datetime) -> QuerySet[Replication]:
    """Copies the person has a part in through an organisation or as mentor; all of them for the province."""
    copies = Replication.objects.select_related("case", "adopter", "innovation__owner", "place")
    ordered = copies.order_by("-is_live", "-case__stage_since", "-pk")
    if facilitates(person, now):
        return ordered
    offices = list(
        held(person, now).filter(role__in=WORKS).exclude(organisation=None).values_list("organisation_id", flat=True)
    )
    part = (
        Q(adopter__in=offices)
        | Q(adopter__parent__in=offices)
        | Q(innovation__owner__in=offices)
        | Q(innovation__owner__parent__in=offices)
        | Q(mentor=person)
    )
    return ordered.filter(part)


def public_copies() -> QuerySet[Replication]:
    """Copies everybody may know of: agreed, or further."""
    told = Q(case__stage__in=SHOWN) & ~Q(case__stage=CopyStage.STOPPED, running_since=None)
    return Replication.objects.filter(told, innovation__is_public=True)


def copied_innovations() -> QuerySet[Innovation]:
    """Public innovations with a copy or a reported relative, with `copies`, `running` and `reported` counted."""
    told = Q(replications__case__stage__in=SHOWN)
    return (
        Innovation.objects.filter(is_public=True)
        .annotate(
            copies=Count("replications", filter=told, distinct=True),
            running=Count("replications", filter=Q(replications__case__stage__in=RUNS), distinct=True),
            reported=Count("reported_copies", distinct=True),
        )
        .filter(Q(copies__gt=0) | Q(reported__gt=0))
        .select_related("owner", "place")
        .order_by("-running", "-copies", "-reported", "name")
    )


def adopters_of(person: Person, now: datetime) -> QuerySet[Organisation]:
    """The organisations for which the person may begin a copy."""
    offices = held(person, now).filter(role__in=WORKS).exclude(organisation=None).values("organisation_id")
    return Organisation.objects.filter(pk__in=offices).select_related("place").order_by("name")


def mentors_for(copy: Replication, now: datetime) -> QuerySet[Person]:
    """Who may be mentor: people of the owner, and of the copy this one comes from."""
    offices = [
        office for office in (copy.innovation.owner_id, copy.parent.adopter_id if copy.parent else None) if office
    ]
    return Person.objects.filter(is_active=True, holdings__organisation__in=offices).distinct().order_by("name", "pk")


def updates_open(copy: Replication) -> QuerySet[Update]:
    """Changes of the origin since the agreement that the adopter has not answered."""
    if copy.agreement is None:
        return Update.objects.none()
    since = copy.innovation.updates.filter(at__gte=copy.agreement.issued_at)
    return since.exclude(answers__replication=copy)


@dataclass(frozen=True)
class Task:
    """One line of the work on a copy, as `<c-task>` shows it."""

    name: str  # of the address
    title: str
    state: str
    tone: str
