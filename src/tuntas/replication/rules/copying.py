"""Who may copy what from whom, so that the tree of copies stays a tree."""

from django.utils.translation import gettext as _

from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation
from tuntas.people.terms import OrganisationKind
from tuntas.replication.models import Replication
from tuntas.replication.terms import RUNS


def spot_of(organisation: Organisation | None) -> str:
    """For whom an organisation acts: its regency or city, its village, or only itself; "" for nobody.

    All offices of a regency are one: the regency copies an innovation once.
    """
    if organisation is None:
        return ""
    if organisation.kind == OrganisationKind.REGENCY:
        return ".".join(organisation.place_id.split(".")[:2])
    if organisation.kind == OrganisationKind.VILLAGE:
        return str(organisation.place_id)
    return f"org:{organisation.pk}"


def chain_of(copy: Replication | None) -> list[Replication]:
    """The copy and those it was copied from, up to the one nearest the origin."""
    found: list[Replication] = []
    while copy is not None:
        found.append(copy)
        copy = copy.parent
    return found


def refusal(innovation: Innovation, adopter: Organisation, parent: Replication | None) -> str:
    """Why the adopter cannot copy this from there; "" when it can. The same again is not asked here."""
    spot = spot_of(adopter)
    if innovation.owner_id == adopter.pk or spot == spot_of(innovation.owner):
        return _("This innovation comes from your own place. Nobody copies from themselves.")
    if not innovation.is_public:
        return _("This innovation is not public yet, so it cannot be copied.")
    if parent is None:
        return ""
    if parent.innovation_id != innovation.pk:
        return _("The copy you name belongs to another innovation.")
    if any(step.spot == spot for step in chain_of(parent)):
        return _("That copy goes back to your own place. A circle of copies is not possible.")
    if parent.case.stage not in RUNS:
        return _("Only a copy that runs can be copied.")
    return ""
