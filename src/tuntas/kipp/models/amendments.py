"""How the rules of an edition change: rows taken out of a draft, and recorded amendments of what is public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuntas.kipp.models.editions import Edition


class Amendment(models.Model):
    """A change of published rules: drafted with its differences, then in force under a number.

    `changes` are rows of `rules.charter.changes.Change`: path, before, after; in force also their words in both
    languages. A draft has no number; an edition has at most one draft that was not dropped. `previous` makes the
    amendments a chain: only the first has none, every other one hangs on the one before, nothing else can hang there,
    and what something hangs on cannot be deleted. The number is one more, given while the edition is locked.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="given when it comes into force")
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="following")
    title = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True, help_text="everybody reads it")
    reference = models.CharField(max_length=240, blank=True, help_text="the decree or letter it rests on")
    changes = models.JSONField(default=list, help_text='[{"path": "sections/x/words", "before": 200, "after": 300}]')
    revision = models.PositiveIntegerField(
        default=0, help_text="rises with every save of the draft; a stale page cannot overwrite"
    )
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="the draft was put aside")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True, help_text="when the rules were changed")
    effective_at = models.DateTimeField(null=True, blank=True, help_text="since when it holds; never after `at`")

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="amendment_number_once"),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(at=None, dropped_at=None), name="amendment_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(number=None, at=None, by=None, effective_at=None)
                | Q(
                    number__isnull=False,
                    number__gte=1,
                    at__isnull=False,
                    by__isnull=False,
                    effective_at__isnull=False,
                    effective_at__lte=F("at"),
                    dropped_at=None,
                ),
                name="amendment_draft_or_in_force",
            ),
            models.CheckConstraint(
                condition=Q(number=None, previous=None)
                | Q(number__isnull=False, number=1, previous=None)
                | Q(number__isnull=False, number__gt=1, previous__isnull=False),
                name="amendment_numbers_are_a_chain",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Removal(models.Model):
    """A row taken out of a draft's rules, kept whole so that it can come back until the edition is published."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="removals")
    shelf = models.CharField(max_length=20, help_text="key of the table it stood in, `rules.charter.shelves`")
    stage = models.CharField(max_length=40, blank=True, help_text="key of the stage of a criterion")
    title = models.CharField(max_length=200)
    content = models.JSONField(help_text="the row as plain data, with what hung on it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
