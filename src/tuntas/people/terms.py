"""Words for people: what an organisation is, what a role is, what happened to them."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.events import Event
from tuntas.places.terms import Level


class OrganisationKind(TextChoices):
    """Who can stand behind an innovation."""

    AGENCY = "agency", _("Provincial agency")
    HOSPITAL = "hospital", _("Hospital or clinic")
    ENTERPRISE = "enterprise", _("Regional enterprise")
    REGENCY = "regency", _("Regency or city government")
    VILLAGE = "village", _("Village government")
    OTHER = "other", _("Other institution")


class Role(TextChoices):
    """What a person may be, at a place or in an organisation. A competition adds seats of its own."""

    OPERATOR = "operator", _("Installation operator")
    ORGANISER = "organiser", _("Organiser (Biro Organisasi)")
    SECRETARIAT = "secretariat", _("Secretariat")
    JUROR = "juror", _("Juror")
    OBSERVER = "observer", _("Observer")
    EDITOR = "editor", _("Editor")
    LOCAL_ADMIN = "local_admin", _("Local admin")
    INNOVATOR = "innovator", _("Innovator")
    REGENCY_TEAM = "regency_team", _("Regency team")
    VILLAGE_OFFICER = "village_officer", _("Village officer")
    BPD_MEMBER = "bpd_member", _("Village council member")
    VOLUNTEER = "volunteer", _("Volunteer")
    LEADER = "leader", _("Leader")


class InvitationState(TextChoices):
    """Where an invitation stands."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class JoinOutcome(TextChoices):
    """What became of a request to join an organisation."""

    OPEN = "open", _("Waiting for the local admin")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class SignInChange(TextChoices):
    """What changed on the ways into an account; the labels are what the person is told."""

    PASSWORD = "password_changed", _("Your password was changed")
    EMAIL = "email_changed", _("Your e-mail address was changed")
    APP_ON = "app_turned_on", _("Authenticator app turned on")
    APP_OFF = "app_turned_off", _("Authenticator app turned off")
    PASSKEY_ADDED = "passkey_added", _("Passkey added")
    PASSKEY_REMOVED = "passkey_removed", _("Passkey removed")
    CODES = "recovery_codes_made", _("New recovery codes")


# Roles a local admin or operator may give inside an organisation, by its kind.
ROLES_IN: dict[str, tuple[Role, ...]] = {
    OrganisationKind.AGENCY: (Role.INNOVATOR, Role.LOCAL_ADMIN, Role.LEADER),
    OrganisationKind.HOSPITAL: (Role.INNOVATOR, Role.LOCAL_ADMIN, Role.LEADER),
    OrganisationKind.ENTERPRISE: (Role.INNOVATOR, Role.LOCAL_ADMIN, Role.LEADER),
    OrganisationKind.REGENCY: (Role.INNOVATOR, Role.LOCAL_ADMIN, Role.REGENCY_TEAM, Role.LEADER),
    OrganisationKind.VILLAGE: (
        Role.INNOVATOR,
        Role.LOCAL_ADMIN,
        Role.VILLAGE_OFFICER,
        Role.BPD_MEMBER,
        Role.VOLUNTEER,
        Role.LEADER,
    ),
    OrganisationKind.OTHER: (Role.INNOVATOR, Role.LOCAL_ADMIN, Role.VOLUNTEER, Role.LEADER),
}
# Roles an operator may give at a place, by its level.
ROLES_AT: dict[str, tuple[Role, ...]] = {
    Level.PROVINCE: (
        Role.OPERATOR,
        Role.ORGANISER,
        Role.SECRETARIAT,
        Role.JUROR,
        Role.OBSERVER,
        Role.EDITOR,
        Role.LEADER,
    ),
    Level.REGENCY: (Role.REGENCY_TEAM, Role.SECRETARIAT, Role.LEADER),
    Level.DISTRICT: (Role.REGENCY_TEAM, Role.LEADER),
    Level.VILLAGE: (Role.VILLAGE_OFFICER, Role.BPD_MEMBER, Role.VOLUNTEER, Role.LEADER),
}
# Roles that let somebody give roles to others: never given by a stand-in, and their last holder stays.
GRANTING = frozenset({Role.OPERATOR, Role.ORGANISER, Role.LOCAL_ADMIN})

INVITATION_LASTS = timedelta(days=14)
RESEND_AFTER = timedelta(minutes=10)
DELEGATION_LASTS_AT_MOST = timedelta(days=366)


@dataclass(frozen=True)
class PersonInvited(Event):
    """An invitation was written, or is to be sent again; it wants to be delivered."""

    invitation_id: int


@dataclass(frozen=True)
class InvitationAccepted(Event):
    """The invited person took the role."""

    invitation_id: int


@dataclass(frozen=True)
class JoinRequested(Event):
    """Somebody asked to join an organisation; its local admins want to know."""

    request_id: int


@dataclass(frozen=True)
class JoinDecided(Event):
    """A request to join was accepted or declined; the one who asked wants to know."""

    request_id: int


@dataclass(frozen=True)
class RoleDelegated(Event):
    """Somebody stands in for somebody else until a date."""

    holding_id: int


@dataclass(frozen=True)
class HoldingEnded(Event):
    """A role ended before its time, by somebody's decision; its holder wants to know."""

    holding_id: int
    by_id: int


@dataclass(frozen=True)
class SignInChanged(Event):
    """Something changed on the ways into an account; its owner wants to know, above all if it was somebody else."""

    person_id: int
    change: str
