"""What registered people write under an innovation (questions, answers) or a story (comments), and reports of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.forum.models.stories import Story
from tuntas.forum.terms import ReportOutcome, Standing
from tuntas.innovations.models import Innovation


class Post(models.Model):
    """A question (about an innovation, no parent), an answer (with the question as parent) or a comment (on a story).

    Hiding keeps the text; `hidden_reason` is shown in its place.
    """

    innovation = models.ForeignKey(Innovation, models.CASCADE, null=True, blank=True, related_name="posts")
    story = models.ForeignKey(Story, models.CASCADE, null=True, blank=True, related_name="posts")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.READER)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True, help_text="of a question: the owner's first answer")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="of a question: no more answers since")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hidden_reason = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["by", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(innovation__isnull=False, story__isnull=True)
                | Q(innovation__isnull=True, story__isnull=False, parent__isnull=True),
                name="post_is_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Report(models.Model):
    """A reader's report about a post, once a reader."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=ReportOutcome.choices, default=ReportOutcome.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "by"], name="post_reported_once")]

    def __str__(self) -> str:
        return self.reason[:60]
