"""What changed: figures before and after, and pictures."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tuntas.files.models import File
from tuntas.innovations.models.innovation import Innovation
from tuntas.innovations.terms import Direction, Evidence


class Measure(models.Model):
    """One figure, before and after, with its unit, times, source and method. Without `before` it compares nothing."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="measures")
    name = models.CharField(_("what was measured"), max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    unit = models.CharField(_("unit"), max_length=40, help_text="days, children, %, rupiah")
    unit_en = models.CharField(max_length=40, blank=True)
    before = models.DecimalField(_("before"), max_digits=18, decimal_places=3, null=True, blank=True)
    before_when = models.CharField(_("when that was"), max_length=40, blank=True, help_text="2018, or Mei 2019")
    after = models.DecimalField(_("after"), max_digits=18, decimal_places=3)
    after_when = models.CharField(_("when that was"), max_length=40, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=3, null=True, blank=True)
    better = models.CharField(_("better is"), max_length=6, choices=Direction.choices, default=Direction.MORE)
    counted = models.CharField(_("out of whom or what"), max_length=200, blank=True, help_text="the denominator")
    counted_en = models.CharField(max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300)
    method = models.TextField(_("how it was counted"), blank=True)
    method_en = models.TextField(blank=True)
    evidence = models.PositiveSmallIntegerField(_("evidence"), choices=Evidence.choices, default=Evidence.TOLD)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["innovation", "name"], name="measure_once_an_innovation"),
        ]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """A picture of it at work. The file is drawn anew without hidden data; smaller copies are made of it."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="pictures")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    alt = models.CharField(_("what it shows, for those who cannot see it"), max_length=250)
    alt_en = models.CharField(max_length=250, blank=True)
    caption = models.CharField(_("caption"), max_length=250)
    caption_en = models.CharField(max_length=250, blank=True)
    credit = models.CharField(_("made by"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption
