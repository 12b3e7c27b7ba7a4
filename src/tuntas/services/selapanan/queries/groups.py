"""Groups of a village or a regency, for lists and for the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tuntas.casework.models import Case
from tuntas.casework.terms import ReferralStatus
from tuntas.kernel.clock import wib_date
from tuntas.places.models import Place
from tuntas.services.selapanan.models import Finding, Group, Meeting, Member, Presence
from tuntas.services.selapanan.rules.series import day_of, next_number
from tuntas.services.selapanan.rules.spelling import spelled_day
from tuntas.services.selapanan.rules.weton import weton_of
from tuntas.services.selapanan.terms import Attendance, FindingStage, MeetingStage

OUTCOME = (ReferralStatus.DONE, ReferralStatus.DECLINED, ReferralStatus.TOLD)
UNFINISHED = (MeetingStage.PLANNED, MeetingStage.RUNNING)


def groups_at(place: Place) -> QuerySet[Group]:
    """The living groups of a village, or of all villages below, with what a line shows."""
    here = Q(place=place) | Q(place__code__startswith=f"{place.code}.")
    return Group.objects.filter(here, ended_at=None).select_related("place").order_by("place__name", "name", "pk")


@dataclass(frozen=True)
class GroupLine:
    """A group in a list; `next_day` is spelled with its weton. Numbers are shown to those who may read the group."""

    group: Group
    weton: str
    next_day: str
    members: int
    open_findings: int
    answers: int


def with_numbers(groups: QuerySet[Group], now: datetime) -> QuerySet[Group]:
    """The groups with their next day, members, open findings and answers to tell, in the query itself."""
    coming = Meeting.objects.filter(
        group=OuterRef("pk"), skipped=False, case__stage__in=UNFINISHED, day__gte=wib_date(now)
    )
    members = Member.objects.filter(group=OuterRef("pk"), left_on=None)
    unfinished = [FindingStage.RAISED, FindingStage.SENT]
    findings = Finding.objects.filter(group=OuterRef("pk"), case__stage__in=unfinished)
    return groups.annotate(
        coming=Subquery(coming.order_by("day").values("day")[:1]),
        members_now=_number(members),
        findings_now=_number(findings),
        answers_now=_number(findings.filter(referral__status__in=OUTCOME)),
    )


def _number(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().values("group").annotate(number=Count("pk")).values("number")
    return Subquery(counted, output_field=IntegerField())


def lines(groups: Iterable[Any], now: datetime) -> list[GroupLine]:
    """Rows for groups that come `with_numbers`; no further query."""
    return [
        GroupLine(
            group=group,
            weton=str(weton_of(group.base)),
            next_day=spelled_day(group.coming or _regular(group, now)),
            members=group.members_now or 0,
            open_findings=group.findings_now or 0,
            answers=group.answers_now or 0,
        )
        for group in groups
    ]


def _regular(group: Group, now: datetime) -> date:
    return day_of(group.base, next_number(group.base, wib_date(now)))


def waits_at(place: Place, now: datetime) -> int:
    """Meetings whose day has come and that are not finished, findings nobody passed on, answers to tell; one query."""
    meeting = Q(flow="selapanan.meeting", stage__in=UNFINISHED, selapanan_meeting__day__lte=wib_date(now))
    answered = Q(stage=FindingStage.SENT, selapanan_finding__referral__status__in=OUTCOME)
    finding = Q(flow="selapanan.finding") & (Q(stage=FindingStage.RAISED) | answered)
    return Case.objects.filter(meeting | finding, place=place).count()


@dataclass(frozen=True)
class Figures:
    """What a group, a village or a regency has done; shares in percent, None without a denominator."""

    due: int
    held: int
    came: int
    women: int
    passed_on: int
    told: int

    @property
    def held_share(self) -> int | None:
        return round(100 * self.held / self.due) if self.due else None

    @property
    def women_share(self) -> int | None:
        return round(100 * self.women / self.came) if self.came else None

    @property
    def told_share(self) -> int | None:
        return round(100 * self.told / self.passed_on) if self.passed_on else None


def figures_of(groups: QuerySet[Group], now: datetime) -> Figures:
    """Counts over all time; three queries. A meeting is due when its day has passed and it stands in the book."""
    ids = groups.order_by().values("pk")
    meetings = Meeting.objects.filter(group__in=ids, regular__lt=wib_date(now)).order_by()
    held = meetings.aggregate(due=Count("pk"), held=Count("pk", filter=Q(case__stage=MeetingStage.DONE)))
    came = Presence.objects.filter(meeting__group__in=ids, state=Attendance.PRESENT).aggregate(
        came=Count("pk"), women=Coalesce(Count("pk", filter=Q(member__sex="f")), 0)
    )
    findings = Finding.objects.filter(group__in=ids).aggregate(
        passed_on=Count("referral"), told=Count("pk", filter=Q(case__stage=FindingStage.TOLD, referral__isnull=False))
    )
    return Figures(**held, **came, **findings)


def numbers_by_village(groups: QuerySet[Group]) -> list[tuple[Place, int]]:
    """How many groups each village has."""
    by_code = dict(groups.order_by().values_list("place").annotate(number=Count("pk")))
    return [(place, by_code[place.pk]) for place in Place.objects.filter(pk__in=by_code).order_by("name", "pk")]
