"""Words for places."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """The four levels of territory, by the groups of the official code PP.KK.CC.DDDD."""

    PROVINCE = "province", _("Province")
    REGENCY = "regency", _("Regency or city")
    DISTRICT = "district", _("District")
    VILLAGE = "village", _("Village or kelurahan")


CENTRAL_JAVA = "33"
