"""What the analysis of scores leads to: entries the panel is to talk about."""

from django.conf import settings
from django.db import models

from tuntas.kipp.models.editions import Stage
from tuntas.kipp.models.entries import Entry


class Talk(models.Model):
    """Somebody of the office wants the panel to talk about this entry before the stage's result is used.

    A mark, never a score: it changes no number. Taken off again, the row stays with `ended_at`.
    """

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="talks")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="talks")
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "entry"], condition=models.Q(ended_at=None), name="talk_once_at_a_time"
            )
        ]
