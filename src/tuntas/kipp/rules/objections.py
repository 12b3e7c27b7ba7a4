"""Who may object to what and until when, and who may examine it. The window is the edition's data; None is off.

Source: own rule. No public source confirms objections in KIPP, so presets leave them off.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from tuntas.casework.rules import deadline
from tuntas.kipp.flow.objections import why_not_examine
from tuntas.kipp.models import Entry
from tuntas.kipp.rules.seats import CHECKS, parts_of, seats_of
from tuntas.kipp.terms import EntryStage, ObjectionAbout, ObjectionScope
from tuntas.people.models import Person

__all__ = ["HIDDEN_BELOW", "MOST_PAPERS", "MOST_WORDS", "Window", "may_see", "why_not_examine", "window_for"]

MOST_WORDS = 500
MOST_PAPERS = 3
HIDDEN_BELOW = 5  # counts smaller than this are not told in public


@dataclass(frozen=True)
class Window:
    """What may be objected to, since when, and until when (inclusive)."""

    about: ObjectionAbout
    since: datetime
    until: datetime

    def is_open(self, now: datetime) -> bool:
        """The closing second itself is still inside."""
        return self.since <= now and now.replace(microsecond=0) <= self.until


def window_for(entry: Entry, holidays: Collection[date]) -> Window | None:
    """The window of the entry's latest result, open or over; None where the rules give none."""
    edition = entry.edition
    if edition.objection_days is None:
        return None
    about, since = _result(entry)
    if about is None or since is None:
        return None
    if about == ObjectionAbout.RESULTS and edition.objection_scope != ObjectionScope.RESULTS:
        return None
    until = deadline(since, edition.objection_days, holidays)
    return Window(about, since, until) if until else None


def _result(entry: Entry) -> tuple[ObjectionAbout | None, datetime | None]:
    stage = entry.case.stage
    if stage == EntryStage.FAILED:
        return ObjectionAbout.CHECK, entry.case.stage_since
    if stage == EntryStage.NOT_FINALIST:
        return ObjectionAbout.RESULTS, entry.case.stage_since
    if stage in (EntryStage.WINNER, EntryStage.NOT_WINNER):
        return ObjectionAbout.RESULTS, entry.edition.announced_at
    return None, None


def may_see(person: Person, entry: Entry, now: datetime) -> bool:
    """Reads objections about the entry: its team and the office. Nobody else knows of them."""
    return bool(parts_of(person, entry, now) or seats_of(person, entry.edition) & CHECKS)
