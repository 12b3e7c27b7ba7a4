"""What an edition's rule of order looks at beside scores."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.kipp.models.entries import Entry


class Replicated(models.Model):
    """The office found that others have copied this innovation already. Never a score; withdrawn, the row stays."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="replicated")
    evidence = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry"], condition=Q(ended_at=None), name="replicated_once")]
