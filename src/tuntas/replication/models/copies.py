"""A copy of an innovation, who signed for it, and copies known from public reports."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuntas.casework.models import Case
from tuntas.documents.models import Document
from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation
from tuntas.places.models import Place
from tuntas.replication.terms import Kinship, Scope, Side


class Replication(models.Model):
    """One organisation takes over one innovation. The stage stands in its case.

    `spot` says for whom: the code of the regency for a regency or city government with all its offices, of the
    village for a village, the organisation itself for any other (`rules.spots`). In one innovation a spot
    copies once as long as the copy lives, and never from itself: so the tree of copies has no circle. Parent and
    innovation never change (trigger in migration 0002).
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="replication")
    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="replications")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", help_text="the copy it is copied from"
    )
    depth = models.PositiveSmallIntegerField(default=1, help_text="1: from the origin, 2: from a copy of it, …")
    adopter = models.ForeignKey(Organisation, models.PROTECT, related_name="replications")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    spot = models.CharField(max_length=40)
    origin_spot = models.CharField(max_length=40, blank=True, help_text="spot of the innovation's owner at the start")
    is_live = models.BooleanField(default=True, help_text="false once refused, taken back or stopped")
    reason = models.TextField(help_text="why this innovation: the problem at home")
    title = models.CharField(max_length=200, blank=True, help_text="what the copy is called at home")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    agreement = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.CharField(max_length=8, choices=Scope.choices, blank=True)
    plan = models.TextField(blank=True, help_text="who does what by when, in plain words")
    cost = models.DecimalField(max_digits=15, decimal_places=0, null=True, blank=True, help_text="rupiah, first year")
    people_needed = models.PositiveIntegerField(null=True, blank=True, help_text="people it takes in the first year")
    revision = models.PositiveIntegerField(default=0, help_text="rises with every change of the plan")
    paused_from = models.CharField(max_length=40, blank=True)
    running_since = models.DateField(null=True, blank=True)
    units = models.TextField(blank=True, help_text="villages or units where it runs, one a line")
    lesson = models.TextField(blank=True, help_text="what is learned when it stops; public")
    nudged_at = models.DateTimeField(null=True, blank=True)
    certificate = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    owner_certificate = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "spot"], condition=Q(is_live=True), name="copied_once_a_spot"
            ),
            models.CheckConstraint(condition=~Q(spot=F("origin_spot")), name="copy_not_of_oneself"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="copy_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, depth=1) | Q(parent__isnull=False, depth__gt=1),
                name="copy_depth_fits_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.innovation} · {self.adopter}"


class Consent(models.Model):
    """One side signed the agreement: which account, when. Recorded, not an electronic signature."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="consents")
    side = models.CharField(max_length=12, choices=Side.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    position = models.CharField(max_length=120, help_text="in which position they signed")
    stands_in = models.BooleanField(default=False, help_text="the province signed for an owner without an account")

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["replication", "side"], name="side_signs_once")]


class Mark(models.Model):
    """When a copy arrived at a stage, for figures over many copies."""

    replication = models.ForeignKey(Replication, models.CASCADE, related_name="marks")
    stage = models.CharField(max_length=40)
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["stage", "at"])]


class ReportedCopy(models.Model):
    """A relative of an innovation known from public reports, in our own words; nobody here has confirmed it."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="reported_copies")
    relative = models.ForeignKey(Innovation, models.SET_NULL, null=True, blank=True, related_name="+")
    kinship = models.CharField(max_length=8, choices=Kinship.choices)
    name = models.CharField(max_length=160)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    place_name = models.CharField(max_length=160, blank=True)
    since = models.CharField(max_length=40, blank=True, help_text="as reported: a year or a day")
    note = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    sources = models.JSONField(default=list)

    class Meta:
        ordering = ["since", "name"]
        constraints = [models.UniqueConstraint(fields=["innovation", "name"], name="reported_once")]
