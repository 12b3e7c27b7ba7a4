"""What somebody is typing about a resident, kept sealed until it is saved: never in a browser or a session."""

from django.conf import settings
from django.db import models

from tuntas.places.models import Place


class Draft(models.Model):
    """One person's unsaved form: of a new resident (`slot` is "new") or of one with that key."""

    village = models.ForeignKey(Place, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    slot = models.CharField(max_length=24)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["village", "by", "slot"], name="one_draft_a_form")]
