"""What one case was like for the one it is for, and the monthly sums that pages read."""

from django.db import models

from tuntas.casework.models import Case
from tuntas.places.models import Place


class Measure(models.Model):
    """One case. The first half is noted by the service, the second half read off the trail."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="measure")
    service = models.CharField(max_length=60, db_index=True)
    noted = models.BooleanField(default=False, help_text="the service said what it asked of the person")
    visits = models.PositiveIntegerField(default=0, help_text="times the person had to come")
    documents = models.PositiveIntegerField(default=0, help_text="papers asked of the person")
    extra_returns = models.PositiveIntegerField(default=0, help_text="times sent back that the trail does not show")
    cost = models.PositiveBigIntegerField(default=0, help_text="rupiah paid by the person, travel left aside")
    groups = models.CharField(max_length=200, blank=True, help_text="values of Group, sorted, with commas")
    said_first_time = models.BooleanField(null=True, help_text="the service's own word; else the trail decides")

    ended_on = models.DateField(null=True, help_text="WIB day of the first end")
    minutes = models.PositiveIntegerField(default=0, help_text="office minutes from opening to the first end")
    kept = models.BooleanField(null=True, help_text="first end within the promise; None where none was made")
    returns = models.PositiveIntegerField(default=0, help_text="steps back in the trail")
    reopened = models.BooleanField(default=False)
    done = models.BooleanField(default=False, help_text="what was asked for was given")
    told = models.BooleanField(default=False)

    stale = models.BooleanField(default=True, help_text="not yet in the tallies as it stands")
    counted = models.JSONField(null=True, help_text="what stands in the tallies for this case")

    class Meta:
        indexes = [
            models.Index(fields=["service", "ended_on"]),
            models.Index(fields=["case"], condition=models.Q(stale=True), name="measure_stale"),
        ]

    @property
    def group_set(self) -> frozenset[str]:
        """The groups the person is in."""
        return frozenset(self.groups.split(",")) - {""}


class Tally(models.Model):
    """The cases of a service that first ended in a month, at a place or below it, of a group ("" is everybody)."""

    service = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    month = models.DateField(help_text="its first day")
    group = models.CharField(max_length=20, blank=True)
    cases = models.PositiveIntegerField(default=0)
    noted = models.PositiveIntegerField(default=0)
    visits = models.PositiveBigIntegerField(default=0)
    documents = models.PositiveBigIntegerField(default=0)
    cost = models.PositiveBigIntegerField(default=0)
    paying = models.PositiveIntegerField(default=0, help_text="cases that cost the person something")
    returns = models.PositiveBigIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0, help_text="cases sent back at least once")
    promised = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    first_time = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0, help_text="done first time, told, not reopened")
    samples = models.PositiveIntegerField(default=0, help_text="invented cases among them")
    hours = models.JSONField(default=dict, help_text="histogram of working hours: {bin: cases}, rules.histogram")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "place", "month", "group"], name="tally_once"),
        ]
        indexes = [models.Index(fields=["place", "month"])]
