"""Programmes that supported innovations: with whom, where, what came of it, what was handed on to whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation
from tuntas.places.models import Place


class Programme(models.Model):
    """A programme with an end that supported models which others carry on. Its page is public once shown."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=140)
    name_en = models.CharField(_("name in English"), max_length=140, blank=True)
    summary = models.TextField(_("what it is, in two sentences"))
    summary_en = models.TextField(_("the same in English"), blank=True)
    about = models.TextField(_("text"), blank=True)
    about_en = models.TextField(_("text in English"), blank=True)
    since_year = models.PositiveSmallIntegerField(_("here since (year)"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until (year)"), null=True, blank=True)
    sources = models.TextField(_("sources, one a line"), help_text="public reports the text rests on")
    steward = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("looked after by")
    )
    is_public = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0, help_text="rises with every saving; stale pages cannot overwrite")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-since_year", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since_year=None) | Q(until_year=None) | Q(until_year__gte=F("since_year")),
                name="programme_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Piece(models.Model):
    """A line of a programme's page. Every line says where it is written."""

    source = models.CharField(_("source"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


class Supported(Piece):
    """An innovation of the register the programme supported."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="supported")
    innovation = models.ForeignKey(
        Innovation, models.PROTECT, related_name="supported_by", verbose_name=_("innovation")
    )
    note = models.CharField(_("how"), max_length=400, blank=True)
    note_en = models.CharField(_("the same in English"), max_length=400, blank=True)

    class Meta(Piece.Meta):
        constraints = [models.UniqueConstraint(fields=["programme", "innovation"], name="supported_once")]

    def __str__(self) -> str:
        return str(self.innovation)


class Partner(Piece):
    """An institution that worked with the programme, and as what."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="partners")
    name = models.CharField(_("institution"), max_length=160)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("registered here as")
    )
    role = models.CharField(_("what it did"), max_length=240)
    role_en = models.CharField(_("the same in English"), max_length=240, blank=True)
    since_year = models.PositiveSmallIntegerField(_("since (year)"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until (year)"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Trial(Piece):
    """A place where the programme tried something."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="trials")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place"))
    place_name = models.CharField(_("place, where the list has none"), max_length=160, blank=True)
    innovation = models.ForeignKey(
        Innovation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("innovation")
    )
    note = models.CharField(_("what was tried"), max_length=400)
    note_en = models.CharField(_("the same in English"), max_length=400, blank=True)
    since_year = models.PositiveSmallIntegerField(_("since (year)"), null=True, blank=True)

    class Meta(Piece.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(place__isnull=False) | ~Q(place_name=""), name="trial_is_somewhere")
        ]

    def __str__(self) -> str:
        return f"{self.place or self.place_name}: {self.note}"


class Finding(Piece):
    """A result, as a source reports it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="findings")
    text = models.CharField(_("result"), max_length=500)
    text_en = models.CharField(_("the same in English"), max_length=500, blank=True)
    innovation = models.ForeignKey(
        Innovation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("innovation")
    )
    when = models.CharField(_("when"), max_length=40, blank=True)

    def __str__(self) -> str:
        return self.text


class Handover(Piece):
    """What the programme left, and who carries it on."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="handovers")
    what = models.CharField(_("what was handed on"), max_length=300)
    what_en = models.CharField(_("the same in English"), max_length=300, blank=True)
    to = models.CharField(_("to whom"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("registered here as")
    )
    when = models.CharField(_("when"), max_length=40, blank=True)

    def __str__(self) -> str:
        return self.what
