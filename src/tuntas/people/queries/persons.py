"""One person's account: roles, stand-ins, requests, and how well sign-in is guarded."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from tuntas.people.models import Holding, Invitation, JoinRequest, Person
from tuntas.people.rules import held, in_force


@dataclass(frozen=True)
class Guard:
    """How sign-in to one account is protected. Counts are of things in use."""

    email: str
    new_email: str
    password: bool
    passkeys: int
    totp: bool
    codes_left: int

    @property
    def strong(self) -> bool:
        """True when a stolen password alone opens nothing."""
        return self.totp or self.passkeys > 0


def guard_of(person: Person) -> Guard:
    """Passkeys, authenticator app, recovery codes, e-mail and password of the account."""
    kinds: dict[str, int] = dict.fromkeys(Authenticator.Type.values, 0)
    codes = 0
    for found in Authenticator.objects.filter(user=person):
        kinds[found.type] += 1
        if found.type == Authenticator.Type.RECOVERY_CODES:
            codes = len(found.wrap().get_unused_codes())
    waiting = EmailAddress.objects.filter(user=person, verified=False).exclude(email=person.email).first()
    return Guard(
        email=person.email,
        new_email=waiting.email if waiting else "",
        password=person.has_usable_password(),
        passkeys=kinds[Authenticator.Type.WEBAUTHN],
        totp=kinds[Authenticator.Type.TOTP] > 0,
        codes_left=codes,
    )


def roles_of(person: Person, now: datetime) -> QuerySet[Holding]:
    """The person's holdings in force, own ones first."""
    return (
        held(person, now)
        .select_related("organisation__place", "place", "delegated_from__person")
        .order_by("delegated_from_id", "organisation__name", "place_id", "role", "pk")
    )


def stand_ins_of(person: Person, now: datetime) -> QuerySet[Holding]:
    """Delegations in force that the person gave."""
    return (
        Holding.objects.filter(in_force(now), delegated_from__person=person)
        .select_related("person", "organisation", "place", "delegated_from__person")
        .order_by("until", "pk")
    )


def requests_of(person: Person) -> QuerySet[JoinRequest]:
    """The person's last requests to join organisations, newest first."""
    return person.join_requests.select_related("organisation")[:5]


def invitations_for(person: Person, now: datetime) -> QuerySet[Invitation]:
    """Open invitations to the person's confirmed addresses."""
    addresses = EmailAddress.objects.filter(user=person, verified=True).values("email")
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    return waiting.filter(email__in=addresses).select_related("organisation", "place", "invited_by")
