"""Who coaches what, and who may see and do what around it.

A mentor reads the proposal and writes with its team; a juror sees nothing of it. Whoever coaches an entry is barred
from judging it, and whoever was ever asked to judge it does not coach it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tuntas.kipp.flow.needs import coaching_is_open
from tuntas.kipp.models import Assignment, Edition, Entry, Mentorship, Stage
from tuntas.kipp.rules.seats import CHECKS, parts_of, seats_of
from tuntas.kipp.terms import EntryStage, Seat, StageKind
from tuntas.people.models import Person

COACHED = (EntryStage.FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)


@dataclass(frozen=True)
class Coached:
    """What somebody is to the coaching of an entry."""

    team: bool
    mentor: bool
    office: bool
    organiser: bool

    @property
    def any(self) -> bool:
        """May know of it."""
        return self.team or self.mentor or self.office

    @property
    def reads_notes(self) -> bool:
        """Mentors' own notes are for mentors and the office, never for the team or a juror."""
        return (self.mentor or self.office) and not self.team


def has_coaching(edition: Edition) -> bool:
    """The edition's calendar has a coaching stage."""
    return Stage.objects.filter(edition=edition, kind=StageKind.COACHING).exists()


def coaches(person: Person, entry: Entry) -> bool:
    """Is a mentor of the entry now."""
    found = Mentorship.objects.filter(entry=entry, ended_at=None)
    return bool(person.is_authenticated) and found.filter(mentor=person).exists()


def coached_by(person: Person, entry: Entry, now: datetime) -> Coached:
    """Team, mentor, office: who this is to the entry's coaching; all False for everybody else."""
    if not person.is_authenticated or not person.is_active:
        return Coached(False, False, False, False)
    seats = seats_of(person, entry.edition)
    return Coached(
        bool(parts_of(person, entry, now)), coaches(person, entry), bool(seats & CHECKS), Seat.ORGANISER in seats
    )


def why_not_coach(person: Person, entry: Entry, now: datetime) -> str:
    """What forbids it whatever reason is given, as a sentence; "" when nothing does."""
    if parts_of(person, entry, now):
        return _("%(name)s belongs to the team of this proposal.") % {"name": person.name}
    if Assignment.objects.filter(entry=entry, juror__person=person).exists():
        return _("%(name)s was asked to judge this proposal and cannot coach it.") % {"name": person.name}
    return ""


def why_not_open(entry: Entry, now: datetime) -> str:
    """Why nothing is coached now, as a sentence; "" while it goes on."""
    if entry.case.stage != EntryStage.FINALIST:
        return _("Only finalists are coached.")
    return str(coaching_is_open(entry.case, now))


def why_not_name(entry: Entry, now: datetime) -> str:
    """Why no mentor can be named now: as `why_not_open`, but before the coaching begins they can."""
    stage = Stage.objects.filter(edition=entry.edition_id, kind=StageKind.COACHING).first()
    begins = stage.opens_at if stage else None
    return why_not_open(entry, max(now, begins) if begins else now)
