"""Meetings of several groups, about every three months."""

from django.conf import settings
from django.db import models

from tuntas.places.models import Place
from tuntas.services.selapanan.models.findings import Finding
from tuntas.services.selapanan.models.groups import Group


class Joint(models.Model):
    """Groups of several villages meet; the host writes it down."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    host = models.ForeignKey(Group, models.PROTECT, related_name="hosted")
    title = models.CharField(max_length=160)
    day = models.DateField()
    hour = models.TimeField()
    venue = models.CharField(max_length=200)
    minutes = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    held_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["host", "day"], name="selapanan_joint_once_a_day")]

    def __str__(self) -> str:
        return self.title


class JointGroup(models.Model):
    """A group that takes part."""

    joint = models.ForeignKey(Joint, models.CASCADE, related_name="parts")
    group = models.ForeignKey(Group, models.PROTECT, related_name="joints")
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["joint", "group"], name="selapanan_joined_once")]


class JointFinding(models.Model):
    """A finding that lay open when the groups met."""

    joint = models.ForeignKey(Joint, models.CASCADE, related_name="collected")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["joint", "finding"], name="selapanan_collected_once")]
