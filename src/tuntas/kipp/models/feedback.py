"""What entrants are told of how their entry was judged, and remarks the office held back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.documents.models import Document
from tuntas.kipp.models.entries import Entry
from tuntas.kipp.models.judging import Score, Sheet


class Feedback(models.Model):
    """The report of one entry: its facts frozen when it was prepared, and its numbered paper."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="feedback")
    data = models.JSONField(default=dict, help_text="queries.feedback: own numbers, titles in both languages, no names")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()


class FeedbackReading(models.Model):
    """Somebody of the entry's team opened the report, for the first time then."""

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feedback", "person"], name="feedback_read_once")]


class HeldRemark(models.Model):
    """A juror's remark that entrants do not get to read, and why. The remark itself stays where it was written."""

    score = models.OneToOneField(Score, models.CASCADE, null=True, blank=True, related_name="held")
    sheet = models.OneToOneField(Sheet, models.CASCADE, null=True, blank=True, related_name="held")
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=False, sheet__isnull=True) | Q(score__isnull=True, sheet__isnull=False),
                name="held_remark_is_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="held_remark_has_a_reason"),
        ]
