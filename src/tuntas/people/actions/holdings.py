"""Giving roles, ending them, and standing in for somebody until a date."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.kernel.acts import record
from tuntas.kernel.events import publish
from tuntas.people.actions import NotAllowed, Refused
from tuntas.people.models import Holding, Organisation, Person
from tuntas.people.rules import held, is_last_of_its_kind, may_delegate, may_end, stand_ins_for
from tuntas.people.terms import DELEGATION_LASTS_AT_MOST, HoldingEnded, Role, RoleDelegated
from tuntas.places.models import Place


class LastOne(Refused):
    """Nobody else would be left who can give roles there."""

    def __init__(self) -> None:
        super().__init__(_("Nobody else holds this role there. Appoint somebody else first."))


class AlreadyEnded(Refused):
    """The role ended before, by another click or another person."""

    def __init__(self) -> None:
        super().__init__(_("This role has already ended."))


class CannotDelegate(Refused):
    """Not the holder, a stand-in themself, somebody from elsewhere, or an unfit date."""


def grant(
    *,
    person: Person,
    role: Role,
    organisation: Organisation | None = None,
    place: Place | None = None,
    by: Person,
    now: datetime,
) -> Holding:
    """The role for the person, from `now` on; the holding they have already, if it runs without an end.

    Whether `by` may give it was checked by the caller (invitation or request to join). Call it inside a transaction.
    """
    have = held(person, now).filter(role=role, organisation=organisation, place=place, until=None, delegated_from=None)
    if found := have.first():
        return found
    holding = Holding.objects.create(
        person=person, role=role, organisation=organisation, place=place, since=now, granted_by=by
    )
    record(act="people.role_given", subject=holding, by=by, now=now, data={"person": person.pk, "role": str(role)})
    return holding


@transaction.atomic
def end(*, holding: Holding, by: Person, now: datetime) -> Holding:
    """End the holding now, and with it every delegation of it.

    Raises `NotAllowed`, `AlreadyEnded`, or `LastOne` when nobody else there could give roles.
    """
    if holding.organisation_id:  # two admins ending each other wait here for one another
        Organisation.objects.select_for_update().get(pk=holding.organisation_id)
    elif holding.place_id:
        Place.objects.select_for_update().get(pk=holding.place_id)
    fresh = Holding.objects.select_for_update(of=("self",)).get(pk=holding.pk)
    if not may_end(by, fresh, now):
        raise NotAllowed(_("You may not end this role."))
    if fresh.until is not None and fresh.until <= now:
        raise AlreadyEnded
    if is_last_of_its_kind(fresh, now):
        raise LastOne
    fresh.until = max(now, fresh.since)
    fresh.save(update_fields=["until"])
    record(act="people.role_ended", subject=fresh, by=by, now=now, data={"person": fresh.person_id})
    publish(HoldingEnded(fresh.pk, by.pk))
    return fresh


@transaction.atomic
def delegate(*, holding: Holding, to: Person, until: datetime, by: Person, now: datetime) -> Holding:
    """Let `to` stand in for the holder from now until `until`, at most a year. Raises `CannotDelegate`."""
    fresh = Holding.objects.select_for_update(of=("self",)).get(pk=holding.pk)
    if not may_delegate(by, fresh, now):
        raise CannotDelegate(_("Only the holder can delegate a role, and a stand-in cannot pass it on."))
    if not stand_ins_for(fresh, now).filter(pk=to.pk).exists():
        raise CannotDelegate(_("Choose somebody who has a role in the same organisation or at the same place."))
    latest = now + DELEGATION_LASTS_AT_MOST
    if not now < until <= latest:
        raise CannotDelegate(_("The last day lies between today and one year from now."))
    if fresh.until is not None and until > fresh.until:
        raise CannotDelegate(_("A delegation cannot last longer than the role itself."))
    if held(to, now).filter(delegated_from=fresh).exists():
        raise CannotDelegate(_("This person already stands in for you in this role."))
    stand_in = Holding.objects.create(
        person=to,
        role=fresh.role,
        organisation_id=fresh.organisation_id,
        place_id=fresh.place_id,
        since=now,
        until=until,
        granted_by=by,
        delegated_from=fresh,
    )
    data = {"person": to.pk, "from": fresh.pk, "until": until.isoformat()}
    record(act="people.role_delegated", subject=stand_in, by=by, now=now, data=data)
    publish(RoleDelegated(stand_in.pk))
    return stand_in
