"""What an innovation's owner tells others who want to copy it: chapters, and papers to start from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tuntas.files.models import File
from tuntas.innovations.models.innovation import Innovation
from tuntas.innovations.terms import ChapterKey, PaperKind


class Chapter(models.Model):
    """One section of the page. `text` is what everybody reads; `draft` is what the owner is still writing.

    Summary, problem and result are told in the innovation itself (they are in lists and in the search);
    `queries.told` gives all of them in one shape.
    """

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="chapters")
    key = models.CharField(max_length=12, choices=ChapterKey.choices)
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    draft = models.TextField(blank=True)
    draft_en = models.TextField(blank=True)
    has_draft = models.BooleanField(default=False, help_text="the draft waits for the owner, even an empty one")
    draft_from = models.CharField(max_length=80, blank=True, help_text="room.thing:id the draft was taken from")
    revision = models.PositiveIntegerField(default=0, help_text="rises with every saving of text or draft")
    told_at = models.DateTimeField(null=True, blank=True, help_text="when the public text last changed")
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["innovation", "key"], name="chapter_once_an_innovation")]

    def __str__(self) -> str:
        return self.get_key_display()


class Paper(models.Model):
    """A document of the owner's that others may take as a template: a regulation, a procedure, a form."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="papers")
    kind = models.CharField(_("kind"), max_length=12, choices=PaperKind.choices)
    title = models.CharField(_("title"), max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    number = models.CharField(_("number and year"), max_length=60, blank=True, help_text="of a regulation")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "title", "pk"]

    def __str__(self) -> str:
        return self.title
