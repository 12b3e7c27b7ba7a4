"""Residents and families. Identity is sealed; what stands in clear is what figures are counted by."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tuntas.places.models import Place
from tuntas.residents.terms import Relation, ResidentState, Sex


class Family(models.Model):
    """A family card (KK). Its number is sealed; the blind index keeps it unique in the village."""

    key = models.CharField(max_length=24, unique=True)
    village = models.ForeignKey(Place, models.PROTECT, related_name="+")
    sealed = models.BinaryField(null=True)
    number_index = models.CharField(max_length=32, null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["village", "number_index"], name="family_number_once_a_village")]

    def __str__(self) -> str:
        return f"family {self.pk}"


class Resident(models.Model):
    """Somebody in a village's register. `sealed` holds who they are; read it only through `actions.reading`."""

    key = models.CharField(max_length=24, unique=True, help_text="random, for addresses")
    village = models.ForeignKey(Place, models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, models.SET_NULL, null=True, blank=True, related_name="members")
    relation = models.CharField(max_length=16, choices=Relation.choices, blank=True)
    sealed = models.BinaryField(null=True, help_text="identity; empty once erased")
    nik_index = models.CharField(max_length=32, null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    born = models.DateField(null=True, blank=True, help_text="first day of the month of birth; the day is sealed")
    hamlet = models.CharField(max_length=60, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    has_disability = models.BooleanField(default=False)
    welfare = models.BooleanField(default=False)
    welfare_source = models.CharField(max_length=80, blank=True)
    welfare_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ResidentState.choices, default=ResidentState.PRESENT)
    state_since = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    brought_by = models.ForeignKey("residents.Import", models.SET_NULL, null=True, blank=True, related_name="brought")
    revision = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["village", "nik_index"], name="nik_once_a_village"),
            models.UniqueConstraint(
                fields=["family"],
                condition=Q(relation=Relation.HEAD, state=ResidentState.PRESENT),
                name="one_head_a_family",
            ),
            models.CheckConstraint(
                condition=~Q(state=ResidentState.ERASED) | Q(sealed__isnull=True, nik_index__isnull=True),
                name="erased_is_gone",
            ),
        ]
        indexes = [models.Index(fields=["village", "state", "hamlet", "rt", "family"])]

    def __str__(self) -> str:
        return f"resident {self.pk}"  # never a name: this ends up in logs


class NameToken(models.Model):
    """A keyed fingerprint of a word of the name, so that names can be searched without standing in clear."""

    token = models.BigIntegerField()
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="tokens")

    class Meta:
        indexes = [models.Index(fields=["token", "resident"])]
