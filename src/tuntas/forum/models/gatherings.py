"""Forum events: what happens when and where, who comes, what is left afterwards, the exhibition of winners."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tuntas.files.models import File
from tuntas.forum.terms import BookingState
from tuntas.innovations.models import Innovation
from tuntas.kipp.models import Edition, Entry
from tuntas.people.models import Organisation


class Gathering(models.Model):
    """A public event. `taken` is how many places are given away; the database never lets it pass `capacity`."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=140)
    title_en = models.CharField(_("title in English"), max_length=140, blank=True)
    about = models.TextField(_("what it is about"))
    about_en = models.TextField(_("the same in English"), blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    day_only = models.BooleanField(_("only the day is known"), default=False)
    date_note = models.CharField(_("a remark on the date"), max_length=300, blank=True)
    date_note_en = models.CharField(_("the same in English"), max_length=300, blank=True)
    venue = models.CharField(_("where"), max_length=200, blank=True)
    online = models.URLField(_("address for taking part online"), max_length=300, blank=True)
    host = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("organised by"),
        help_text="empty where no report names it",
    )  # fmt: skip
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, help_text="empty: no registration")
    taken = models.PositiveIntegerField(default=0, editable=False)
    closes_at = models.DateTimeField(_("registration ends"), null=True, blank=True)
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="gatherings", verbose_name=_("winners on show")
    )
    exhibition_until = models.DateField(_("exhibition open until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True, help_text="of a past one known from reports")
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    cancelled_reason_en = models.CharField(max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="rises with every change; calendars read it too")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["published_at", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="gathering_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True, taken=0) | Q(taken__lte=F("capacity")), name="gathering_has_places"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """A line of the programme of the day. Speakers are offices, not private names."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="items")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=80, blank=True)
    speaker = models.CharField(_("who speaks (office)"), max_length=200, blank=True)
    innovation = models.ForeignKey(
        Innovation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("innovation")
    )

    class Meta:
        ordering = ["starts_at", "room", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="item_ends_after_it_began")]

    def __str__(self) -> str:
        return self.title


class Booking(models.Model):
    """One person's place, or their turn on the waiting list. Whoever comes back after withdrawing stands at the end."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="bookings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=10, choices=BookingState.choices)
    office = models.CharField(_("organisation or community"), max_length=160, blank=True)
    needs = models.CharField(_("what you need to take part"), max_length=500, blank=True)
    code = models.CharField(max_length=12, unique=True, help_text="on the ticket; random, for the door")
    turn = models.PositiveIntegerField(help_text="rises with every asking; the waiting list goes by it")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    let_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "person"], name="booked_once"),
            models.UniqueConstraint(fields=["gathering", "turn"], name="booking_turn_once"),
            models.CheckConstraint(
                condition=Q(came_at__isnull=True) | Q(state=BookingState.CONFIRMED), name="only_the_confirmed_come"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Material(models.Model):
    """Something to take home: a file, or a link."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    file = models.OneToOneField(File, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(_("or a link"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, link="") | Q(file__isnull=True) & ~Q(link=""), name="material_is_one"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Stand(models.Model):
    """What a winner's team says on its stand, in place of the entry's own words."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="stands")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    text = models.TextField(_("what you want visitors to know"), blank=True)
    text_en = models.TextField(_("the same in English"), blank=True)
    video = models.URLField(_("link to a video"), max_length=300, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "entry"], name="stand_once")]
