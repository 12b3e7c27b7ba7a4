"""The row of a group's days: base, base + 35, base + 70 … Skipping or shifting a meeting never moves the base."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tuntas.services.selapanan.rules.spelling import spelled_day
from tuntas.services.selapanan.rules.weton import SELAPAN


def day_of(base: date, number: int) -> date:
    """The day of the meeting with that number; the base is number 1. `ValueError` below 1."""
    if number < 1:
        raise ValueError(f"meetings are counted from 1, not {number}")
    return base + timedelta(days=SELAPAN * (number - 1))


def number_of(base: date, day: date) -> int | None:
    """The number of the meeting whose regular day this is; None where the series has no meeting that day."""
    number, rest = divmod((day - base).days, SELAPAN)
    return number + 1 if rest == 0 and number >= 0 else None


def next_number(base: date, on_or_after: date) -> int:
    """The number of the first regular day on or after the given one; 1 before the base."""
    days = (on_or_after - base).days
    return max(1, -(-days // SELAPAN) + 1)


def upcoming(base: date, on_or_after: date, how_many: int) -> list[tuple[int, date]]:
    """The next regular days with their numbers."""
    first = next_number(base, on_or_after)
    return [(number, day_of(base, number)) for number in range(first, first + how_many)]


def why_not_shift(*, base: date, number: int, to: date, today: date, taken: Collection[date]) -> str:
    """A sentence that says why the meeting cannot move to that day; empty when it can.

    It stays between its neighbours in the series, so that meetings keep their order, and is not in the past.
    """
    if to < base:
        return _("The group's meetings begin on %(day)s. Choose that day or a later one.") % _spelled(base)
    if to < today:
        return _("That day has passed.")
    if to == day_of(base, number):
        return _("That is its regular day.")
    if number > 1 and to <= day_of(base, number - 1):
        return _("That day is not after the meeting before it. Skip this one instead.")
    if to >= day_of(base, number + 1):
        return _("On that day, or before it, the next meeting is due. Skip this one instead.")
    if to in taken:
        return _("The group meets on that day already.")
    return ""


def _spelled(day: date) -> dict[str, str]:
    return {"day": spelled_day(day)}
