"""Planning meetings: the next one always stands in the book, later ones when somebody shifts or skips them."""

from datetime import datetime

from django.utils.translation import override

from tuntas.casework.actions import open_case
from tuntas.casework.terms import ReferralStatus
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Person
from tuntas.services.selapanan.flow import MEETING
from tuntas.services.selapanan.models import AgendaItem, Finding, Group, Meeting
from tuntas.services.selapanan.rules.series import day_of, next_number
from tuntas.services.selapanan.rules.weton import weton_of
from tuntas.services.selapanan.terms import STANDING, FindingStage, MeetingStage

OPEN = (MeetingStage.PLANNED, MeetingStage.RUNNING)


def planned(*, group: Group, number: int, by: Person, now: datetime) -> Meeting:
    """The meeting of that number, made if it is not there; the caller holds the group's lock."""
    found = Meeting.objects.select_related("case", "group__place").filter(group=group, number=number).first()
    if found is not None:
        return found
    day = day_of(group.base, number)
    with override("id"):
        title = f"{group.name}: {weton_of(day)} {day.isoformat()}"
    case = open_case(
        flow=MEETING, prefix="SEL", title=title[:200], place=group.place, by=by, now=now, is_sample=group.is_sample
    )
    meeting = Meeting.objects.create(
        case=case, group=group, number=number, regular=day, day=day, hour=group.hour, venue=group.venue
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=at, topic=topic) for at, topic in enumerate(STANDING, start=1)
    )
    return meeting


def plan_next(*, group: Group, by: Person, now: datetime, after: int = 0) -> Meeting:
    """The next meeting after that number that is not skipped and not over; answers stand on its agenda."""
    number = max(after + 1, next_number(group.base, wib_date(now)))
    ended = set(
        group.meetings.filter(number__gte=number).exclude(case__stage__in=OPEN).values_list("number", flat=True)
    )
    while number in ended:
        number += 1
    meeting = planned(group=group, number=number, by=by, now=now)
    carry_answers(group=group, now=now)
    return meeting


def next_open(group: Group, now: datetime) -> Meeting | None:
    """The meeting that will hear what is new: the one going on, else the next to come, else the last one planned."""
    rows = list(group.meetings.filter(case__stage__in=OPEN).select_related("case").order_by("day"))
    going_on = [row for row in rows if row.case.stage == MeetingStage.RUNNING]
    to_come = [row for row in rows if row.day >= wib_date(now)]
    return next(iter([*going_on, *to_come, *rows[::-1]]), None)


def answered_findings(group: Group) -> "list[Finding]":
    """Findings whose outcome is known and was not told to the group yet."""
    known = (ReferralStatus.DONE, ReferralStatus.DECLINED, ReferralStatus.TOLD)
    return list(
        Finding.objects.filter(group=group, case__stage=FindingStage.SENT, referral__status__in=known).select_related(
            "agenda__case"
        )
    )


def carry_answers(*, group: Group, now: datetime) -> None:
    """Every answer that was not told yet stands on the next agenda, until a meeting ticks it."""
    meeting = next_open(group, now)
    ids = [
        finding.pk
        for finding in answered_findings(group)
        if finding.agenda is None or finding.agenda.case.stage not in OPEN
    ]
    if meeting is not None and ids:
        Finding.objects.filter(pk__in=ids).update(agenda=meeting)
