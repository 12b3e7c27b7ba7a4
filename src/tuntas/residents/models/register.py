"""One register a village, and the generations of keys that seal them."""

from django.db import models

from tuntas.places.models import Place


class SealingKey(models.Model):
    """A generation of keys. The key itself stays outside the database; its fingerprint tells whether it is right."""

    generation = models.PositiveSmallIntegerField(primary_key=True)
    fingerprint = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True, help_text="nothing in the database needs it any more")


class Register(models.Model):
    """A village's register of residents. Its row is locked by every write, and names the key of its blind indexes."""

    village = models.OneToOneField(Place, models.PROTECT, primary_key=True, related_name="resident_register")
    key = models.ForeignKey(SealingKey, models.PROTECT, related_name="registers")
    mapping = models.JSONField(default=dict, help_text="columns of the village's own spreadsheet, by our names")
    opened_at = models.DateTimeField()
