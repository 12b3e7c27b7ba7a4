"""Words for innovations."""

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tuntas.files.terms import JPEG_TYPE, MB, PDF_TYPE, PNG_TYPE, WEBP_TYPE, XLSX_TYPE, Kind
from tuntas.kernel.events import Event


class Status(TextChoices):
    """Does it still run? "Unknown" until an owner has said so."""

    UNKNOWN = "unknown", _("Not confirmed")
    RUNNING = "running", _("Running")
    GROWING = "growing", _("Growing")
    STOPPED = "stopped", _("Stopped")


class Category(TextChoices):
    """The field it works in: the ten of the national competition of 2021. A grouping of ours where no owner chose."""

    POVERTY = "poverty", _("Poverty reduction")
    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Health")
    FOOD = "food", _("Food security")
    ECONOMY = "economy", _("Economic growth and jobs")
    COMMUNITY = "community", _("Community empowerment")
    GENDER = "gender", _("Gender-responsive public services")
    ENVIRONMENT = "environment", _("Protecting the environment")
    GOVERNANCE = "governance", _("Governance")
    LAW = "law", _("Law enforcement")


GOALS = {
    1: _("1. No poverty"),
    2: _("2. Zero hunger"),
    3: _("3. Good health and well-being"),
    4: _("4. Quality education"),
    5: _("5. Gender equality"),
    6: _("6. Clean water and sanitation"),
    7: _("7. Affordable and clean energy"),
    8: _("8. Decent work and economic growth"),
    9: _("9. Industry, innovation and infrastructure"),
    10: _("10. Reduced inequalities"),
    11: _("11. Sustainable cities and communities"),
    12: _("12. Responsible consumption and production"),
    13: _("13. Climate action"),
    14: _("14. Life below water"),
    15: _("15. Life on land"),
    16: _("16. Peace, justice and strong institutions"),
    17: _("17. Partnerships for the goals"),
}


class CostClass(TextChoices):
    """What running it for a year costs in all, in rupiah."""

    NONE = "none", _("No budget of its own")
    SMALL = "small", _("Up to Rp 50 million")
    MIDDLE = "middle", _("Rp 50 to 250 million")
    LARGE = "large", _("Rp 250 million to 1 billion")
    HUGE = "huge", _("More than Rp 1 billion")


class ChapterKey(TextChoices):
    """The sections of an innovation page that are told at length, in reading order."""

    NOVELTY = "novelty", _("What is new about it")
    HOW = "how", _("How it works")
    PEOPLE_SERVED = "served", _("Who it is for")
    COST = "cost", _("What it costs")
    PEOPLE = "people", _("Who runs it")
    LEGAL = "legal", _("Legal basis")
    CONDITIONS = "conditions", _("What it needs to succeed")
    FAILURES = "failures", _("What went wrong")
    LESSONS = "lessons", _("Lessons learned")
    START = "start", _("How to start")


class Evidence(IntegerChoices):
    """How well a figure is shown to be true, weakest first."""

    TOLD = 0, _("Told, not shown")
    RECORDS = 1, _("The owner's own records")
    PUBLISHED = 2, _("Published in a report or by the press")
    OFFICIAL = 3, _("Official statistics or an audited record")
    STUDIED = 4, _("A study by somebody outside")
    COMPARED = 5, _("Compared with places that do not have it")


class Direction(TextChoices):
    """Which way a figure should go."""

    MORE = "more", pgettext_lazy("better is", "More")
    LESS = "less", pgettext_lazy("better is", "Less")


class PaperKind(TextChoices):
    """What a document offered as a template is."""

    REGULATION = "regulation", _("Regulation or decree")
    PROCEDURE = "procedure", _("Procedure (SOP)")
    FORM = "form", _("Form")
    GUIDE = "guide", _("Guide or manual")
    BUDGET = "budget", _("Budget example")
    OTHER = "other", _("Something else")


@dataclass(frozen=True)
class InnovationPublished(Event):
    """An innovation is in the public register now."""

    innovation_id: int


@dataclass(frozen=True)
class InnovationHidden(Event):
    """An innovation was taken out of the public register."""

    innovation_id: int


@dataclass(frozen=True)
class InnovationChanged(Event):
    """What the public reads of an innovation changed; `what` names it: facts, a chapter's key, measures, papers…"""

    innovation_id: int
    what: str


@dataclass(frozen=True)
class StatusConfirmed(Event):
    """The owner said whether the innovation still runs."""

    innovation_id: int


@dataclass(frozen=True)
class InnovationStopped(Event):
    """The owner said that the innovation has stopped, with the lesson."""

    innovation_id: int


@dataclass(frozen=True)
class SiteAdded(Event):
    """A place that runs the innovation was added."""

    site_id: int


# Purposes of files, which name who may read them (`rules.guards`).
PICTURE_FILE = "innovations.picture"
PAPER_FILE = "innovations.paper"
PROOF_FILE = "innovations.proof"
PAPER = Kind("paper", frozenset({PDF_TYPE, XLSX_TYPE}), 10 * MB, _("PDF or Excel (.xlsx)"))  # type: ignore[arg-type]
PROOF = Kind(
    "proof",
    frozenset({PDF_TYPE, XLSX_TYPE, JPEG_TYPE, PNG_TYPE, WEBP_TYPE}),
    10 * MB,
    _("PDF, picture or Excel (.xlsx)"),  # type: ignore[arg-type]
)
