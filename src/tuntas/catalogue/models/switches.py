"""What places said of modules: their switches, their settings, what they have ready. Rows end; none is changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.catalogue.terms import SwitchState
from tuntas.files.models import File
from tuntas.places.models import Place


class Switch(models.Model):
    """What one place says of one module since when; the row without an end counts, the others are the history."""

    module = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=SwitchState.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "place"], condition=Q(ended_at__isnull=True), name="switched_once_a_place"
            )
        ]
        indexes = [models.Index(fields=["module", "state", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.module} {self.place_id}: {self.get_state_display()}"


class SettingValue(models.Model):
    """What one place decided for one setting; the row without an end counts. Null means: as the place above says."""

    module = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "place", "name"], condition=Q(ended_at__isnull=True), name="set_once_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.module}.{self.name} {self.place_id}"


class ReadinessAnswer(models.Model):
    """A place's own word on one thing it should have before it switches a module on."""

    module = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    met = models.BooleanField()
    evidence = models.TextField(blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["module", "place", "key"], condition=Q(ended_at__isnull=True), name="ready_once_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.module}.{self.key} {self.place_id}"
