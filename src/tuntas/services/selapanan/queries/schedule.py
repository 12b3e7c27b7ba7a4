"""Days of a group for calendars: a year back, two years ahead."""

from datetime import datetime, timedelta

from tuntas.kernel.clock import wib_date
from tuntas.services.selapanan.models import Group
from tuntas.services.selapanan.queries.meetings import Turn, turns

BACK = timedelta(days=365)
TURNS = 31  # about three years of meetings


def feed_of(group: Group, now: datetime) -> list[Turn]:
    """Past and coming days with what was changed; two queries."""
    day = wib_date(now) - BACK
    since = max(day, group.base)
    return turns(group, now + (since - wib_date(now)), TURNS)
