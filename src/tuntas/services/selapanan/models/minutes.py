"""Who came to a meeting, what it decided, and who does what until when."""

from django.db import models

from tuntas.services.selapanan.models.groups import Group, Member
from tuntas.services.selapanan.models.meetings import Meeting
from tuntas.services.selapanan.terms import Attendance, TaskState


class Presence(models.Model):
    """Whether a member came to a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    member = models.ForeignKey(Member, models.PROTECT, related_name="presences")
    state = models.CharField(max_length=8, choices=Attendance.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="selapanan_called_once")]


class Guest(models.Model):
    """Somebody who came and is no member."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=80)
    origin = models.CharField(max_length=120, blank=True, help_text="office, organisation or hamlet")

    class Meta:
        ordering = ["pk"]


class Decision(models.Model):
    """What a meeting decided, numbered within it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="selapanan_decision_number_once")]


class Task(models.Model):
    """What somebody promised to do until a meeting; `due` is that meeting's regular day."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="tasks")
    raised = models.ForeignKey(Meeting, models.PROTECT, related_name="tasks")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="tasks")
    due = models.DateField()
    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.OPEN)
    carried = models.PositiveSmallIntegerField(default=0, help_text="how often it was not done when due")
    ended_in = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="ended_tasks")

    class Meta:
        ordering = ["due", "pk"]
