"""Who holds what, where and when, and what that lets them do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from tuntas.people.models import Holding, Invitation, JoinRequest, Organisation, Person
from tuntas.people.terms import GRANTING, ROLES_AT, ROLES_IN, InvitationState, JoinOutcome, OrganisationKind, Role
from tuntas.places.models import Place
from tuntas.places.terms import CENTRAL_JAVA


def in_force(now: datetime) -> Q:
    """Holdings that count at `now`; a delegation counts only while its source, and the source's account, do."""
    running = Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))
    source = Q(delegated_from__isnull=True) | (
        Q(delegated_from__since__lte=now, delegated_from__person__is_active=True)
        & (Q(delegated_from__until__isnull=True) | Q(delegated_from__until__gt=now))
    )
    return running & source & Q(person__is_active=True)


def held(person: Person, now: datetime) -> QuerySet[Holding]:
    """The holdings of the person in force at `now`; none for somebody who is not signed in."""
    if not person.is_authenticated:
        return Holding.objects.none()
    return Holding.objects.filter(in_force(now), person=person)


def roles_at(person: Person, place: Place, now: datetime) -> frozenset[Role]:
    """Roles the person holds at the place or at any place above it, organisations left aside."""
    return frozenset(
        Role(role)
        for role in held(person, now)
        .filter(organisation=None, place_id__in=place.lineage)
        .values_list("role", flat=True)
    )


def roles_serving(person: Person, place: Place, now: datetime) -> frozenset[Role]:
    """Roles in which the person serves this very place: held there, or in the village's or regency's own government.

    A regency's team serves every place below; nobody else does from above, and nobody of another place.
    """
    government = Q(organisation__kind__in=[OrganisationKind.VILLAGE, OrganisationKind.REGENCY])
    here = Q(organisation=None, place=place) | government & Q(organisation__place=place)
    team = Q(role=Role.REGENCY_TEAM) & (
        Q(organisation=None, place_id__in=place.lineage[1:])
        | Q(organisation__kind=OrganisationKind.REGENCY, organisation__place_id__in=place.lineage[1:])
    )
    return frozenset(Role(role) for role in held(person, now).filter(here | team).values_list("role", flat=True))


def places_served(person: Person, roles: Collection[Role], now: datetime) -> QuerySet[Place]:
    """The places `roles_serving` answers one of these roles for, a regency's team below it left aside: lazily."""
    mine = held(person, now).filter(role__in=roles)
    kinds = [OrganisationKind.VILLAGE, OrganisationKind.REGENCY]
    governed = mine.filter(organisation__kind__in=kinds).values("organisation__place")
    return Place.objects.filter(Q(pk__in=mine.filter(organisation=None).values("place")) | Q(pk__in=governed))


def _ids(organisation: Organisation) -> list[int]:
    """The organisation and the one it belongs to."""
    return [organisation.pk, *([organisation.parent_id] if organisation.parent_id else [])]


def roles_in(person: Person, organisation: Organisation, now: datetime) -> frozenset[Role]:
    """Roles the person holds in the organisation itself or in the one it belongs to."""
    roles = held(person, now).filter(organisation_id__in=_ids(organisation)).values_list("role", flat=True)
    return frozenset(Role(role) for role in roles)


@dataclass(frozen=True)
class Standing:
    """What somebody is to an organisation or place. `own_…`: in their own right, not as a stand-in."""

    roles: frozenset[Role]
    operates: bool
    own_operates: bool
    own_operator: bool
    administers: bool
    own_administers: bool


def standing(person: Person, where: Organisation | Place, now: datetime) -> Standing:
    """One query for everything the rules below ask. Roles count in an organisation only, not at a place."""
    ids = _ids(where) if isinstance(where, Organisation) else []
    found = held(person, now).filter(Q(organisation_id__in=ids) | _running_the_province())
    rows = list(found.values_list("role", "organisation_id", "delegated_from_id"))
    operating = [source for _, organisation, source in rows if organisation is None]
    administering = [source for role, organisation, source in rows if organisation and role == Role.LOCAL_ADMIN]
    return Standing(
        roles=frozenset(Role(role) for role, organisation, _ in rows if organisation),
        operates=bool(operating),
        own_operates=None in operating,
        own_operator=any(role == Role.OPERATOR and here is None and source is None for role, here, source in rows),
        administers=bool(operating or administering),
        own_administers=None in operating or None in administering,
    )


def may_administer(person: Person, organisation: Organisation, now: datetime) -> bool:
    """May invite people into the organisation, change its name, end holdings there."""
    return standing(person, organisation, now).administers


