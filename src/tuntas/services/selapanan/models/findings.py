"""What a group finds, and where that went."""

from django.db import models

from tuntas.casework.models import Case, Referral
from tuntas.services.selapanan.models.groups import Group
from tuntas.services.selapanan.models.meetings import Meeting
from tuntas.services.selapanan.terms import FindingKind


class Finding(models.Model):
    """Something found at a meeting. It is a case of its own, and ends when a meeting was told what came of it."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="selapanan_finding")
    group = models.ForeignKey(Group, models.PROTECT, related_name="findings")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=FindingKind.choices)
    note = models.TextField(help_text="what was found and what is asked")
    whom = models.CharField(max_length=120, blank=True, help_text="whom it is about, as few words as needed")
    referral = models.OneToOneField(Referral, models.PROTECT, null=True, related_name="selapanan_finding")
    agenda = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="answers", help_text="the meeting that opens with the answer"
    )
    told_in = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="told_findings")

    class Meta:
        ordering = ["-pk"]
