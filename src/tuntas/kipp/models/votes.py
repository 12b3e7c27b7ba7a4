"""The vote of citizens: one a person and question, who was set aside and why, and the salt of a day."""

from django.conf import settings
from django.db import models

from tuntas.kipp.models.editions import Stage
from tuntas.kipp.models.entries import Entry


class VoteExclusion(models.Model):
    """Votes an organiser set aside after the vote closed, with a reason. Put back, the row stays."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="exclusions")
    signal = models.CharField(max_length=12, help_text="terms.SignalKind: what they had in common")
    value = models.CharField(max_length=120, blank=True, help_text="the minute, network or domain")
    reason = models.CharField(max_length=400)
    count = models.PositiveIntegerField(help_text="votes set aside")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["at"]


class Vote(models.Model):
    """What one person answered to one question. `network` only tells equal networks of one day from others."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="votes")
    question = models.PositiveSmallIntegerField(default=1, help_text="which line of the stage's questions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="votes")
    first_at = models.DateTimeField()
    at = models.DateTimeField(help_text="of the answer that counts")
    changes = models.PositiveSmallIntegerField(default=0)
    network = models.CharField(max_length=16, blank=True, help_text="of the network's prefix with the salt of the day")
    excluded = models.ForeignKey(VoteExclusion, models.PROTECT, null=True, blank=True, related_name="votes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "question", "person"], name="vote_once")]
        indexes = [models.Index(fields=["stage", "question", "entry"])]


class VoteSalt(models.Model):
    """Random and thrown away after its day, so that nobody can find a network again."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)
