"""Meetings: their day, how it changed, what is on the agenda, reminders, photographed sheets."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.casework.models import Case
from tuntas.files.models import File
from tuntas.services.selapanan.models.groups import Group
from tuntas.services.selapanan.terms import SheetKind, Topic


class Meeting(models.Model):
    """One meeting. `regular` is its day in the series, `day` when it is held; its case says where it stands."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="selapanan_meeting")
    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(help_text="its place in the group's series, from 1")
    regular = models.DateField()
    day = models.DateField()
    hour = models.TimeField()
    venue = models.CharField(max_length=200)
    skipped = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0, help_text="rises with every change, for calendars")
    minutes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="selapanan_meeting_number_once"),
            models.UniqueConstraint(fields=["group", "day"], condition=Q(skipped=False), name="selapanan_day_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="selapanan_counted_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.number}"

    @property
    def is_shifted(self) -> bool:
        return self.day != self.regular


class DayChange(models.Model):
    """A meeting was shifted to another day, or skipped (`to_day` is empty). Never changed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="changes")
    from_day = models.DateField()
    to_day = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class AgendaItem(models.Model):
    """An item of a meeting's agenda and what was said about it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=10, choices=Topic.choices)
    title = models.CharField(max_length=160, blank=True, help_text="of an item of their own")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="selapanan_item_position_once")]

    @property
    def shown(self) -> str:
        return self.title or self.get_topic_display()


class Reminder(models.Model):
    """Somebody was reminded of a meeting: at most once, whatever happens to the meeting afterwards."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="selapanan_reminded_once")]


class Photo(models.Model):
    """A sheet filled in on paper, photographed; `entered_at` says when somebody had typed it in."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="photos")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SheetKind.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at", "pk"]
