"""Comparing the entries of the last places two by two, as a vote of the jury that is secret until it is closed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuntas.documents.models import Document
from tuntas.kipp.models.editions import Edition, SeatHolder, Track
from tuntas.kipp.models.entries import Entry
from tuntas.kipp.terms import DuelChoice


class Duel(models.Model):
    """A round of comparisons over at most 20 entries of a track. `result` is frozen when it closes."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="duels")
    track = models.ForeignKey(Track, models.PROTECT, related_name="duels")
    entries = models.ManyToManyField(Entry, related_name="duels")
    reason = models.CharField(max_length=400)
    seed = models.PositiveIntegerField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    why_early = models.CharField(max_length=400, blank=True, help_text="why it was closed with comparisons missing")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=400, blank=True)
    result = models.JSONField(default=dict, help_text="queries.duels.result_of, as the minutes print it")
    minutes = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["track"], condition=Q(closed_at=None, cancelled_at=None), name="duel_once_at_a_time"
            )
        ]


class DuelPair(models.Model):
    """One comparison asked of one juror: `one` stands on the left."""

    duel = models.ForeignKey(Duel, models.PROTECT, related_name="pairs")
    juror = models.ForeignKey(SeatHolder, models.PROTECT, related_name="duel_pairs")
    one = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    other = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(help_text="in this juror's order")
    choice = models.CharField(max_length=8, choices=DuelChoice.choices, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["duel", "juror", "one", "other"], name="duel_pair_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="duel_pair_is_two"),
        ]