def may_operate(person: Person, now: datetime) -> bool:
    """Runs the installation for the province."""
    return held(person, now).filter(_running_the_province()).exists()


def _running_the_province() -> Q:
    return Q(role__in=[Role.OPERATOR, Role.ORGANISER], organisation=None, place_id=CENTRAL_JAVA)


def may_see_members(person: Person, organisation: Organisation, now: datetime) -> bool:
    """Colleagues and operators see who works in an organisation; others see only that it exists."""
    here = standing(person, organisation, now)
    return bool(here.roles) or here.operates


def may_grant(person: Person, role: Role, where: Organisation | Place, now: datetime) -> bool:
    """May give the role there. A role that gives roles is given only by who holds one in their own right."""
    return role in grantable(standing(person, where, now), where)


def grantable(here: Standing, where: Organisation | Place) -> list[Role]:
    """The roles somebody of this standing may give there, in the order they are offered."""
    at_place = isinstance(where, Place)
    offered = ROLES_AT[where.level] if isinstance(where, Place) else ROLES_IN[where.kind]
    may = here.operates if at_place else here.administers
    may_make_givers = here.own_operates if at_place else here.own_administers
    return [role for role in offered if (may_make_givers if role in GRANTING else may) and _reaches(here, role)]


def _reaches(here: Standing, role: Role) -> bool:
    """An organiser runs competitions; who looks after the installation is appointed by operators alone."""
    return role != Role.OPERATOR or here.own_operator


def may_end(person: Person, holding: Holding, now: datetime) -> bool:
    """May end the holding before its time: its holder, who delegated it, or whoever may give that role there."""
    if holding.person_id == person.pk:
        return True
    if holding.delegated_from is not None and holding.delegated_from.person_id == person.pk:
        return True
    where = holding.organisation or holding.place
    assert where is not None  # constraint holding_is_somewhere
    here = standing(person, where, now)
    if isinstance(where, Place):
        may = here.own_operates if holding.role in GRANTING else here.operates
        return may and _reaches(here, Role(holding.role))
    return here.own_administers if holding.role in GRANTING else here.administers


def is_last_of_its_kind(holding: Holding, now: datetime) -> bool:
    """True when nobody else holds this role-giving role there in their own right."""
    if holding.role not in GRANTING or holding.delegated_from_id is not None:
        return False
    others = Holding.objects.filter(in_force(now), delegated_from=None).exclude(pk=holding.pk)
    if holding.organisation_id:
        return not others.filter(role=holding.role, organisation_id=holding.organisation_id).exists()
    if holding.place_id != CENTRAL_JAVA:
        return False
    return not others.filter(_running_the_province()).exists()


def may_delegate(person: Person, holding: Holding, now: datetime) -> bool:
    """May let somebody stand in: only the holder, only a holding of their own that is in force."""
    return (
        holding.person_id == person.pk
        and holding.delegated_from_id is None
        and held(person, now).filter(pk=holding.pk).exists()
    )


def stand_ins_for(holding: Holding, now: datetime) -> QuerySet[Person]:
    """Who can stand in for the holder: others with a role in the same organisation, or at the same place."""
    there = Q(organisation_id=holding.organisation_id, place_id=holding.place_id)
    if holding.organisation_id:
        there = Q(organisation_id=holding.organisation_id)
    people = Holding.objects.filter(in_force(now), there).exclude(person=holding.person_id).values("person")
    return Person.objects.filter(pk__in=people).order_by("name", "pk")


def state_of(invitation: Invitation, now: datetime) -> InvitationState:
    """Where the invitation stands at `now`."""
    if invitation.accepted_at is not None:
        return InvitationState.ACCEPTED
    if invitation.withdrawn_at is not None:
        return InvitationState.WITHDRAWN
    return InvitationState.EXPIRED if invitation.expires_at <= now else InvitationState.OPEN


def may_handle(person: Person, invitation: Invitation, now: datetime) -> bool:
    """May withdraw the invitation or send it again."""
    where = invitation.organisation or invitation.place
    assert where is not None  # constraint invitation_is_somewhere
    return may_grant(person, Role(invitation.role), where, now)


def may_decide(person: Person, request: JoinRequest, now: datetime) -> bool:
    """May accept or decline a request to join; nobody decides their own."""
    return (
        request.outcome == JoinOutcome.OPEN
        and request.person_id != person.pk
        and may_grant(person, Role(request.role), request.organisation, now)
    )
