"""Working hours between two moments."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from tuntas.kernel.clock import WIB
from tuntas.quality.terms import OFFICE_CLOSES, OFFICE_MINUTES, OFFICE_OPENS

_OPENS = OFFICE_OPENS.hour * 60 + OFFICE_OPENS.minute
_CLOSES = OFFICE_CLOSES.hour * 60 + OFFICE_CLOSES.minute
_MONDAY = date(2001, 1, 1).toordinal()


class Calendar:
    """The office days of an installation; made once for many cases, each answer is two look-ups in a sorted list."""

    def __init__(self, holidays: Iterable[date]) -> None:
        self._off = sorted({day.toordinal() for day in holidays if day.weekday() < 5})
        self._off_set = frozenset(self._off)

    def minutes(self, start: datetime, end: datetime) -> int:
        """Whole office minutes (08.00 to 16.00 WIB, Monday to Friday, no holiday) between; 0 when `end` is earlier."""
        return max(0, self._since_ever(end) - self._since_ever(start))

    def _since_ever(self, moment: datetime) -> int:
        local = moment.astimezone(WIB)
        day = local.toordinal()
        passed = self._days_before(day) * OFFICE_MINUTES
        if local.weekday() < 5 and day not in self._off_set:
            passed += min(max(local.hour * 60 + local.minute - _OPENS, 0), _CLOSES - _OPENS)
        return passed

    def _days_before(self, day: int) -> int:
        """Office days from Monday 1 January 2001 up to the day before."""
        weeks, rest = divmod(day - _MONDAY, 7)
        return weeks * 5 + min(rest, 5) - bisect_left(self._off, day)


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def months_back(month: date, number: int) -> date:
    """The first day of the month that many months earlier; negative goes forward."""
    at = month.year * 12 + month.month - 1 - number
    return date(at // 12, at % 12 + 1, 1)


def last_day(month: date) -> date:
    """The last day of the month."""
    return months_back(month, -1) - timedelta(days=1)
