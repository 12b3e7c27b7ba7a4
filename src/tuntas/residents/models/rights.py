"""What people ask about their own data, with the clock of the law."""

from django.conf import settings
from django.db import models

from tuntas.places.models import Place
from tuntas.residents.models.resident import Resident
from tuntas.residents.terms import RightKind, RightOutcome


class RightRequest(models.Model):
    """A request by a person, at the counter or by letter. An answer is due `rules.rights.ANSWER_WITHIN` later."""

    reference = models.CharField(max_length=24, unique=True)
    village = models.ForeignKey(Place, models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, models.SET_NULL, null=True, blank=True, related_name="right_requests")
    kind = models.CharField(max_length=12, choices=RightKind.choices)
    sealed = models.BinaryField(null=True, help_text="who asked, what for, and the answer")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=RightOutcome.choices, default=RightOutcome.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["village", "outcome", "due_at"])]
