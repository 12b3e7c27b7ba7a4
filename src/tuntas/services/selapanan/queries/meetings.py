"""Meetings as they are shown: the schedule, the agenda, one meeting's whole page."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from tuntas.casework.flow import waits_for_module
from tuntas.casework.terms import ReferralStatus
from tuntas.kernel.clock import wib_date
from tuntas.services.selapanan.models import Finding, Group, Meeting, Member, Presence, Task
from tuntas.services.selapanan.queries.members import members_on
from tuntas.services.selapanan.rules.series import upcoming
from tuntas.services.selapanan.terms import (
    AHEAD,
    GOES_TO,
    TAKEN_BY,
    Attendance,
    FindingStage,
    MeetingStage,
    TaskState,
)

KNOWN = (ReferralStatus.DONE, ReferralStatus.DECLINED, ReferralStatus.TOLD)
SAID = {
    MeetingStage.PLANNED: ("info", MeetingStage.PLANNED.label),
    MeetingStage.RUNNING: ("wait", MeetingStage.RUNNING.label),
    MeetingStage.DONE: ("ok", MeetingStage.DONE.label),
    MeetingStage.SKIPPED: ("none", MeetingStage.SKIPPED.label),
}


def meeting_of(group: Group, number: int) -> Meeting | None:
    """The meeting of that number, if it stands in the book."""
    found = Meeting.objects.select_related("case", "group__place").filter(group=group, number=number).first()
    if found is not None:
        found.group = group
    return found


def past(group: Group, now: datetime) -> QuerySet[Meeting]:
    """Meetings whose day is over or that have ended, newest first, with who came and what was found; one query."""
    over = Q(day__lt=wib_date(now)) | Q(case__stage__in=[MeetingStage.DONE, MeetingStage.SKIPPED])
    came = Count("presences", filter=Q(presences__state=Attendance.PRESENT), distinct=True)
    rows = Meeting.objects.filter(over, group=group).select_related("case")
    return rows.annotate(came=came, found=Count("findings", distinct=True)).order_by("-number")


@dataclass(frozen=True)
class Turn:
    """A day of the series to come: the regular day, and what became of it."""

    number: int
    regular: date
    day: date
    stage: str
    meeting: Meeting | None
    reason: str = ""

    @property
    def tone(self) -> str:
        return SAID[MeetingStage(self.stage)][0]

    @property
    def said(self) -> object:
        return SAID[MeetingStage(self.stage)][1]

    @property
    def is_shifted(self) -> bool:
        return self.day != self.regular and not self.is_skipped

    @property
    def is_skipped(self) -> bool:
        return self.stage == MeetingStage.SKIPPED

    @property
    def is_planned(self) -> bool:
        return self.stage == MeetingStage.PLANNED


def turns(group: Group, now: datetime, how_many: int = AHEAD) -> list[Turn]:
    """What is to come, regular days and changed ones; two queries."""
    days = upcoming(group.base, wib_date(now), how_many)
    first = days[0][0]
    rows = Meeting.objects.filter(group=group, number__gte=first - 1, number__lt=first + how_many)
    known = {row.number: row for row in rows.select_related("case").prefetch_related("changes")}
    late = known.get(first - 1)
    if late is not None and late.day >= wib_date(now):
        days = [(late.number, late.regular), *days]
    return [_turn(number, day, known.get(number)) for number, day in days]


def _turn(number: int, regular: date, meeting: Meeting | None) -> Turn:
    if meeting is None:
        return Turn(number, regular, regular, MeetingStage.PLANNED, None)
    changes = list(meeting.changes.all())
    return Turn(number, regular, meeting.day, meeting.case.stage, meeting, changes[-1].reason if changes else "")


@dataclass(frozen=True)
class Told:
    """A finding as the agenda shows it: the answer, or with whom it lies since when."""

    finding: Finding
    taken_by: object
    outcome: str
    is_answered: bool
    is_done: bool
    is_told: bool
    is_accepted: bool
    no_module: bool
    since: datetime


def told(findings: list[Finding], group: Group) -> list[Told]:
    """What became of findings at hand; at most one look at each kind of service."""
    kinds = {GOES_TO[finding.kind] for finding in findings}
    off = {kind: waits_for_module(kind, group.place) for kind in kinds}
    return [_told(finding, off[GOES_TO[finding.kind]]) for finding in findings]


def _told(finding: Finding, off: bool) -> Told:
    referral, kind = finding.referral, GOES_TO[finding.kind]
    status = referral.status if referral else ""
    return Told(
        finding=finding,
        taken_by=TAKEN_BY[kind],
        outcome=referral.outcome if referral else "",
        is_answered=status in KNOWN,
        is_done=status in (ReferralStatus.DONE, ReferralStatus.TOLD),
        is_told=finding.case.stage == FindingStage.TOLD,
        is_accepted=status == ReferralStatus.ACCEPTED,
        no_module=off and status == ReferralStatus.SENT,
        since=referral.since if referral else finding.case.stage_since,
    )


def findings_of(group: Group) -> QuerySet[Finding]:
    """All findings of a group, what is open first, newest first."""
    return (
        Finding.objects.filter(group=group)
        .select_related("case", "referral", "meeting")
        .order_by("case__closed_at", "-pk")
    )


@dataclass
class Agenda:
    """A meeting's agenda: answers first, then what was promised, then the standing items."""

    answers: list[Told] = field(default_factory=list)
    waiting: list[Told] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def agenda_of(meeting: Meeting) -> Agenda:
    """Answers that stand on this agenda or were told here, what still waits, and tasks due; two queries."""
    mine = Q(agenda=meeting) | Q(told_in=meeting)
    found = list(
        Finding.objects.filter(mine | Q(case__stage=FindingStage.SENT, agenda=None), group=meeting.group)
        .select_related("case", "referral", "meeting")
        .order_by("pk")
    )
    shown = told(found, meeting.group)
    here = [one for one in shown if one.finding.agenda_id == meeting.pk or one.finding.told_in_id == meeting.pk]
    due = Q(state=TaskState.OPEN, due__lte=meeting.regular) | Q(ended_in=meeting)
    tasks = Task.objects.filter(due, group=meeting.group).exclude(raised=meeting).select_related("owner", "raised")
    return Agenda(
        answers=[one for one in here if one.is_answered],
        waiting=[one for one in shown if not one.is_answered and one.finding.meeting_id != meeting.pk],
        tasks=list(tasks.order_by("state", "due", "pk")),
    )


def roll_of(meeting: Meeting) -> list[tuple[Member, str]]:
    """The members of that day with whether they came; empty where nobody asked yet. Two queries."""
    known = dict(Presence.objects.filter(meeting=meeting).values_list("member", "state"))
    return [(member, known.get(member.pk, "")) for member in members_on(meeting.group, meeting.day)]
