"""Words for the public face."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tuntas.kernel.events import Event

# Longest texts, in letters. What is longer is refused with a sentence, never cut.
LONGEST_TITLE, LONGEST_LEAD, LONGEST_BODY, LONGEST_POST = 140, 500, 40_000, 4_000
MOST_PICTURES = 20  # a story
LONGEST_ABOUT = 8_000
POSTS_A_DAY = 20  # one person, questions, answers and comments together


class StoryCategory(TextChoices):
    """What a story is about. The values are words of addresses."""

    NEWS = "kabar", _("News")
    PRACTICE = "kisah", _("Stories from practice")
    RESULT = "hasil", _("Competition results")
    COPIES = "replikasi", _("Replication")
    NOTICE = "pengumuman", _("Announcements")
    GUIDE = "panduan", _("How to")


class StoryState(TextChoices):
    """Where a story stands; follows from its moments."""

    DRAFT = "draft", pgettext_lazy("state of a story", "Draft")
    SCHEDULED = "scheduled", pgettext_lazy("state of a story", "Scheduled")
    PUBLISHED = "published", pgettext_lazy("state of a story", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a story", "Withdrawn")


class Standing(TextChoices):
    """What somebody was to the innovation or story when they wrote."""

    READER = "reader", _("Reader")
    OWNER = "owner", _("Owner of the innovation")
    ADOPTER = "adopter", _("Already copied it")
    EDITOR = "editor", _("Editor")


class ReportOutcome(TextChoices):
    """What became of a report."""

    OPEN = "open", _("Waiting")
    KEPT = "kept", _("Left as it is")
    HIDDEN = "hidden", _("Hidden")


class PieceKind(TextChoices):
    """What a programme's page lists. The values are words of addresses."""

    SUPPORTED = "inovasi", _("Innovations it supported")
    PARTNER = "mitra", _("Partners")
    TRIAL = "lokasi", _("Places of trial")
    FINDING = "hasil", _("Results")
    HANDOVER = "serah-terima", _("What was handed on")


class BookingState(TextChoices):
    """Where somebody stands who wants to come to an event."""

    CONFIRMED = "confirmed", pgettext_lazy("state of a booking", "Place confirmed")
    WAITING = "waiting", pgettext_lazy("state of a booking", "On the waiting list")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a booking", "Withdrawn")


class Registration(TextChoices):
    """Whether somebody can still register for an event; follows from its places and moments."""

    NONE = "none", pgettext_lazy("registration", "No registration")
    OPEN = "open", pgettext_lazy("registration", "Open")
    FULL = "full", pgettext_lazy("registration", "Full, with a waiting list")
    CLOSED = "closed", pgettext_lazy("registration", "Closed")


@dataclass(frozen=True)
class StoryDrafted(Event):
    """A story was composed from something that happened; an editor should look at it."""

    story_id: int


@dataclass(frozen=True)
class StoryPublished(Event):
    """A story is public, or will be at its moment."""

    story_id: int


@dataclass(frozen=True)
class QuestionAsked(Event):
    """Somebody asked the owner of an innovation."""

    post_id: int


@dataclass(frozen=True)
class QuestionAnswered(Event):
    """A question got an answer."""

    post_id: int


@dataclass(frozen=True)
class PostReported(Event):
    """A reader thinks that a question, answer or comment should not stand."""

    report_id: int


@dataclass(frozen=True)
class PostHidden(Event):
    """Somebody hid a question, answer or comment; its writer should know why."""

    post_id: int


@dataclass(frozen=True)
class BookingMade(Event):
    """Somebody has a place at an event, or a turn on its waiting list."""

    booking_id: int


@dataclass(frozen=True)
class PlaceFreed(Event):
    """Somebody from the waiting list has a place now."""

    booking_id: int


@dataclass(frozen=True)
class GatheringMoved(Event):
    """A public event takes place at another time or elsewhere; whoever wants to come must know."""

    gathering_id: int


@dataclass(frozen=True)
class GatheringCancelled(Event):
    """A public event does not take place."""

    gathering_id: int


@dataclass(frozen=True)
class HonourGranted(Event):
    """A special award was granted; those who receive it want to know."""

    honour_id: int
