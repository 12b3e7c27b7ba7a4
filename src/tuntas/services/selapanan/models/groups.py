"""Groups and their members."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from tuntas.places.models import Place
from tuntas.residents.models import Resident
from tuntas.residents.terms import Sex
from tuntas.services.selapanan.terms import LASTS, ONE_EACH, Seat


class Group(models.Model):
    """People of a village who meet every 35 days, counted from `base`."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    key = models.CharField(max_length=24, unique=True, help_text="its word in addresses, e.g. G-7Q4X-M2HD")
    name = models.CharField(max_length=120)
    hamlet = models.CharField(max_length=80, blank=True)
    base = models.DateField(help_text="the first meeting; all others are 35 days apart from it")
    hour = models.TimeField()
    lasts = models.PositiveSmallIntegerField(default=LASTS, help_text="minutes")
    venue = models.CharField(max_length=200, help_text="where it usually meets")
    founded = models.DateField(null=True, blank=True)
    decree = models.CharField(
        max_length=120, blank=True, help_text="number of the decree or agreement, if there is one"
    )
    about = models.TextField(blank=True)
    feed_token = models.CharField(max_length=40, unique=True, null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("name"), "place", name="selapanan_group_name_once")]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody in a group. No telephone and no account are needed; the name is how the group calls them."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    name = models.CharField(max_length=80)
    seat = models.CharField(max_length=10, choices=Seat.choices, default=Seat.MEMBER)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    resident = models.ForeignKey(Resident, models.SET_NULL, null=True, blank=True, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "seat"],
                condition=Q(left_on=None, seat__in=[str(seat) for seat in ONE_EACH]),
                name="selapanan_one_in_each_seat",
            ),
            models.UniqueConstraint(
                fields=["group", "account"], condition=Q(left_on=None), name="selapanan_account_once"
            ),
            models.UniqueConstraint(
                fields=["group", "resident"], condition=Q(left_on=None), name="selapanan_resident_once"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="selapanan_left_after_joining"
            ),
        ]

    def __str__(self) -> str:
        return self.name
