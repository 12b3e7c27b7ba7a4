"""Words for messages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Required, TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.bilingual import both


class Group(TextChoices):
    """What a message is about: the room named in its kind. People choose e-mail per group."""

    KIPP = "kipp", _("Competition: entries, judging and results")
    CASEWORK = "casework", _("Work that waits for you")
    PEOPLE = "people", _("Your account, roles and organisations")
    INNOVATIONS = "innovations", _("Innovations")
    REPLICATION = "replication", _("Replication of innovations")
    FORUM = "forum", _("Questions, answers and stories")
    OTHER = "other", _("Other messages")


# Kinds whose e-mail cannot be switched off: without it the person could not act at all.
ALWAYS_MAILED = frozenset({"people.invited"})

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=2)


class Words(TypedDict, total=False):
    """What a message says, in Indonesian and in English; where no English is given the Indonesian is read."""

    title: Required[str]
    title_en: str
    body: str
    body_en: str


def worded(say: Callable[[], tuple[str, str]]) -> Words:
    """The words of a message from what says its title and its body in the language that is active."""
    (title, body), (title_en, body_en) = both(say)
    return Words(title=title, title_en=title_en, body=body, body_en=body_en)


def group_of(kind: str) -> Group:
    """The group of a kind: `kipp.entry_returned` belongs to `kipp`."""
    room = kind.partition(".")[0]
    return Group(room) if room in Group.values else Group.OTHER


def wait_after(tries: int) -> timedelta:
    """How long to wait after the `tries`-th failed attempt: 2, 8, 32 minutes, … at most a day."""
    return min(FIRST_WAIT * 4 ** (tries - 1), timedelta(days=1))
