"""What came of a copy."""

from django.conf import settings
from django.db import models

from tuntas.replication.models.copies import Replication


class Result(models.Model):
    """One indicator: before, now, and what the origin reached."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="results")
    indicator = models.CharField(max_length=160)
    unit = models.CharField(max_length=40)
    baseline = models.DecimalField(max_digits=16, decimal_places=2)
    baseline_on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=2)
    measured_on = models.DateField()
    origin_value = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    less_is_better = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["indicator", "measured_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["replication", "indicator", "measured_on"], name="indicator_once_a_day"),
        ]


class Confirmation(models.Model):
    """Somebody of the two sides said that the copy still runs."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="confirmations")
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
