"""Words of replication: a regency or office takes over an innovation together with its owner."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.catalogue.terms import Axis as Axis  # what readiness is asked by; a module's manifest asks so too
from tuntas.kernel.events import Event


class CopyStage(TextChoices):
    """Where a copy stands, from interest to yearly confirmation."""

    INTEREST = "interest", _("Interest expressed")
    VERIFIED = "verified", _("Interest verified")
    REQUESTED = "requested", _("Requested from the owner")
    APPROVED = "approved", _("Approved; agreement to be signed")
    AGREED = "agreed", _("Agreed; adaptation is being planned")
    PREPARING = "preparing", _("Being prepared")
    RUNNING = "running", _("Copy is running")
    MEASURED = "measured", _("Results measured")
    CONFIRMED = "confirmed", _("Confirmed this year")
    PAUSED = "paused", _("Paused")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")
    STOPPED = "stopped", _("Copy has stopped")


class Part(TextChoices):
    """What somebody is to a copy."""

    ADOPTER_ADMIN = "adopter_admin", _("Local admin of the adopter")
    ADOPTER = "adopter", _("Member of the adopter")
    OWNER_ADMIN = "owner_admin", _("Local admin of the owner")
    OWNER = "owner", _("Member of the owner")
    MENTOR = "mentor", _("Mentor")
    FACILITATOR = "facilitator", _("Facilitator of the province")


class Side(TextChoices):
    """Who signs an agreement."""

    OWNER = "owner", _("Owner")
    ADOPTER = "adopter", _("Adopter")
    FACILITATOR = "facilitator", _("Facilitator")


class Scope(TextChoices):
    """How much of the innovation is taken over."""

    WHOLE = "whole", _("The whole innovation")
    PARTIAL = "partial", _("A part of it")


class Chapter(TextChoices):
    """What an adaptation plan speaks about; keys as in the register, where its chapters have them."""

    PROBLEM = "problem", _("The problem")
    SERVED = "served", _("People served")
    HOW = "how", _("How it works")
    PEOPLE = "people", _("Who runs it")
    LEGAL = "legal", _("Legal basis")
    COST = "cost", _("What it costs")
    CONDITIONS = "conditions", _("What it needs to succeed")
    PAPERS = "papers", _("Documents and forms")
    MEASURES = "measures", _("Figures")


class Kinship(TextChoices):
    """What public reports say of two innovations: a copy, a variant, or the same idea."""

    COPY = "copy", _("Copy, as reported")
    VARIANT = "variant", _("The same model at another place, as reported")
    KIN = "kin", _("Same idea, as reported")


class Answer(TextChoices):
    """What an adopter does with a change of the origin."""

    ACCEPTED = "accepted", _("Taken over")
    DECLINED = "declined", _("Not taken over")


LIVE = frozenset(CopyStage) - {CopyStage.REFUSED, CopyStage.WITHDRAWN, CopyStage.STOPPED}
RUNS = frozenset({CopyStage.RUNNING, CopyStage.MEASURED, CopyStage.CONFIRMED})
# Before these nobody outside is told that a copy is planned.
SHOWN = RUNS | {CopyStage.AGREED, CopyStage.PREPARING, CopyStage.STOPPED}
PAUSABLE = (
    CopyStage.VERIFIED,
    CopyStage.AGREED,
    CopyStage.PREPARING,
    CopyStage.RUNNING,
    CopyStage.MEASURED,
    CopyStage.CONFIRMED,
)


@dataclass(frozen=True)
class ReplicationStarted(Event):
    """Somebody wants to copy an innovation; a facilitator should look."""

    replication_id: int


@dataclass(frozen=True)
class ReplicationMoved(Event):
    """A copy went to another stage, or one side signed; the others want to know."""

    replication_id: int
    move: str
    by_id: int


@dataclass(frozen=True)
class ReplicationRunning(Event):
    """A copy runs: the register shows the place. A service module may offer its switch there."""

    replication_id: int


@dataclass(frozen=True)
class ReplicationStopped(Event):
    """A copy that ran has stopped, with its lesson."""

    replication_id: int


@dataclass(frozen=True)
class ReplicationMessaged(Event):
    """Somebody wrote to the others of a copy."""

    message_id: int


@dataclass(frozen=True)
class UpdateOffered(Event):
    """The origin changed something an adopter may take over."""

    update_id: int
