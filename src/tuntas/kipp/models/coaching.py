"""Coaching of finalists: mentors, tasks, a thread of messages, and the proposal as revised on the way."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.kipp.models.entries import Entry, Version


class Mentorship(models.Model):
    """A person who coaches an entry. They never judge it, before or after (`rules.barring`)."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="mentorships")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentorships")
    despite = models.CharField(max_length=400, blank=True, help_text="why, in spite of a tie to the entry")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "mentor"], condition=Q(ended_at=None), name="mentorship_once")
        ]


class CoachTask(models.Model):
    """Something the team is asked to do, until a day; from a criterion or a remark of the report."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="coach_tasks")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    criterion = models.SlugField(max_length=40, blank=True, help_text="key of the criterion it is about")
    due_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]


class CoachMessage(models.Model):
    """A message between the team and its mentors. Never changed. Notes of mentors are for mentors and the office."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="coach_messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    note = models.BooleanField(default=False, help_text="a mentor's own note: hidden from the team and from jurors")

    class Meta:
        ordering = ["at", "id"]


class Revision(models.Model):
    """The proposal as the team writes it anew while it is coached. What the desk scored stays in the answers."""

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="revision_draft")
    answers = models.JSONField(default=dict, help_text="{section key: text}, only what differs from the original")
    revision = models.PositiveIntegerField(default=0, help_text="rises with every save; a stale page cannot overwrite")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", help_text="the newest handed over"
    )
