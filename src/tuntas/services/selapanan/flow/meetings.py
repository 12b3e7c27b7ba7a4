"""A meeting is planned, goes on, was held; or is skipped. Shifting leaves it planned, and the base where it was."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Move, Promise, Stage
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Person
from tuntas.services.selapanan.flow.parts import groups_read, groups_run, parts_in
from tuntas.services.selapanan.models import Presence
from tuntas.services.selapanan.terms import Attendance, Part
from tuntas.services.selapanan.terms import MeetingStage as S

BY = frozenset({Part.RUNNER})


def _day_has_come(case: Case, now: datetime) -> str:
    if wib_date(now) < case.selapanan_meeting.day:
        return gettext("The day of the meeting has not come yet. Shift it if it is held earlier.")
    return ""


def _roll_was_called(case: Case, now: datetime) -> str:
    came = Presence.objects.filter(meeting=case.selapanan_meeting, state=Attendance.PRESENT)
    return "" if came.exists() else gettext("Nobody is marked as present yet. Call the roll first.")


def _roles_of(case: Case, person: Person, now: datetime) -> frozenset[str]:
    return parts_in(person, case.selapanan_meeting.group, now) & BY


def _waiting(person: Person, now: datetime) -> QuerySet[Case]:
    """Meetings whose day has come and that are not finished."""
    return Case.objects.filter(
        flow="selapanan.meeting",
        stage__in=[S.PLANNED, S.RUNNING],
        selapanan_meeting__day__lte=wib_date(now),
        selapanan_meeting__group__in=groups_run(person, now),
    )


def _seen(person: Person, now: datetime) -> QuerySet[Case]:
    return Case.objects.filter(flow="selapanan.meeting", selapanan_meeting__group__in=groups_read(person, now))


def _link(case: Case) -> str:
    meeting = case.selapanan_meeting
    return reverse("selapanan:meeting", args=[meeting.group.place_id, meeting.group.key, meeting.number])


MEETING = Flow(
    key="selapanan.meeting",
    name=_("Meeting of a Selapanan group"),
    stages=(
        Stage(S.PLANNED, _("Planned"), _("Planned"), waits_for=Part.RUNNER, tone="info"),
        Stage(S.RUNNING, _("Going on"), _("Going on"), waits_for=Part.RUNNER),
        Stage(S.DONE, _("Held"), _("Held"), final=True, tone="ok"),
        Stage(S.SKIPPED, _("Skipped"), _("Skipped"), final=True),
    ),
    moves=(
        Move("begin", S.PLANNED, S.RUNNING, BY, _("Begin the meeting"), needs=(_day_has_come,)),
        Move("shift", S.PLANNED, S.PLANNED, BY, _("Shift to another day"), note_required=True),
        Move("skip", S.PLANNED, S.SKIPPED, BY, _("Skip this meeting"), note_required=True),
        Move("restore", S.SKIPPED, S.PLANNED, BY, _("Hold it after all"), note_required=True),
        Move("finish", S.RUNNING, S.DONE, BY, _("Finish the meeting"), needs=(_roll_was_called,)),
        Move("reopen", S.DONE, S.RUNNING, BY, _("Open the minutes again"), note_required=True),
    ),
    roles_of=_roles_of,
    promise=Promise(days=None, cost=0, visits=1),
    link=_link,
    waiting=_waiting,
    related=("selapanan_meeting__group",),
    seen=_seen,
)
