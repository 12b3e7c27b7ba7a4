"""Words for innovations."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.events import Event


class Status(TextChoices):
    """Does it still run? "Unknown" until an owner has said so."""

    UNKNOWN = "unknown", _("Not confirmed")
    RUNNING = "running", _("Running")
    GROWING = "growing", _("Growing")
    STOPPED = "stopped", _("Stopped")


@dataclass(frozen=True)
class InnovationPublished(Event):
    """An innovation is in the public register now."""

    innovation_id: int


@dataclass(frozen=True)
class StatusConfirmed(Event):
    """The owner said whether the innovation still runs."""

    innovation_id: int
