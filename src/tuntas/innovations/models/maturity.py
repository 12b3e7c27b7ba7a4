"""The owner's answers to the maturity indicators of the regional innovation index."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tuntas.files.models import File
from tuntas.innovations.models.innovation import Innovation


class MaturityAnswer(models.Model):
    """What the owner claims for one indicator of one catalogue (`data/maturity-2026.json`), with its evidence.

    `parameter` 0 means not met. A claim counts as shown only with a file; nobody outside verifies it here.
    """

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="maturity")
    catalogue = models.CharField(max_length=8, help_text="the year of the catalogue, e.g. 2026")
    number = models.PositiveSmallIntegerField(help_text="of the indicator, e.g. 16")
    parameter = models.PositiveSmallIntegerField()
    note = models.CharField(_("note"), max_length=300, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["innovation", "catalogue", "number"], name="maturity_answered_once"),
            models.CheckConstraint(condition=Q(parameter__gte=0, parameter__lte=3), name="maturity_parameter_exists"),
        ]

    def __str__(self) -> str:
        return f"{self.catalogue}/{self.number}: {self.parameter}"
