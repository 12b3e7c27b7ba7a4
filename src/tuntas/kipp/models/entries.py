"""A proposal: its answers, its evidence, its versions and the administrative check."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tuntas.casework.models import Case
from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.innovations.models import Innovation
from tuntas.kipp.models.editions import Category, CheckItem, Edition, Group, Requirement, Section, Track
from tuntas.people.models import Organisation


class Entry(models.Model):
    """An innovation entered in an edition by an organisation. Where it stands is its case's stage."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="entries")
    case = models.OneToOneField(Case, models.PROTECT, related_name="entry")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="entries")
    innovation = models.ForeignKey(Innovation, models.PROTECT, null=True, blank=True, related_name="entries")
    track = models.ForeignKey(Track, models.PROTECT, related_name="entries")
    group = models.ForeignKey(Group, models.PROTECT, related_name="entries")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="entries")
    number = models.PositiveIntegerField(null=True, blank=True, help_text="given at submission, without gaps")
    title = models.CharField(_("title"), max_length=160)
    started_on = models.DateField(_("in use since"), null=True, blank=True)
    origin = models.CharField(_("replicated from"), max_length=200, blank=True)
    integrity = models.BooleanField(_("the content is true"), default=False)
    revision = models.PositiveIntegerField(default=0, help_text="rises with every save; a stale page cannot overwrite")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    certificate = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sketch = models.JSONField(
        default=list, help_text="rules.sketches.sketch_of the text as submitted: finds near copies"
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["edition", "track"]),
            models.Index(fields=["organisation", "edition"]),
        ]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="entry_number_once")]

    def __str__(self) -> str:
        return self.title


class Invite(models.Model):
    """An organisation that may enter a group open to invited ones only."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="invites")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "organisation"], name="invite_once")]


class Answer(models.Model):
    """The text of one section."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="answers")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0, help_text="kernel.text.count_words of the text")
    revision = models.PositiveIntegerField(default=0, help_text="rises with every save; a stale tab cannot overwrite")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "section"], name="answer_once")]


class Evidence(models.Model):
    """A file or link attached for a requirement."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="evidence")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    file = models.OneToOneField(File, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(max_length=500, blank=True)
    caption = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True, help_text="taken back by the writer; kept for versions")

    class Meta:
        ordering = ["added_at"]


class Version(models.Model):
    """The whole entry as it was handed over: to the local admin, to the secretariat, after repair."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    move = models.CharField(max_length=40, help_text="the move that made it")
    content = models.JSONField(
        help_text='{"title", "group", "category", "started_on", "answers": {key: text}, "evidence": [...]}'
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="version_number_once")]


class Check(models.Model):
    """The secretariat's verdict on one checklist line of one entry."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="checks")
    item = models.ForeignKey(CheckItem, models.PROTECT, related_name="+")
    passed = models.BooleanField()
    remark = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "item"], name="check_once")]
