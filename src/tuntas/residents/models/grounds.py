"""Why identity may be read: a basis or consent, for one purpose, with its evidence."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.residents.models.resident import Resident
from tuntas.residents.terms import Basis, Purpose


class Ground(models.Model):
    """A legal basis or a consent for one purpose, until it is withdrawn."""

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="grounds")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    sealed = models.BinaryField(null=True, help_text="evidence, and the guardian who agreed for a child")
    since = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "purpose"], condition=Q(withdrawn_at__isnull=True), name="one_ground_a_purpose"
            )
        ]
