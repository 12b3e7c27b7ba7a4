"""Who read what, when and what for. Rows are added and, long after, removed by retention; never changed."""

from django.conf import settings
from django.db import models

from tuntas.places.models import Place
from tuntas.residents.models.resident import Resident
from tuntas.residents.terms import Purpose, ReadKind


class Reading(models.Model):
    """One act of reading: one record, or one list of names."""

    village = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ReadKind.choices)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, blank=True, help_text="the role that let them")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["village", "at"])]


class ReadRecord(models.Model):
    """Whose record was part of a reading."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="records")
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="readings")
