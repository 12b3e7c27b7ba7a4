"""Where people meet about an entry: interview, field visit, plenary."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.kipp.models.editions import SeatHolder, Section, Stage
from tuntas.kipp.models.entries import Entry
from tuntas.kipp.terms import ClaimVerdict, Outcome


class Slot(models.Model):
    """An entry's turn in the interview schedule: presentation, then questions."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="slots")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    present_minutes = models.PositiveSmallIntegerField(default=7)
    ask_minutes = models.PositiveSmallIntegerField(default=13)
    room = models.CharField(max_length=200, blank=True, help_text="a room or a meeting link")
    told_at = models.DateTimeField(
        null=True, blank=True, help_text="when the people concerned learned of it as it stands; empty after a change"
    )

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["stage", "entry"], name="slot_once")]


class Visit(models.Model):
    """A field verification of one entry."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="visits")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="visits")
    visitors = models.ManyToManyField(SeatHolder, related_name="visits")
    planned_for = models.DateField(null=True, blank=True)
    visited_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=240, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    summary = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="rises with every save; a stale page cannot overwrite")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "entry"], name="visit_once"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="visit_position_on_earth",
            ),
        ]


class Claim(models.Model):
    """Something the proposal says that the visit looks at."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="claims")
    text = models.CharField(max_length=400)
    verdict = models.CharField(max_length=8, choices=ClaimVerdict.choices, default=ClaimVerdict.OPEN)
    finding = models.TextField(blank=True)
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="+", help_text="where the proposal says it"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]


class Photo(models.Model):
    """A picture from the visit; its position is kept only here, never in the file."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos")
    claim = models.ForeignKey(Claim, models.SET_NULL, null=True, blank=True, related_name="photos")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class Plenary(models.Model):
    """The meeting that decides. Once closed, its minutes are a sealed document and nothing in it changes."""

    stage = models.OneToOneField(Stage, models.PROTECT, related_name="plenary")
    held_on = models.DateField(null=True, blank=True)
    venue = models.CharField(max_length=160, blank=True)
    attendance = models.TextField(blank=True, help_text="one line a person: name, office")
    remarks = models.TextField(blank=True)
    count_reasons = models.JSONField(
        default=dict, help_text="{track key: why the number of winners differs from the track's number}"
    )
    language = models.CharField(max_length=2, default="id", help_text="of the minutes and the certificates")
    revision = models.PositiveIntegerField(default=0, help_text="rises with every save; a stale page cannot overwrite")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.OneToOneField(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the newest; older ones it replaces",
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.CharField(max_length=400, blank=True, help_text="what the next minutes correct")


class Decision(models.Model):
    """What the plenary decided of one entry and why; private until the edition is announced."""

    plenary = models.ForeignKey(Plenary, models.PROTECT, related_name="decisions")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    rank = models.PositiveSmallIntegerField(null=True, help_text="the computed rank in its track when decided")
    score = models.DecimalField(max_digits=9, decimal_places=6, null=True, help_text="the official score when decided")
    reason = models.TextField(blank=True, help_text="required when it departs from the ranking")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
