"""Wordings of letters that a place wrote for itself. The origin's stand in data/kinds.json."""

from django.conf import settings
from django.db import models

from tuntas.places.models import Place


class TemplateVersion(models.Model):
    """One version of a kind's wording at a place, from a day on. Never changed: another version follows it."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    note = models.CharField(max_length=200, blank=True, help_text="what changed and why")
    effective_from = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="the wording before it holds again")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["place", "kind", "number"], name="template_version_once")]
