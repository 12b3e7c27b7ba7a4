"""What an adopter prepares: the adaptation plan, readiness, milestones."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.files.models import File
from tuntas.replication.models.copies import Replication
from tuntas.replication.terms import Axis, Chapter


class Adaptation(models.Model):
    """One chapter of the plan. `origin` is the origin's text as it was when the adopter last looked at it."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="adaptations")
    chapter = models.CharField(max_length=20, choices=Chapter.choices)
    origin = models.TextField(blank=True)
    differs = models.TextField(blank=True, help_text="what is done differently at home; empty: as the origin")
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["replication", "chapter"], name="chapter_adapted_once")]


class Readiness(models.Model):
    """The grade of one axis with its evidence."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="readiness")
    axis = models.CharField(max_length=12, choices=Axis.choices)
    grade = models.PositiveSmallIntegerField(help_text="0 nothing yet, 1 begun, 2 mostly there, 3 complete")
    evidence = models.TextField(blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    graded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    graded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["replication", "axis"], name="axis_graded_once"),
            models.CheckConstraint(condition=Q(grade__lte=3), name="readiness_grade_0_to_3"),
        ]


class Milestone(models.Model):
    """A step on the way. The copy's progress is that of its milestones, by weight."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=160)
    weight = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveSmallIntegerField(default=0, help_text="percent")
    due_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=100), name="milestone_done_at_most_100"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="milestone_has_weight"),
        ]
