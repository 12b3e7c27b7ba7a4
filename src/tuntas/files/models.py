"""Uploads. Bytes live in storage under their hash; this row says whose they are and what they are."""

import uuid

from django.conf import settings
from django.db import models


class File(models.Model):
    """One upload, immutable. Read only through `files.views.serve`, which asks the guard of its `purpose`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=40, help_text="room.use, e.g. kipp.evidence; names the guard")
    subject = models.CharField(max_length=80, blank=True, db_index=True, help_text="room.thing:id it belongs to")
    name = models.CharField(max_length=160, help_text="as the person called it; never a path")
    type = models.CharField(max_length=80, help_text="media type found in the content")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    stored = models.CharField(max_length=200, help_text="path in storage")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
