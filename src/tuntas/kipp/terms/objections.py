"""Words of objections."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ObjectionAbout(TextChoices):
    """Which result an objection is about."""

    CHECK = "check", _("The administrative check")
    RESULTS = "results", _("The results")


class ObjectionScope(TextChoices):
    """What entrants of an edition may object to."""

    CHECK = "check", _("Only the administrative check")
    RESULTS = "results", _("The administrative check and the results")


class ObjectionGround(TextChoices):
    """Why somebody objects."""

    FACT = "fact", _("A fact was overlooked or read wrongly")
    RULE = "rule", _("A published rule was not followed")
    CONFLICT = "conflict", _("A checker or juror was not independent")
    COUNTING = "counting", _("A mistake in adding up or writing down")
    SYSTEM = "system", _("A fault of the system or the connection")
    OTHER = "other", _("Another reason")


class ObjectionStage(TextChoices):
    """Stages of the objection flow (`flow/objections.py` gives each its staff and public name)."""

    RAISED = "raised", _("Raised")
    RECEIVED = "received", _("Received, with an examiner")
    EXAMINED = "examined", _("Examined")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Consequence(TextChoices):
    """What followed from an objection that was upheld. None of them edits a score by hand."""

    REOPENED = "reopened", _("The administrative check was opened again")
    RECOUNTED = "recounted", _("The scores were added up anew from the raw scores")
    READER = "reader", _("A further juror was asked")
    MEASURE = "measure", _("Another measure, in words")
