"""Who scores what, and the raw scores. Nothing here is ever reconstructed from a weighted value."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.kipp.models.assigning import Run
from tuntas.kipp.models.editions import Criterion, SeatHolder, Stage
from tuntas.kipp.models.entries import Entry


class Assignment(models.Model):
    """This juror scores this entry in this stage."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="assignments")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="assignments")
    juror = models.ForeignKey(SeatHolder, models.PROTECT, related_name="assignments")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True, help_text="taken off the juror; a draft sheet stays")
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="assignments")
    despite = models.CharField(max_length=400, blank=True, help_text="why it was given in spite of a conflict")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "entry", "juror"], name="assignment_once")]


class Sheet(models.Model):
    """A juror's scoring of one entry in one stage: a draft until handed in.

    `total` is the weighted mean of the raw scores under `weights_version`, kept so that lists are
    fast; `rules.scoring.total_of` makes it, and it can be made again from the scores at any time.
    """

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="sheet")
    total = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    weights_version = models.PositiveSmallIntegerField(default=1)
    remark = models.TextField(blank=True, help_text="to the entrant, about the whole")
    revision = models.PositiveIntegerField(default=0, help_text="rises with every save; a stale tab cannot overwrite")
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)


class Score(models.Model):
    """One raw score, 0 to 100, with its remark."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=100), name="score_in_range"
            ),
        ]


class Lock(models.Model):
    """A closing of a stage's scores and, where it happened, their reopening with the reason.

    `Stage.locked_at` is the state; these rows are its history, shown beside every ranking.
    """

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="locks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, help_text="why it was opened again")
    for_readers = models.BooleanField(
        default=False, help_text="opened for further readers alone: sheets given before the lock stay as they are"
    )
    early = models.BooleanField(default=False, help_text="closed at quorum, with sheets missing")
    why = models.CharField(max_length=400, blank=True, help_text="why it was closed with sheets missing")
    missing = models.PositiveIntegerField(default=0, help_text="sheets not handed in when closed at quorum")
    below = models.PositiveIntegerField(default=0, help_text="entries below quorum when closed at quorum")

    class Meta:
        ordering = ["at"]


class Pick(models.Model):
    """The organiser's choice of one entry for the shortlist or against it; private until published."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="pick")
    chosen = models.BooleanField()
    rank = models.PositiveSmallIntegerField(null=True, help_text="the computed rank in its track when picked")
    score = models.DecimalField(max_digits=9, decimal_places=6, null=True, help_text="the official score when picked")
    reason = models.CharField(max_length=400, blank=True, help_text="required when it departs from the ranking")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True, help_text="when entrants were told")
