"""Asking to join an organisation, and answering."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.kernel.acts import record
from tuntas.kernel.events import publish
from tuntas.people.actions import NotAllowed, Refused
from tuntas.people.actions.holdings import grant
from tuntas.people.models import Holding, JoinRequest, Organisation, Person
from tuntas.people.rules import held, may_decide
from tuntas.people.terms import JoinDecided, JoinOutcome, JoinRequested, Role


class AlreadyAsked(Refused):
    """An open request stands, or the person is in already."""


class AlreadyDecided(Refused):
    """Somebody, or a second click, answered first."""

    def __init__(self) -> None:
        super().__init__(_("This request has already been answered."))


class ReasonWanted(Refused):
    """Declining needs a reason the person can read."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason, so that the person concerned can understand it."))


@transaction.atomic
def ask_to_join(*, organisation: Organisation, note: str, by: Person, now: datetime) -> JoinRequest:
    """Tell the local admins of the organisation: I work with you, let me in as an innovator."""
    if held(by, now).filter(organisation=organisation, role=Role.INNOVATOR).exists():
        raise AlreadyAsked(_("You already belong to this organisation."))
    if JoinRequest.objects.filter(person=by, organisation=organisation, outcome=JoinOutcome.OPEN).exists():
        raise AlreadyAsked(_("You have asked already. The local admin has not answered yet."))
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(person=by, organisation=organisation, note=note, asked_at=now)
    except IntegrityError:  # a second click was first
        raise AlreadyAsked(_("You have asked already. The local admin has not answered yet.")) from None
    record(act="people.join_asked", subject=request, by=by, now=now, data={"organisation": organisation.pk})
    publish(JoinRequested(request.pk))
    return request


@transaction.atomic
def take_back(*, request: JoinRequest, by: Person, now: datetime) -> JoinRequest:
    """The person no longer asks."""
    fresh = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if fresh.person_id != by.pk:
        raise NotAllowed(_("You may not answer this request."))
    return _close(fresh, JoinOutcome.WITHDRAWN, "", by, now)


@transaction.atomic
def accept_request(*, request: JoinRequest, by: Person, now: datetime) -> Holding:
    """Let the person in; they hold the role from now on."""
    fresh = _decidable(request, by, now)
    _close(fresh, JoinOutcome.ACCEPTED, "", by, now)
    holding = grant(person=fresh.person, role=Role(fresh.role), organisation=fresh.organisation, by=by, now=now)
    publish(JoinDecided(fresh.pk))
    return holding


@transaction.atomic
def decline_request(*, request: JoinRequest, reason: str, by: Person, now: datetime) -> JoinRequest:
    """Do not let the person in; they read `reason`."""
    fresh = _decidable(request, by, now)
    if not reason.strip():
        raise ReasonWanted
    _close(fresh, JoinOutcome.DECLINED, reason.strip(), by, now)
    publish(JoinDecided(fresh.pk))
    return fresh


def _decidable(request: JoinRequest, by: Person, now: datetime) -> JoinRequest:
    fresh = JoinRequest.objects.select_for_update(of=("self",)).select_related("person", "organisation")
    found = fresh.get(pk=request.pk)
    if found.outcome != JoinOutcome.OPEN:
        raise AlreadyDecided
    if not may_decide(by, found, now):
        raise NotAllowed(_("You may not answer this request."))
    return found


def _close(fresh: JoinRequest, outcome: JoinOutcome, reason: str, by: Person, now: datetime) -> JoinRequest:
    if fresh.outcome != JoinOutcome.OPEN:
        raise AlreadyDecided
    fresh.outcome, fresh.reason, fresh.decided_at, fresh.decided_by = outcome, reason, now, by
    fresh.save(update_fields=["outcome", "reason", "decided_at", "decided_by"])
    record(act=f"people.join_{outcome}", subject=fresh, by=by, now=now)
    return fresh
