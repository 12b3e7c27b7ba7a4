"""Objections of entrants: what they say, who examines it, what was answered and what followed from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.casework.models import Case
from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.kipp.models.entries import Entry
from tuntas.kipp.terms import Consequence, ObjectionAbout, ObjectionGround


class Objection(models.Model):
    """One objection to one result of one entry. Where it stands is its case's stage."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="objections")
    case = models.OneToOneField(Case, models.PROTECT, related_name="objection")
    about = models.CharField(max_length=8, choices=ObjectionAbout.choices)
    ground = models.CharField(max_length=12, choices=ObjectionGround.choices)
    text = models.TextField(help_text="at most 500 words")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    window_ends = models.DateTimeField(help_text="the last moment in which it could be raised, as counted then")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    examiner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.TextField(blank=True, help_text="what the examiner found; for the office")
    upheld = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="the reason, for the entrant")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    letter = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    consequence = models.CharField(max_length=12, choices=Consequence.choices, blank=True)
    consequence_note = models.CharField(max_length=1000, blank=True, help_text="what was done, in words")
    consequence_data = models.JSONField(default=dict, help_text="ids and numbers of what was done")
    consequence_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    consequence_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["raised_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "about"], condition=Q(withdrawn_at=None), name="objection_once_a_result"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (Q(upheld__isnull=False) & ~Q(answer="")),
                name="objection_answer_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(consequence="") | Q(upheld=True), name="objection_consequence_when_upheld"
            ),
        ]


class ObjectionPaper(models.Model):
    """A file attached to an objection."""

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="papers")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
