"""The cash book: every row takes an amount from one account to another, so that the book cannot be out of balance.

Triggers (migration `0002_book`) refuse to change or remove a row, to add one to a closed period, and to close a period
with sums that are not those of its rows.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tuntas.documents.models import Document
from tuntas.services.selapanan.models.groups import Group, Member
from tuntas.services.selapanan.models.meetings import Meeting
from tuntas.services.selapanan.terms import Account


class Entry(models.Model):
    """`amount` rupiah go to `debit` and come from `credit`. A mistake is put right by a row that reverses it."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(help_text="within the group, without gaps")
    day = models.DateField()
    text = models.CharField(max_length=200)
    debit = models.CharField(max_length=10, choices=Account.choices)
    credit = models.CharField(max_length=10, choices=Account.choices)
    amount = models.BigIntegerField(help_text="rupiah")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="entries")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="entries")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    token = models.CharField(max_length=40, help_text="of the form it came from: a second click writes nothing")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="selapanan_entry_number_once"),
            models.UniqueConstraint(fields=["group", "token"], name="selapanan_entry_token_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="selapanan_amount_is_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="selapanan_two_accounts"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) | (~Q(debit="savings") & ~Q(credit="savings")),
                name="selapanan_savings_are_somebodys",
            ),
        ]
        indexes = [models.Index(fields=["group", "day"])]


class Period(models.Model):
    """A closed stretch of the book. Its sums are those of its rows; nothing is added to it any more."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="periods")
    number = models.PositiveIntegerField()
    starts = models.DateField()
    ends = models.DateField()
    opening = models.BigIntegerField(help_text="rupiah in cash box and bank before its first day")
    received = models.BigIntegerField()
    paid = models.BigIntegerField()
    closing = models.BigIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="selapanan_period_number_once"),
            models.CheckConstraint(
                condition=Q(closing=F("opening") + F("received") - F("paid")), name="selapanan_period_balances"
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="selapanan_period_has_days"),
        ]
