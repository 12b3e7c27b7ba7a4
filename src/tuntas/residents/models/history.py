"""What was before: addresses, events of a life, and earlier versions of a record."""

from django.conf import settings
from django.db import models

from tuntas.residents.models.resident import Resident
from tuntas.residents.terms import LifeKind


class Address(models.Model):
    """Where somebody lived from a day to a day; the street is sealed."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="addresses")
    sealed = models.BinaryField(null=True)
    hamlet = models.CharField(max_length=60, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="empty: lives there")

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=models.Q(until__isnull=True), name="one_address_at_a_time"
            )
        ]


class LifeEvent(models.Model):
    """A birth, a death, a move. Taken back by a date, never removed."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="life")
    kind = models.CharField(max_length=9, choices=LifeKind.choices)
    day = models.DateField()
    sealed = models.BinaryField(null=True, help_text="where from or to, cause, number of the report")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]


class Version(models.Model):
    """The record as it was before a change, sealed."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    sealed = models.BinaryField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="when it was changed to what came after")
    brought_by = models.ForeignKey("residents.Import", models.SET_NULL, null=True, blank=True, related_name="changed")

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["resident", "revision"], name="resident_version_once")]
