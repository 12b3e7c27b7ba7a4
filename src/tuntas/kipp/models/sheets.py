"""A spreadsheet on its way in: uploaded, mapped, tried dry, then applied or dropped."""

from django.conf import settings
from django.db import models

from tuntas.files.models import File
from tuntas.kipp.models.editions import Edition, Stage
from tuntas.kipp.terms import SheetKind


class Import(models.Model):
    """One uploaded sheet. Nothing of it is in the competition before `applied_at`."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="imports")
    what = models.CharField(max_length=12, choices=SheetKind.choices)
    stage = models.ForeignKey(Stage, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    mapping = models.JSONField(default=dict, help_text="field key: column title")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, help_text='{"new": 3, "change": 1, "same": 0, "skipped": [row, …]}')

    class Meta:
        ordering = ["-made_at"]

    @property
    def is_waiting(self) -> bool:
        """Neither applied nor dropped."""
        return self.applied_at is None and self.dropped_at is None
