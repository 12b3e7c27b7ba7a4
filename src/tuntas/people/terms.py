"""Words for people: what an organisation is, what a role is, what happened to them."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.events import Event


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
    LOCAL_ADMIN = "local_admin", _("Local admin")
    INNOVATOR = "innovator", _("Innovator")
    REGENCY_TEAM = "regency_team", _("Regency team")
    VILLAGE_OFFICER = "village_officer", _("Village officer")
    BPD_MEMBER = "bpd_member", _("Village council member")
    VOLUNTEER = "volunteer", _("Volunteer")
    LEADER = "leader", _("Leader")


@dataclass(frozen=True)
class PersonInvited(Event):
    """An invitation was written; it wants to be delivered."""

    invitation_id: int
