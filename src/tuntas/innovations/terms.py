"""Words for innovations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Does it still run? "Unknown" until an owner has said so."""

    UNKNOWN = "unknown", _("Not confirmed")
    RUNNING = "running", _("Running")
    GROWING = "growing", _("Growing")
    STOPPED = "stopped", _("Stopped")
