"""One row an innovation, with its awards, its goals and where its facts come from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.terms import Category, CostClass, Status
from tuntas.people.models import Organisation
from tuntas.places.models import Place


class Innovation(models.Model):
    """What it is, who owns it, where it runs. Independent of any competition it enters."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=160)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="innovations")
    owner_name = models.CharField(
        max_length=160, blank=True, help_text="as reported, where no organisation of ours matches"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True)
    place_name = models.CharField(max_length=160, blank=True, help_text="as reported, where no place of ours matches")
    summary = models.TextField(_("summary"), blank=True)
    summary_en = models.TextField(blank=True)
    problem = models.TextField(_("problem"), blank=True)
    problem_en = models.TextField(blank=True)
    result = models.TextField(_("measured result"), blank=True)
    result_en = models.TextField(blank=True)
    started_on = models.DateField(_("running since"), null=True, blank=True)
    category = models.CharField(_("field"), max_length=16, choices=Category.choices, blank=True)
    cost_class = models.CharField(_("cost a year"), max_length=10, choices=CostClass.choices, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="when the owner last said the status is true")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="when the owner was last asked whether it runs")
    sources = models.JSONField(default=list, help_text="addresses or titles of public reports")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False, help_text="shows in the public register")
    revision = models.PositiveIntegerField(default=0, help_text="rises with every change; stale pages cannot overwrite")
    words = models.TextField(blank=True, editable=False, help_text="stems and words the search looks in")

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(fields=["is_public", "name"]),
            models.Index(fields=["is_public", "category"]),
            models.Index(fields=["is_public", "status", "confirmed_at"]),
        ]

    def __str__(self) -> str:
        return self.name


class Award(models.Model):
    """What it reached in a contest or index."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="awards")
    contest = models.CharField(max_length=80)
    year = models.CharField(max_length=12)
    result = models.CharField(max_length=80, blank=True)
    result_en = models.CharField(max_length=80, blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["year", "contest"]


class Goal(models.Model):
    """A sustainable development goal (1 to 17) it serves, as its owner says."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["innovation", "number"], name="innovation_goal_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1, number__lte=17), name="innovation_goal_exists"),
        ]

    def __str__(self) -> str:
        return str(self.number)
