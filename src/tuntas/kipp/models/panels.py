"""Jurors who share entries inside a stage, and the meeting where they bring their scores together."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.kipp.models.editions import Category, Group, SeatHolder, Stage, Track
from tuntas.kipp.models.entries import Entry
from tuntas.kipp.models.judging import Sheet


class Panel(models.Model):
    """A small team of jurors in a stage. Its entries are those that fit all of track, group and category (empty: any),
    or those picked by hand; a hand-picked entry belongs to no other panel.
    """

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="panels")
    title = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    lead = models.ForeignKey(SeatHolder, models.PROTECT, null=True, blank=True, related_name="+")
    track = models.ForeignKey(Track, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    by_hand = models.BooleanField(default=False, help_text="only hand-picked entries belong to it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["stage", "title"], name="panel_title_once")]

    def __str__(self) -> str:
        return self.title


class PanelSeat(models.Model):
    """A juror's place in a panel; one panel a stage."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="seats")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    juror = models.ForeignKey(SeatHolder, models.PROTECT, related_name="panel_seats")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "juror"], name="panel_juror_once")]


class PanelEntry(models.Model):
    """An entry given to a panel by hand; one panel a stage."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="picked")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "entry"], name="panel_entry_once")]


class Consolidation(models.Model):
    """A panel's meeting before the plenary: while it is open its jurors read each other and may change own sheets."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="meetings")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    held_on = models.DateField(null=True, blank=True)
    present = models.TextField(blank=True, help_text="who was there, one a line")
    agreed = models.TextField(blank=True, help_text="what was agreed; printed in the minutes")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["panel"], condition=Q(closed_at=None), name="consolidation_once_at_a_time")
        ]


class SheetChange(models.Model):
    """A juror changed the own handed-in sheet in a consolidation: what it said before and after, and why."""

    meeting = models.ForeignKey(Consolidation, models.PROTECT, related_name="changes")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="changes")
    before = models.JSONField(help_text='{"total": "81.5", "values": {criterion key: "80"}}')
    after = models.JSONField()
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
