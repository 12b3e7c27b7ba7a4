"""Words for messages."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """What a message is about: the room named in its kind. People choose e-mail per group."""

    KIPP = "kipp", _("Competition: entries, judging and results")
    CASEWORK = "casework", _("Work that waits for you")
    PEOPLE = "people", _("Your account, roles and organisations")
    INNOVATIONS = "innovations", _("Innovations")
    OTHER = "other", _("Other messages")


# Kinds whose e-mail cannot be switched off: without it the person could not act at all.
ALWAYS_MAILED = frozenset({"people.invited"})

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=2)


def group_of(kind: str) -> Group:
    """The group of a kind: `kipp.entry_returned` belongs to `kipp`."""
    room = kind.partition(".")[0]
    return Group(room) if room in Group.values else Group.OTHER


def wait_after(tries: int) -> timedelta:
    """How long to wait after the `tries`-th failed attempt: 2, 8, 32 minutes, … at most a day."""
    return min(FIRST_WAIT * 4 ** (tries - 1), timedelta(days=1))
