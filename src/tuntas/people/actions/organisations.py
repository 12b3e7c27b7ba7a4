"""Organisations and their units."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.kernel.acts import record
from tuntas.people.actions import NotAllowed, Refused
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import may_administer, may_operate
from tuntas.people.terms import OrganisationKind
from tuntas.places.models import Place


class NameTaken(Refused):
    """Another organisation at that place bears this name."""

    def __init__(self) -> None:
        super().__init__(_("There is already an organisation with this name at this place."))


class TooDeep(Refused):
    """A unit of a unit: roles are inherited one step only."""

    def __init__(self) -> None:
        super().__init__(_("A unit cannot have units of its own."))


@transaction.atomic
def create_organisation(
    *,
    name: str,
    kind: OrganisationKind,
    place: Place,
    by: Person,
    now: datetime,
    parent: Organisation | None = None,
    is_sample: bool = False,
) -> Organisation:
    """A new organisation, or a unit of `parent`. Operators only."""
    if not may_operate(by, now):
        raise NotAllowed(_("Only operators open organisations."))
    if parent is not None and parent.parent_id is not None:
        raise TooDeep
    try:
        with transaction.atomic():
            made = Organisation.objects.create(name=name, kind=kind, place=place, parent=parent, is_sample=is_sample)
    except IntegrityError:
        raise NameTaken from None
    record(act="people.organisation_opened", subject=made, by=by, now=now, data={"place": place.pk})
    return made


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    name: str,
    by: Person,
    now: datetime,
    kind: OrganisationKind | None = None,
    place: Place | None = None,
) -> Organisation:
    """A new name by the local admin or an operator; kind and place by operators only."""
    fresh = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if not may_administer(by, fresh, now):
        raise NotAllowed(_("You may not change this organisation."))
    if (kind or place) and not may_operate(by, now):
        raise NotAllowed(_("Only operators change the kind or place of an organisation."))
    fresh.name, fresh.kind, fresh.place = name, kind or fresh.kind, place or fresh.place
    try:
        with transaction.atomic():
            fresh.save(update_fields=["name", "kind", "place"])
    except IntegrityError:
        raise NameTaken from None
    record(act="people.organisation_changed", subject=fresh, by=by, now=now)
    return fresh
