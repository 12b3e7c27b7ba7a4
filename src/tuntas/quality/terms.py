"""Words of quality: the office day, and when a number is too small to be shown.

Groups are those of `residents.terms.Group`.
"""

from datetime import time, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

OFFICE_OPENS, OFFICE_CLOSES = time(8), time(16)  # WIB, Monday to Friday; the hours *cepat* counts in
OFFICE_MINUTES = 8 * 60
SMALLEST = 5  # a cell of fewer cases or people is not shown
FEW = 30  # below this a share is shown as an interval, not as one number
MONTHS = 12  # what a scorecard looks back on, and compares with as many before
KIOSK_STANDS = timedelta(days=190)  # until a kiosk has to be opened again
ELEMENTS = 9  # of the satisfaction survey, each answered LOWEST to HIGHEST
LOWEST, HIGHEST = 1, 4
SURVEY_KIND = "quality.survey"  # kind of document and of series


class Channel(TextChoices):
    """How a survey was answered."""

    PAPER = "paper", _("On paper")
    KIOSK = "kiosk", _("Kiosk")
    PHONE = "phone", _("Telephone")


class RemarkState(TextChoices):
    """What became of a remark: nobody looked yet, it stands, or it was taken out because it names somebody."""

    NEW = "new", _("New")
    KEPT = "kept", _("Read")
    REMOVED = "removed", _("Gone for good")
