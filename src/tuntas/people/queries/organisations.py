"""Organisations and who works there."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tuntas.people.models import Holding, Invitation, JoinRequest, Organisation, Person
from tuntas.people.rules import grantable, held, in_force, may_operate, standing
from tuntas.people.terms import JoinOutcome, Role
from tuntas.places.models import Place


def own_organisations(person: Person, now: datetime) -> QuerySet[Organisation]:
    """Organisations the person has a role in, with those that belong to them."""
    own = held(person, now).exclude(organisation=None).values("organisation_id")
    return Organisation.objects.filter(Q(pk__in=own) | Q(parent_id__in=own))


def listed(
    person: Person, now: datetime, *, text: str = "", kind: str = "", place: Place | None = None
) -> QuerySet[Organisation]:
    """What the person sees in the list: an operator all, others their own. `members` counts people in force."""
    found = Organisation.objects.all() if may_operate(person, now) else own_organisations(person, now)
    return searched(found, now, text=text, kind=kind, place=place)


def searched(
    found: QuerySet[Organisation], now: datetime, *, text: str = "", kind: str = "", place: Place | None = None
) -> QuerySet[Organisation]:
    """The organisations among `found` that fit; `place` takes everything below it along."""
    for word in text.split()[:6]:
        found = found.filter(name__icontains=word)
    if kind:
        found = found.filter(kind=kind)
    if place is not None:
        found = found.filter(Q(place_id=place.pk) | Q(place__code__startswith=f"{place.pk}."))
    people = (
        Holding.objects.filter(in_force(now), organisation=OuterRef("pk"))
        .order_by()
        .values("organisation")
        .annotate(number=Count("person", distinct=True))
        .values("number")
    )
    admins = Holding.objects.filter(in_force(now), role=Role.LOCAL_ADMIN, organisation=OuterRef("pk"))
    return (
        found.select_related("place__parent__parent", "parent")
        .annotate(members=Coalesce(Subquery(people), 0), has_admin=Exists(admins))
        .order_by("name", "pk")
    )


def members_of(organisation: Organisation, now: datetime) -> QuerySet[Holding]:
    """The holdings in force in the organisation, by person."""
    return (
        organisation.holdings.filter(in_force(now))
        .select_related("person", "delegated_from__person", "organisation", "place")
        .order_by("person__name", "person_id", "role", "pk")
    )


def pending_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations nobody accepted or withdrew, expired ones included, newest first."""
    return organisation.invitations.filter(accepted_at=None, withdrawn_at=None).select_related(
        "invited_by", "organisation", "place"
    )


def place_invitations() -> QuerySet[Invitation]:
    """Invitations to roles at places that nobody accepted or withdrew."""
    return Invitation.objects.filter(organisation=None, accepted_at=None, withdrawn_at=None).select_related(
        "invited_by", "place"
    )


def open_requests(organisation: Organisation) -> QuerySet[JoinRequest]:
    """Who asks to be let in, oldest first."""
    waiting = organisation.join_requests.filter(outcome=JoinOutcome.OPEN)
    return waiting.select_related("person", "organisation").order_by("asked_at", "pk")


def local_admins_of(organisation: Organisation, now: datetime) -> QuerySet[Person]:
    """Who answers for the organisation now: its local admins, else those of the one it belongs to."""
    for there in filter(None, (organisation.pk, organisation.parent_id)):
        held_there = Holding.objects.filter(in_force(now), role=Role.LOCAL_ADMIN, organisation_id=there)
        found = Person.objects.filter(pk__in=held_there.values("person")).order_by("pk")
        if found.exists():
            return found
    return Person.objects.none()


def operators(now: datetime) -> QuerySet[Person]:
    """Who runs the installation now."""
    held_there = Holding.objects.filter(
        in_force(now), role__in=[Role.OPERATOR, Role.ORGANISER], organisation=None, place_id="33"
    )
    return Person.objects.filter(pk__in=held_there.values("person")).order_by("pk")


@dataclass(frozen=True)
class Powers:
    """What somebody may do with one organisation; asked once a page."""

    see: bool
    administer: bool
    operate: bool
    end_admins: bool
    roles: tuple[Role, ...]


def powers(person: Person, organisation: Organisation, now: datetime) -> Powers:
    """What the person may do with the organisation, in one query."""
    here = standing(person, organisation, now)
    return Powers(
        see=bool(here.roles) or here.operates,
        administer=here.administers,
        operate=here.operates,
        end_admins=here.own_administers,
        roles=tuple(grantable(here, organisation)),
    )
