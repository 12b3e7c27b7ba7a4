"""Where it runs: the place it came from and its copies."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.models.innovation import Innovation
from tuntas.innovations.terms import Status
from tuntas.people.models import Organisation
from tuntas.places.models import Place


class Site(models.Model):
    """One place that runs (or ran) it. A copy names the site it was copied from; the first one has no parent."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="sites")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="sites")
    organisation_name = models.CharField(max_length=160, blank=True, help_text="as reported, if none of ours fits")
    since = models.DateField(_("since"), null=True, blank=True)
    since_year_only = models.BooleanField(default=False, help_text="only the year of `since` is known")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    lesson = models.TextField(blank=True, help_text="why it stopped, for others to learn from")
    source = models.CharField(_("source"), max_length=300, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                "innovation", "place", Coalesce("organisation", 0), "organisation_name", name="site_once_an_innovation"
            ),
            models.CheckConstraint(condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="site_copies_another"),
        ]

    def __str__(self) -> str:
        return f"{self.place}"
