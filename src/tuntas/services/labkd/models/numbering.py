"""Numbers: blocks taken to where there is no connection, and classification codes of a place's own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuntas.documents.models import Document
from tuntas.places.models import Place
from tuntas.services.labkd.models.letters import Letter


class Block(models.Model):
    """Numbers handed to an office that works offline, until each is accounted for."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reserved_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="every number is used or void")

    class Meta:
        ordering = ["-reserved_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="block_in_order"),
            models.UniqueConstraint(fields=["place", "year", "first"], name="block_once"),
        ]


class BlockNumber(models.Model):
    """One number of a block. Its document is the number itself: `document_number_once` keeps it from a second use."""

    block = models.ForeignKey(Block, models.PROTECT, related_name="numbers")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, blank=True, related_name="+")


class OwnCode(models.Model):
    """A place uses another classification code for a subject, from a year on."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20)
    from_year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "subject", "from_year"], name="own_code_once")]
