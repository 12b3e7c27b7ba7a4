"""Who may know, read and write an entry, and what a group asks of an innovation."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tuntas.kernel.clock import wib_date
from tuntas.kipp.flow.needs import repair_is_in_time, shut_since
from tuntas.kipp.models import Edition, Entry, Group, Invite
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.rules.seats import parts_of, seats_of
from tuntas.kipp.terms import EntryStage, Part, Seat, StageKind
from tuntas.people.models import Organisation, Person

NOT_YET_SENT = (EntryStage.DRAFT, EntryStage.WITH_ADMIN)


@dataclass(frozen=True)
class View:
    """What somebody is to an entry: seats in its edition, parts through its organisation."""

    seats: frozenset[Seat]
    parts: frozenset[Part]

    @property
    def team(self) -> bool:
        """Writer or local admin."""
        return bool(self.parts)

    @property
    def writer(self) -> bool:
        return Part.INNOVATOR in self.parts

    @property
    def admin(self) -> bool:
        return Part.LOCAL_ADMIN in self.parts

    @property
    def office(self) -> bool:
        """Organiser or secretariat of the edition."""
        return bool(self.seats & {Seat.ORGANISER, Seat.SECRETARIAT})

    @property
    def organiser(self) -> bool:
        return Seat.ORGANISER in self.seats


def view_of(person: Person, entry: Entry, now: datetime) -> View:
    """Seats and parts together; both empty for somebody who has nothing to do with the entry."""
    return View(seats_of(person, entry.edition), parts_of(person, entry, now))


def may_know(view: View) -> bool:
    """May learn that the entry exists. Jurors see it at their desk only, where names may be hidden."""
    return view.team or view.office


def may_read(view: View, entry: Entry) -> bool:
    """May read the text. A draft is its team's own until it is handed in; the office sees how far it is, no more."""
    return view.team or (view.office and entry.submitted_at is not None)


def registration_shut(edition: Edition, now: datetime) -> str:
    """Why nothing can be entered in the edition now, as a sentence; "" while registration is open."""
    return shut_since(stage_of_kind(edition, StageKind.REGISTRATION), edition.status, now)


def why_not_write(person: Person, entry: Entry, now: datetime) -> str:
    """Why the person cannot write in the entry now, as a sentence; "" when they can.

    Writer and local admin write a draft, the local admin what has been handed to them, both a repair.
    """
    stage, parts = entry.case.stage, parts_of(person, entry, now)
    if not parts:
        return _("Only the writer and the local admin of the organisation can change this proposal.")
    if stage == EntryStage.REPAIR:
        return str(repair_is_in_time(entry.case, now))
    if stage == EntryStage.WITH_ADMIN and Part.LOCAL_ADMIN not in parts:
        return _("The proposal is with your local admin. Take it back to write on.")
    if stage in NOT_YET_SENT:
        return registration_shut(entry.edition, now)
    return _("The proposal has been handed in and can no longer be changed.")


def months_back(day: date, months: int) -> date:
    """The same day `months` earlier, or the last day of that month: 31 March less 1 month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_in_months(started_on: date, at: date) -> int:
    """Whole months in use at `at`; 0 when it starts later."""
    months = (at.year - started_on.year) * 12 + at.month - started_on.month
    while months > 0 and months_back(at, months) < started_on:
        months -= 1
    return max(months, 0)


def latest_start(edition: Edition, group: Group) -> date | None:
    """The last day on which use may have begun: the group's minimum age back from the closing of registration.

    None while the closing time is not fixed. Source of the rule: counting back from closing to start of use is
    how the national competition counts (see the edition's preset); the number of months is the group's.
    """
    stage = stage_of_kind(edition, StageKind.REGISTRATION)
    if stage is None or stage.closes_at is None:
        return None
    return months_back(wib_date(stage.closes_at), group.min_age_months)


def is_too_young(entry: Entry) -> bool:
    """In use for a shorter time than the group asks. A hint: the secretariat decides."""
    latest = latest_start(entry.edition, entry.group)
    return bool(latest and entry.started_on and entry.started_on > latest)


def may_enter_group(organisation: Organisation, group: Group) -> bool:
    """Open groups are for all; an invited-only group for organisations, or units of one, with an invite."""
    if not group.invited_only:
        return True
    ids = [organisation.pk, *([organisation.parent_id] if organisation.parent_id else [])]
    return Invite.objects.filter(group=group, organisation_id__in=ids).exists()
