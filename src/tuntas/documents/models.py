"""Numbered documents. The number is taken first, in the act's own transaction; the sealed file follows."""

from django.conf import settings
from django.db import models

from tuntas.documents.terms import Status
from tuntas.files.models import File


class Series(models.Model):
    """A run of numbers without gaps: one counter for each series and year."""

    key = models.CharField(max_length=200, help_text="whose numbers, e.g. biro-organisasi/kipp.minutes")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    pattern = models.CharField(max_length=80, default="{number:03d}/{key}/{roman}/{year}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "year"], name="series_once_a_year")]


class Document(models.Model):
    """An issued paper: immutable file, number, seal, and a token for its public verification page."""

    series = models.ForeignKey(Series, models.PROTECT)
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=100, help_text="the number as printed, e.g. 012/KIPP/XI/2021")
    kind = models.CharField(max_length=40, help_text="template key, e.g. kipp.certificate")
    template = models.CharField(max_length=64, blank=True, help_text="hash of the template used")
    title = models.CharField(max_length=200)
    holder = models.CharField(max_length=160, blank=True, help_text="public: the organisation or innovation it is for")
    subject = models.CharField(max_length=80, db_index=True, help_text="room.thing:id")
    data = models.JSONField(default=dict, help_text="everything the template reads, frozen at issue")
    language = models.CharField(max_length=2, default="id")
    token = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RESERVED)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file = models.OneToOneField(File, models.PROTECT, null=True, related_name="document")
    revoked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, help_text="why revoked, replaced or void; public")
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    is_sample = models.BooleanField(default=False)
    held = models.CharField(
        max_length=20, blank=True, help_text="who brings the file before it can be issued, e.g. labkd.signature"
    )
    valid_until = models.DateField(null=True, blank=True, help_text="last day it holds; empty: no end")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="document_number_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.label}"
