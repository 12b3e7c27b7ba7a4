"""Offering roles by e-mail, and taking them."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.kernel.acts import record
from tuntas.kernel.events import publish
from tuntas.kernel.identifiers import token
from tuntas.people.actions import NotAllowed, Refused
from tuntas.people.actions.holdings import grant
from tuntas.people.models import Holding, Invitation, Organisation, Person
from tuntas.people.rules import in_force, may_grant, may_handle, state_of
from tuntas.people.terms import INVITATION_LASTS, RESEND_AFTER, InvitationAccepted, InvitationState, PersonInvited, Role
from tuntas.places.models import Place


class AlreadyInvited(Refused):
    """The address has an open invitation to this role there, or its owner holds the role already."""


class NotOpen(Refused):
    """The invitation was used, withdrawn or has expired; `state` says which."""

    def __init__(self, state: InvitationState) -> None:
        sentences = {
            InvitationState.ACCEPTED: _("This invitation has already been accepted."),
            InvitationState.WITHDRAWN: _("This invitation has been withdrawn."),
            InvitationState.EXPIRED: _("This invitation has expired."),
        }
        super().__init__(sentences[state])
        self.state = state


class WrongAccount(Refused):
    """The invitation is for another e-mail address than any confirmed one of this account."""

    def __init__(self) -> None:
        super().__init__(_("This invitation is for another e-mail address than the one of your account."))


class HasAccount(Refused):
    """Somebody registered with this address already; they sign in to accept."""

    def __init__(self) -> None:
        super().__init__(_("There is already an account with this e-mail address. Sign in to accept."))


class TooSoon(Refused):
    """The letter went out a moment ago."""

    def __init__(self) -> None:
        super().__init__(_("The invitation was sent only a few minutes ago. Wait ten minutes before sending it again."))


@transaction.atomic
def invite(
    *,
    email: str,
    role: Role,
    organisation: Organisation | None = None,
    place: Place | None = None,
    name: str = "",
    by: Person,
    now: datetime,
) -> Invitation:
    """Offer the role to whoever reads mail at `email`. Raises `NotAllowed` or `AlreadyInvited`."""
    where = organisation or place
    if where is None or not may_grant(by, role, where, now):
        raise NotAllowed(_("You may not give this role there."))
    email = email.strip().lower()
    there = {"organisation": organisation, "place": None if organisation else place}
    if Holding.objects.filter(in_force(now), person__email=email, role=role, delegated_from=None, **there).exists():
        raise AlreadyInvited(_("This person already holds this role there."))
    earlier = Invitation.objects.filter(email__iexact=email, role=role, accepted_at=None, withdrawn_at=None, **there)
    if earlier.filter(expires_at__gt=now).exists():
        raise AlreadyInvited(_("This address already has an open invitation to this role. You can send it again."))
    earlier.update(withdrawn_at=now)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                name=name,
                role=role,
                token=token(192),
                invited_by=by,
                invited_at=now,
                sent_at=now,
                expires_at=now + INVITATION_LASTS,
                **there,
            )
    except IntegrityError:  # a second click was first
        raise AlreadyInvited(_("This address already has an open invitation to this role.")) from None
    record(act="people.invited", subject=invitation, by=by, now=now, data={"role": str(role)})
    publish(PersonInvited(invitation.pk))
    return invitation


def _handled(invitation: Invitation, by: Person, now: datetime) -> Invitation:
    """The invitation, locked, for somebody who may handle it while it is neither accepted nor withdrawn."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not may_handle(by, fresh, now):
        raise NotAllowed(_("You may not handle this invitation."))
    if (state := state_of(fresh, now)) in (InvitationState.ACCEPTED, InvitationState.WITHDRAWN):
        raise NotOpen(state)
    return fresh


@transaction.atomic
def resend(*, invitation: Invitation, by: Person, now: datetime) -> Invitation:
    """Send the letter again and let the invitation last another 14 days; an expired one comes back to life."""
    fresh = _handled(invitation, by, now)
    if now < fresh.sent_at + RESEND_AFTER:
        raise TooSoon
    fresh.sent_at, fresh.expires_at = now, now + INVITATION_LASTS
    fresh.save(update_fields=["sent_at", "expires_at"])
    record(act="people.invitation_resent", subject=fresh, by=by, now=now)
    publish(PersonInvited(fresh.pk))
    return fresh


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person, now: datetime) -> Invitation:
    """Take the offer back; its link tells so from then on. An expired offer can be put away like this too."""
    fresh = _handled(invitation, by, now)
    fresh.withdrawn_at = now
    fresh.save(update_fields=["withdrawn_at"])
    record(act="people.invitation_withdrawn", subject=fresh, by=by, now=now)
    return fresh


@transaction.atomic
def accept(*, invitation: Invitation, by: Person, now: datetime) -> Holding:
    """Take the role. Raises `NotOpen`, or `WrongAccount` unless the address is a confirmed one of `by`."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not EmailAddress.objects.filter(user=by, email__iexact=fresh.email, verified=True).exists():
        raise WrongAccount
    if (state := state_of(fresh, now)) != InvitationState.OPEN:
        raise NotOpen(state)
    fresh.accepted_at, fresh.accepted_by = now, by
    fresh.save(update_fields=["accepted_at", "accepted_by"])
    holding = grant(
        person=by,
        role=Role(fresh.role),
        organisation=fresh.organisation,
        place=fresh.place,
        by=Person.objects.get(pk=fresh.invited_by_id),
        now=now,
    )
    record(act="people.invitation_accepted", subject=fresh, by=by, now=now, data={"holding": holding.pk})
    publish(InvitationAccepted(fresh.pk))
    return holding


@transaction.atomic
def register_invited(*, invitation: Invitation, name: str, password: str, language: str, now: datetime) -> Person:
    """A new account for the invited address, confirmed by the letter that carried the token, and the role.

    Raises `NotOpen`, or `HasAccount` when the address belongs to somebody already.
    """
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if (state := state_of(fresh, now)) != InvitationState.OPEN:
        raise NotOpen(state)
    email = fresh.email.lower()
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True)
    if Person.objects.filter(email=email).exists() or confirmed.exists():
        raise HasAccount
    person = Person.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    record(act="people.registered", subject=person, by=person, now=now, data={"invitation": fresh.pk})
    accept(invitation=fresh, by=person, now=now)
    return person
