"""Telling members who have an account: one reminder a meeting, and word of a day that changed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.catalogue.queries import places_on, setting
from tuntas.kernel.clock import wib_date
from tuntas.notices.actions import tell, tell_many
from tuntas.notices.terms import worded
from tuntas.people.models import Person
from tuntas.services.selapanan.actions.planning import plan_next
from tuntas.services.selapanan.models import Group, Meeting, Member, Reminder
from tuntas.services.selapanan.rules.spelling import spelled_day
from tuntas.services.selapanan.terms import MeetingMoved, MeetingStage


def link_of(meeting: Meeting) -> str:
    """The meeting's page."""
    return reverse("selapanan:meeting", args=[meeting.group.place_id, meeting.group.key, meeting.number])


def tell_moved(event: MeetingMoved) -> None:
    """Handler: members with an account hear of the new day, or that the meeting is left out. Wired by the lobby."""
    meeting = Meeting.objects.select_related("group__place").get(pk=event.meeting_id)
    change = meeting.changes.order_by("-at", "-pk").first()
    if change is None:
        return

    def say() -> tuple[str, str]:
        if meeting.skipped:
            title = _("%(group)s does not meet on %(day)s")
        else:
            title = _("%(group)s now meets on %(day)s")
        return title % {"group": meeting.group.name, "day": spelled_day(meeting.day)}, change.reason

    accounts = Member.objects.filter(group=meeting.group, left_on=None).exclude(account=None).values("account")
    people = Person.objects.filter(pk__in=accounts).exclude(pk=change.by_id)
    tell_many(people=list(people), kind="selapanan.moved", link=link_of(meeting), now=change.at, **worded(say))


def daily(now: datetime) -> str:
    """Plans what is next everywhere the service runs, and reminds. Answers how many were reminded, in a sentence."""
    reminded = 0
    for place in places_on("selapanan"):
        ahead = timedelta(days=int(setting("selapanan", place, "remind_days")))
        for group in Group.objects.filter(place=place, ended_at=None).select_related("place", "created_by"):
            with transaction.atomic():
                plan_next(group=group, by=group.created_by, now=now)
            coming = Meeting.objects.filter(
                group=group,
                case__stage=MeetingStage.PLANNED,
                day__gte=wib_date(now),
                day__lte=wib_date(now) + ahead,
            )
            for meeting in coming.select_related("group"):
                reminded += remind(meeting=meeting, now=now)
    return _("Reminded of meetings: %d") % reminded


def remind(*, meeting: Meeting, now: datetime) -> int:
    """Remind every member with an account, each at most once for this meeting; answers how many were now."""
    members = Member.objects.filter(group=meeting.group, left_on=None, account__is_active=True)
    number = 0
    for member in members.select_related("account"):
        with transaction.atomic():
            _reminder, is_new = Reminder.objects.get_or_create(
                meeting=meeting, person=member.account, defaults={"sent_at": now}
            )
            if is_new:
                _tell(meeting, member, now)
                number += 1
    return number


def _tell(meeting: Meeting, member: Member, now: datetime) -> None:
    def say() -> tuple[str, str]:
        parts = {"group": meeting.group.name, "day": spelled_day(meeting.day)}
        return _("%(group)s meets on %(day)s") % parts, _("At %(hour)s, %(venue)s") % {
            "hour": meeting.hour.strftime("%H.%M"),
            "venue": meeting.venue,
        }

    assert member.account is not None
    tell(person=member.account, kind="selapanan.reminder", link=link_of(meeting), now=now, **worded(say))
