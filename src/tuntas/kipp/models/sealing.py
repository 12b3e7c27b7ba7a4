"""Scores that were opened before their time, and the sealed archives of an edition."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuntas.files.models import File
from tuntas.kipp.models.editions import Edition, Stage


class Unsealing(models.Model):
    """An organiser opened the scores of a stage that still ran: why and for how long. The jury is told at the lock."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="unsealings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(help_text="scores are hidden again from here on")
    reason = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="closed by hand before `until`")
    told_at = models.DateTimeField(null=True, blank=True, help_text="when the jury was told")

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("at")), name="unsealing_lasts")]


class Archive(models.Model):
    """A sealed archive of an edition, kept as it was made. `named` ones hold the jurors' names and are never public."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="archives")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    named = models.BooleanField(default=False)
    line = models.PositiveBigIntegerField(help_text="number of the last line of the journal inside")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
