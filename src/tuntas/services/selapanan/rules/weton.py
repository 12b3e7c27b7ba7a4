"""The Javanese five-day week beside the seven-day one. Together they repeat every 35 days: one selapan.

Reference day: 17 August 1945 was Jumat Legi, as printed in several newspapers. The pairing is always computed from
the date, never typed, so that no page can show a wrong one. The Javanese day begins at sunset; a meeting on
"malam Jumat" is entered on its Thursday.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS

PASARAN = ("Legi", "Pahing", "Pon", "Wage", "Kliwon")
SELAPAN = 35  # days
_JUMAT_LEGI = date(1945, 8, 17)


@dataclass(frozen=True, order=True)
class Weton:
    """A pairing of the two weeks: `weekday` 0 is Monday, `pasaran` 0 is Legi."""

    weekday: int
    pasaran: int

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {PASARAN[self.pasaran]}"


def pasaran_of(day: date) -> int:
    """The place of the day in the five-day week, 0 for Legi; right for days before the reference day too."""
    return (day - _JUMAT_LEGI).days % 5


def weton_of(day: date) -> Weton:
    """The pairing of that day: 19 August 2022 is Jumat Pahing."""
    return Weton(day.weekday(), pasaran_of(day))


def next_with(weton: Weton, after: date) -> date:
    """The first day of that weton on or after `after`; there is exactly one in any 35 days."""
    for distance in range(SELAPAN):
        day = date.fromordinal(after.toordinal() + distance)
        if weton_of(day) == weton:
            return day
    raise AssertionError("5 and 7 have no common divisor, so one of 35 days fits")
