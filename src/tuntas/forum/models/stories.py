"""Stories of the newsroom: what the editor works on, and what the public read at each time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tuntas.files.models import File
from tuntas.forum.terms import LONGEST_LEAD, LONGEST_TITLE, StoryCategory


class Text(models.Model):
    """What a story says. English is optional; where it is empty the Indonesian is read."""

    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    title_en = models.CharField(_("title in English"), max_length=LONGEST_TITLE, blank=True)
    lead = models.CharField(_("lead"), max_length=LONGEST_LEAD, blank=True)
    lead_en = models.CharField(_("lead in English"), max_length=LONGEST_LEAD, blank=True)
    body = models.TextField(_("text"), blank=True)
    body_en = models.TextField(_("text in English"), blank=True)

    class Meta:
        abstract = True


class Story(Text):
    """The editor's working copy. Readers see `live`, from `published_at` on, unless it was withdrawn."""

    slug = models.SlugField(max_length=120, unique=True)
    category = models.CharField(_("category"), max_length=12, choices=StoryCategory.choices, default=StoryCategory.NEWS)
    byline = models.CharField(_("written by"), max_length=120, blank=True)
    comments_open = models.BooleanField(_("readers may comment"), default=True)
    live = models.OneToOneField("Version", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True, help_text="public from this moment on")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    about = models.CharField(max_length=80, blank=True, help_text="room.thing:id it was composed from")
    revision = models.PositiveIntegerField(default=0, help_text="rises with every saving; stale pages cannot overwrite")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-saved_at", "-pk"]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                name="story_public",
                condition=Q(live__isnull=False, withdrawn_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["about"], condition=~Q(about=""), name="story_once_about_a_thing"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(live__isnull=False), name="story_public_has_a_version"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(Text):
    """What the public read from `at` on. Never changed afterwards; `note` tells readers what was corrected."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    pictures = models.JSONField(default=list, help_text="ids of its pictures, in order")
    note = models.CharField(max_length=300, blank=True, help_text="what was corrected, for readers")
    note_en = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="story_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class StoryPicture(models.Model):
    """A picture of a story, without hidden data. To change its words, it is taken out and added again."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="pictures")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    alt = models.CharField(_("what it shows, for those who cannot see it"), max_length=250)
    alt_en = models.CharField(max_length=250, blank=True)
    caption = models.CharField(_("caption"), max_length=250)
    caption_en = models.CharField(max_length=250, blank=True)
    credit = models.CharField(_("made by"), max_length=120)
    removed_at = models.DateTimeField(null=True, blank=True, help_text="not in the next version any more")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption
