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

# The 35 regencies and cities as tiles, (column, row, short name): a drawing that keeps neighbours together, no survey.
TILES = {
    "33.76": (1, 0, "K Teg"),
    "33.75": (3, 0, "K Pkl"),
    "33.20": (8, 0, "Jpr"),
    "33.18": (9, 0, "Pti"),
    "33.17": (10, 0, "Rbg"),
    "33.29": (0, 1, "Bbs"),
    "33.28": (1, 1, "Teg"),
    "33.27": (2, 1, "Pml"),
    "33.26": (3, 1, "Pkl"),
    "33.25": (4, 1, "Btg"),
    "33.24": (5, 1, "Kdl"),
    "33.74": (6, 1, "K Smg"),
    "33.21": (7, 1, "Dmk"),
    "33.19": (8, 1, "Kds"),
    "33.15": (9, 1, "Gbg"),
    "33.16": (10, 1, "Bla"),
    "33.02": (1, 2, "Bms"),
    "33.03": (2, 2, "Pbg"),
    "33.04": (3, 2, "Bjn"),
    "33.07": (4, 2, "Wsb"),
    "33.23": (5, 2, "Tmg"),
    "33.22": (6, 2, "Smg"),
    "33.73": (7, 2, "K Slt"),
    "33.09": (8, 2, "Byl"),
    "33.14": (9, 2, "Srg"),
    "33.01": (1, 3, "Clp"),
    "33.05": (2, 3, "Kbm"),
    "33.06": (3, 3, "Pwr"),
    "33.08": (4, 3, "Mgl"),
    "33.71": (5, 3, "K Mgl"),
    "33.10": (7, 3, "Klt"),
    "33.72": (8, 3, "K Ska"),
    "33.13": (9, 3, "Kra"),
    "33.11": (8, 4, "Skh"),
    "33.12": (9, 4, "Wng"),
}
