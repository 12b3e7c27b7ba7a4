"""Special awards outside the competition: what for, to whom, at which ceremony, and the sealed certificate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tuntas.documents.models import Document
from tuntas.forum.models.gatherings import Gathering
from tuntas.forum.models.programmes import Programme
from tuntas.people.models import Organisation


class Honour(models.Model):
    """One special award. Nobody but its organisers knows of it until it is granted."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(_("name of the award"), max_length=140)
    name_en = models.CharField(_("name in English"), max_length=140, blank=True)
    citation = models.TextField(_("citation"))
    citation_en = models.TextField(_("citation in English"), blank=True)
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("given by"))
    gathering = models.ForeignKey(
        Gathering, models.PROTECT, null=True, blank=True, related_name="honours", verbose_name=_("granted at")
    )
    revision = models.PositiveIntegerField(default=0, help_text="rises with every saving; stale pages cannot overwrite")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    granted_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-granted_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Honouree(models.Model):
    """Who receives it: an organisation or a programme. A person is honoured by office, never by name."""

    honour = models.ForeignKey(Honour, models.CASCADE, related_name="honourees")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="honours", verbose_name=_("organisation")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="honours", verbose_name=_("programme")
    )
    office = models.CharField(_("office"), max_length=120, blank=True, help_text="Kepala Desa; never a name")
    certificate = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, help_text="why it was taken back; public")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, programme__isnull=True)
                | Q(organisation__isnull=True, programme__isnull=False, office=""),
                name="honouree_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["honour", "organisation", "office"],
                condition=Q(organisation__isnull=False),
                name="organisation_honoured_once",
            ),
            models.UniqueConstraint(
                fields=["honour", "programme"], condition=Q(programme__isnull=False), name="programme_honoured_once"
            ),
        ]

    def __str__(self) -> str:
        whom = str(self.organisation or self.programme)
        return f"{self.office}, {whom}" if self.office else whom
