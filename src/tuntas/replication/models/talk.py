"""Messages between the two sides, and changes of the origin offered to copies."""

from django.conf import settings
from django.db import models

from tuntas.files.models import File
from tuntas.innovations.models import Innovation
from tuntas.replication.models.copies import Replication
from tuntas.replication.terms import Answer, Chapter


class Message(models.Model):
    """One message of the thread of a copy."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]


class Update(models.Model):
    """What has changed in one chapter of the origin since its copies last looked: the text before and now."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="updates")
    chapter = models.CharField(max_length=20, choices=Chapter.choices)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class UpdateAnswer(models.Model):
    """What one copy did with an update; its own adaptation stays unless it takes the change over."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="answers")
    replication = models.ForeignKey(Replication, models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "replication"], name="update_answered_once")]
