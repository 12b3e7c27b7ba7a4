"""The one place that reads the time. Everywhere else `now` is given."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

WIB = ZoneInfo("Asia/Jakarta")


def now() -> datetime:
    """The present moment, timezone aware."""
    return timezone.now()


def wib(moment: datetime) -> datetime:
    """The moment as clocks in Central Java show it (UTC+7, no summer time)."""
    return moment.astimezone(WIB)


def wib_date(moment: datetime) -> date:
    """The calendar day in Central Java at that moment."""
    return wib(moment).date()
