"""A village's spreadsheet on its way into the register."""

from django.conf import settings
from django.db import models

from tuntas.places.models import Place


class Import(models.Model):
    """One spreadsheet: rows sealed, columns mapped, rows looked at, then written in one go or thrown away."""

    key = models.CharField(max_length=24, unique=True)
    village = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, help_text="name of the file")
    sealed = models.BinaryField(null=True, help_text="columns and rows; emptied when written, thrown away or old")
    mapping = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, help_text="how many rows are new, change, same, wrong, left out")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
