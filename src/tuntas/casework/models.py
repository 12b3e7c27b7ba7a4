"""Cases and their trail."""

from datetime import datetime

from django.conf import settings
from django.db import models

from tuntas.casework.terms import ReferralStatus
from tuntas.people.models import Organisation
from tuntas.places.models import Place


class Case(models.Model):
    """Anything somebody handles: where it stands, since when, until when, and for whom."""

    reference = models.CharField(max_length=24, unique=True, help_text="what people quote, e.g. KIPP-7Q4X-M2HD")
    flow = models.CharField(max_length=40, help_text="key of the flow, e.g. kipp.entry")
    stage = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    place = models.ForeignKey(Place, models.PROTECT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    # Empty: somebody without an account asked, by telephone number or at a kiosk.
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    stage_since = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True, help_text="end of the stage's working days")
    promised_at = models.DateTimeField(null=True, blank=True, help_text="end of the promise to the person served")
    closed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="when the one who raised it learned the outcome")
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["flow", "stage", "due_at"]), models.Index(fields=["place", "flow"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Party(models.Model):
    """A person's part in one case, beside the roles they hold elsewhere."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person", "role"], name="party_once")]


class Step(models.Model):
    """One entry of the trail. Never changed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    move = models.CharField(max_length=40)
    from_stage = models.CharField(max_length=40, blank=True)
    to_stage = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True, help_text="for staff")
    message = models.TextField(blank=True, help_text="for the entrant or citizen, in plain words")
    message_en = models.TextField(blank=True, help_text="the same in English; blank reads the Indonesian")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="step_number_once")]


class Referral(models.Model):
    """Work handed to another room or place; its outcome comes back to where it was raised."""

    raised_by_case = models.ForeignKey(Case, models.PROTECT, related_name="raised")
    handled_by_case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="raised_as")
    kind = models.CharField(max_length=60, help_text="what is asked, e.g. labkd.birth_certificate")
    thread = models.ForeignKey(Case, models.PROTECT, related_name="thread", help_text="where the whole thread began")
    place = models.ForeignKey(Place, models.PROTECT)
    status = models.CharField(max_length=10, choices=ReferralStatus.choices, default=ReferralStatus.SENT)
    question = models.TextField()
    outcome = models.TextField(blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="end of the working days its kind gives for an answer")
    answered_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    @property
    def since(self) -> datetime:
        """Since when it stands where it stands; accepting does not start the clock again."""
        return self.told_at or self.answered_at or self.raised_at


class Holiday(models.Model):
    """A day on which no working day is counted: official holidays and collective leave."""

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=120)
