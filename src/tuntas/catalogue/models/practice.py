"""What places made of a module's texts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.places.models import Place


class PracticeOverride(models.Model):
    """One place's version of one text since when; the row without an end counts, the others are the history.

    `base` is what stood above when it was written, so that a later change of the origin can be told from the
    place's own. A row with `restored` says that the place went back to what stands above.
    """

    module = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    part = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    base = models.TextField(blank=True)
    base_version = models.PositiveIntegerField(default=1)
    restored = models.BooleanField(default=False)
    note = models.TextField(blank=True, help_text="why; the people of the place read it")
    revision = models.PositiveIntegerField(default=1, help_text="rises with every version of the place")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "place", "part"], condition=Q(ended_at__isnull=True), name="text_once_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.module}/{self.part} {self.place_id} {self.revision}"
