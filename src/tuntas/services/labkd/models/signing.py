"""Who may sign, who is away, what was handed on, and electronic signatures on their way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuntas.documents.models import Document
from tuntas.places.models import Place
from tuntas.services.labkd.models.letters import Letter
from tuntas.services.labkd.terms import Rank, SignatureState


class Post(models.Model):
    """A post of the village office and who holds it, from a day to a day."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    rank = models.CharField(max_length=10, choices=Rank.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, help_text="as printed, with degrees")
    title = models.CharField(max_length=120, help_text="as printed, e.g. Kepala Desa Talun")
    staff_number = models.CharField(max_length=40, blank=True, help_text="NIP or NIPD, as printed")
    certificate = models.CharField(max_length=64, blank=True, help_text="serial number in the signer's certificate")
    decree = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="last day")

    class Meta:
        ordering = ["rank", "-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="post_ends_not_before_it_began"
            ),
            models.UniqueConstraint(
                fields=["place", "rank"],
                condition=Q(until__isnull=True, rank__in=["head", "secretary"]),
                name="one_head_one_secretary",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.name}"


class Absence(models.Model):
    """Who holds a post is away from a day to a day, and who stands in."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="absences")
    since = models.DateField()
    until = models.DateField()
    acting = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    form = models.CharField(max_length=6, default="a.n.")
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_not_before_it_began")
        ]


class Delegation(models.Model):
    """The head has handed letters of a kind (empty: every kind) to a post below, from a day to a day."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, blank=True)
    rank = models.CharField(max_length=10, choices=Rank.choices)
    deed = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]


class SignatureRequest(models.Model):
    """One electronic signature on its way: asked for, returned, checked. A failed one is followed by another."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="signatures")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    provider = models.CharField(max_length=160, help_text="dotted name of the signer's class")
    is_test = models.BooleanField(default=False)
    signer_key = models.CharField(max_length=64)
    signer_name = models.CharField(max_length=120)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SignatureState.choices, default=SignatureState.REQUESTED)
    ticket = models.CharField(max_length=200, blank=True)
    detail = models.CharField(max_length=60, blank=True, help_text="verdict, or why the service refused")
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True, help_text="when to ask for it again")
    sent_length = models.PositiveIntegerField(default=0)
    sent_sha256 = models.CharField(max_length=64, blank=True)
    returned_sha256 = models.CharField(max_length=64, blank=True)
    requested_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="refused, rejected or lapsed")

    class Meta:
        ordering = ["-requested_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=["requested", "returned", "verified"]),
                name="one_signature_on_its_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(verified_at__isnull=False), name="issued_only_when_verified"
            ),
        ]
