"""The record of acts. Rows are added by `actions.record` and by nothing else."""

from django.conf import settings
from django.db import models


class Line(models.Model):
    """One act: who did what to which thing when, chained to the line before it by hash."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60, help_text="room.verb, e.g. kipp.entry_submitted")
    subject = models.CharField(max_length=80, db_index=True, help_text="room.thing:id, e.g. kipp.entry:17")
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]


class Head(models.Model):
    """The last number and hash: one row, locked while a line is added, so that the end cannot be cut off unseen."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
