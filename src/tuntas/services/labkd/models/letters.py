"""Letters. Who a letter is about stands in the residents' register; what is typed beside it is sealed here."""

from django.conf import settings
from django.db import models

from tuntas.casework.models import Case
from tuntas.documents.models import Document
from tuntas.residents.models import Resident
from tuntas.services.labkd.terms import Channel


class Letter(models.Model):
    """One letter from the asking to the handing over. `case` says where it stands and carries who did what when."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="letter")
    kind = models.CharField(max_length=30, help_text="key in data/kinds.json")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    token = models.CharField(
        max_length=40, unique=True, help_text="address of the page the one who asked follows it on"
    )
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    on_behalf = models.CharField(max_length=80, blank=True, help_text="who came for the resident: a relation, no name")
    phone_index = models.CharField(max_length=32, blank=True, db_index=True, help_text="keyed fingerprint, no number")
    sealed = models.BinaryField(help_text="claim, answers and corrections; emptied of the claim once it is matched")
    revision = models.PositiveIntegerField(default=1)
    language = models.CharField(max_length=2, default="id", help_text="in which the one who asked is told")
    template = models.ForeignKey("labkd.TemplateVersion", models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=30, blank=True, help_text="classification code at the time of signing")
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replacement", help_text="issued in its place"
    )
    replace_reason = models.CharField(max_length=400, blank=True)
    signer = models.ForeignKey("labkd.Post", models.PROTECT, null=True, blank=True, related_name="letters_signed")
    signer_form = models.CharField(max_length=6, blank=True, help_text="a.n., u.b., Plt., Plh. or empty")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"letter {self.pk}"  # never a name: this ends up in logs
