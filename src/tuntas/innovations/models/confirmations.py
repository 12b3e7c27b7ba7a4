"""The owner's word, year by year, on whether it still runs."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.models.innovation import Innovation
from tuntas.innovations.terms import Status


class Confirmation(models.Model):
    """One answer: running, growing or stopped; a stopped one with the lesson for others. Never changed afterwards."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="confirmations")
    status = models.CharField(max_length=10, choices=Status.choices)
    lesson = models.TextField(_("lesson"), blank=True)
    lesson_en = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} · {self.at:%Y}"
