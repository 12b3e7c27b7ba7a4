"""Why a juror must not judge an entry: what jurors declare, what was found, and what was decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.kipp.models.editions import SeatHolder, Stage
from tuntas.kipp.models.entries import Entry
from tuntas.kipp.terms import ConflictKind, ConflictState, ScoresRuling, TieKind
from tuntas.people.models import Organisation
from tuntas.places.models import Place


class Tie(models.Model):
    """What a juror says binds them to an organisation, a regency or one entry. Withdrawn ties stay readable."""

    juror = models.ForeignKey(SeatHolder, models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=14, choices=TieKind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    regency = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="ties")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="the day it ended; empty: it still holds")
    note = models.CharField(max_length=400, blank=True)
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["declared_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, regency__isnull=True, entry__isnull=True)
                | Q(organisation__isnull=True, regency__isnull=False, entry__isnull=True)
                | Q(organisation__isnull=True, regency__isnull=True, entry__isnull=False),
                name="tie_is_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="tie_ends_not_before_it_began",
            ),
        ]


class Statement(models.Model):
    """A juror's statement of independence for one stage: no ties, or the ties declared by then."""

    juror = models.ForeignKey(SeatHolder, models.CASCADE, related_name="statements")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="statements")
    none = models.BooleanField(help_text="the juror said: I have no ties")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["juror", "stage"], name="statement_once")]


class Conflict(models.Model):
    """One reason why this juror must not judge this entry, with its evidence and what became of it.

    Rows of state FOUND follow the facts: `ended_at` says when the evidence was gone. What people decided stays.
    """

    juror = models.ForeignKey(SeatHolder, models.CASCADE, related_name="conflicts")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=12, choices=ConflictKind.choices)
    evidence = models.JSONField(default=list, help_text="items of rules.conflicts: ids, codes and dates, never names")
    state = models.CharField(max_length=10, choices=ConflictState.choices, default=ConflictState.FOUND)
    again = models.BooleanField(default=False, help_text="was dismissed before and has come back with new evidence")
    reason = models.CharField(max_length=400, blank=True, help_text="why it was dismissed, confirmed or recused")
    found_at = models.DateTimeField()
    refreshed_at = models.DateTimeField(help_text="when the evidence was last looked at")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="since when nothing is found any more")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    scores = models.CharField(max_length=6, choices=ScoresRuling.choices, blank=True, help_text="of sheets handed in")
    scores_reason = models.CharField(max_length=400, blank=True)
    scores_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    scores_at = models.DateTimeField(null=True, blank=True)
    sheets = models.JSONField(default=dict, help_text="sheets set aside: id → when it had been handed in")

    class Meta:
        ordering = ["found_at", "id"]
        indexes = [models.Index(fields=["entry", "juror"])]
        constraints = [
            models.UniqueConstraint(fields=["juror", "entry", "kind"], name="conflict_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["dismissed", "recused"]) | ~Q(reason=""), name="conflict_decision_has_a_reason"
            ),
        ]
