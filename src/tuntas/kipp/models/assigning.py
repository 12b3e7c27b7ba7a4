"""How jurors came by their entries: runs that can be repeated, and what jurors know well."""

from django.conf import settings
from django.db import models

from tuntas.kipp.models.editions import Category, SeatHolder, Stage
from tuntas.kipp.terms import Mastery, RunMode


class Run(models.Model):
    """One act of assigning many entries at once, with all it was worked out from.

    `input` is what the calculation saw (`judging.sharing.Input.packed`), so that a replay gives the same pairs
    however the data has changed since. For a sheet brought in (`BULK`) nothing was calculated.
    """

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="runs")
    mode = models.CharField(max_length=8, choices=RunMode.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seed = models.BigIntegerField(null=True, blank=True)
    per_entry = models.PositiveSmallIntegerField(null=True, blank=True)
    parameters = models.JSONField(default=dict, help_text='{"most": 40, "even": true, "without": [seat, …]}')
    input = models.JSONField(default=dict)
    input_hash = models.CharField(max_length=64, blank=True)
    result_hash = models.CharField(max_length=64, blank=True, help_text="of the pairs that hold after the run")
    objective = models.JSONField(default=dict, help_text='{"places": 0, "moves": 12, "loads": 4800, "cost": 96}')
    added = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    short = models.PositiveIntegerField(default=0, help_text="entries that lack jurors afterwards")
    groups = models.PositiveSmallIntegerField(default=1, help_text="parts of the jury that share no entry; 1 is good")
    code = models.CharField(max_length=40, blank=True, help_text="version of the program that worked it out")

    class Meta:
        ordering = ["-at", "-id"]


class Competence(models.Model):
    """How well a juror knows a category: what the organiser holds, and what the juror says of it."""

    holder = models.ForeignKey(SeatHolder, models.CASCADE, related_name="competences")
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Mastery.choices, default=Mastery.UNSTATED)
    proposed = models.PositiveSmallIntegerField(
        choices=Mastery.choices, null=True, blank=True, help_text="by the juror; waits for the organiser"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "category"], name="competence_once")]
