"""Records that may be one person, and what people decided about them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuntas.residents.models.resident import Resident


class Likeness(models.Model):
    """Two records that look alike, `one` the older. A decision is kept, so that nobody is asked twice."""

    one = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    other = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    score = models.FloatField(help_text="evidence for one person minus evidence against, in points")
    found_at = models.DateTimeField()
    different_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likeness_in_order"),
        ]


class Merge(models.Model):
    """Two records made one. What both were before is sealed here, so that it can be undone."""

    kept = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    gone = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    sealed = models.BinaryField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
