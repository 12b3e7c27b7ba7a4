"""Shifting, skipping, beginning and finishing a meeting."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tuntas.casework.actions import MoveRefused, move
from tuntas.casework.actions.cases import reason_wanted
from tuntas.kernel.bilingual import both
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.services.selapanan.actions.errors import NotFitting, locked, must
from tuntas.services.selapanan.actions.planning import carry_answers, plan_next, planned
from tuntas.services.selapanan.models import DayChange, Group, Meeting, Task
from tuntas.services.selapanan.rules.series import day_of, why_not_shift
from tuntas.services.selapanan.rules.weton import weton_of
from tuntas.services.selapanan.terms import MeetingMoved, MeetingStage, Part, TaskState


def _moved(meeting: Meeting, key: str, by: Person, now: datetime, **words: Any) -> Meeting:
    """One move of the meeting's case; what casework refuses is refused in its words."""
    if "note" in words and not words["note"]:
        raise NotFitting(reason_wanted())
    try:
        move(case=meeting.case, move=key, by=by, now=now, **words)
    except MoveRefused as refused:
        raise NotFitting(str(refused)) from refused
    return Meeting.objects.select_related("case", "group__place").get(pk=meeting.pk)


@transaction.atomic
def shift(*, group: Group, number: int, to: date, reason: str, by: Person, now: datetime) -> Meeting:
    """Hold this one on another day; the base, and with it every other meeting, stays. The reason is kept."""
    must(by, group, Part.RUNNER, now)
    fresh = locked(group)
    meeting = planned(group=fresh, number=number, by=by, now=now)
    taken = fresh.meetings.filter(skipped=False).exclude(pk=meeting.pk).values_list("day", flat=True)
    back_home = to == meeting.regular and meeting.is_shifted
    ask: dict[str, Any] = {"base": fresh.base, "number": number, "to": to, "today": wib_date(now), "taken": list(taken)}
    if not back_home and (sentence := why_not_shift(**ask)):
        raise NotFitting(sentence)
    if to == meeting.day:
        raise NotFitting(_("It is on that day already."))
    words = _said(lambda: f"{weton_of(meeting.day)} {meeting.day} → {weton_of(to)} {to}")
    _moved(meeting, "shift", by, now, note=clean(reason), **words)
    return _changed(meeting, to, reason, by, now)


@transaction.atomic
def skip(*, group: Group, number: int, reason: str, by: Person, now: datetime) -> Meeting:
    """Leave this one out; the next stays on its day, and what was open goes there."""
    must(by, group, Part.RUNNER, now)
    fresh = locked(group)
    meeting = planned(group=fresh, number=number, by=by, now=now)
    _moved(meeting, "skip", by, now, note=clean(reason))
    found = _changed(meeting, None, reason, by, now)
    following = plan_next(group=fresh, by=by, now=now)
    _roll_over(found, following)
    return found


@transaction.atomic
def restore(*, group: Group, number: int, reason: str, by: Person, now: datetime) -> Meeting:
    """Hold a skipped meeting after all, on its regular day, if that has not passed."""
    must(by, group, Part.RUNNER, now)
    fresh = locked(group)
    meeting = planned(group=fresh, number=number, by=by, now=now)
    if meeting.regular < wib_date(now):
        raise NotFitting(_("That day has passed."))
    _moved(meeting, "restore", by, now, note=clean(reason))
    found = _changed(meeting, meeting.regular, reason, by, now)
    carry_answers(group=fresh, now=now)
    return found


def _changed(meeting: Meeting, to: date | None, reason: str, by: Person, now: datetime) -> Meeting:
    """Write the day and its history, and let members with an account know."""
    DayChange.objects.create(
        meeting=meeting, from_day=meeting.day, to_day=to, reason=clean(reason)[:300], by=by, at=now
    )
    day = to or meeting.day
    try:
        with transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(day=day, skipped=to is None, sequence=F("sequence") + 1)
    except IntegrityError as error:
        raise NotFitting(_("The group meets on that day already.")) from error
    publish(MeetingMoved(meeting.pk))
    return Meeting.objects.select_related("case", "group__place").get(pk=meeting.pk)


@transaction.atomic
def begin(*, meeting: Meeting, by: Person, now: datetime) -> Meeting:
    """The meeting begins, on its day or later. A second click changes nothing."""
    must(by, meeting.group, Part.RUNNER, now)
    locked(meeting.group)
    meeting.case.refresh_from_db()
    if meeting.case.stage == MeetingStage.RUNNING:
        return meeting
    return _moved(meeting, "begin", by, now)


@transaction.atomic
def finish(*, meeting: Meeting, by: Person, now: datetime) -> Meeting:
    """The meeting is over: open tasks roll over, answers not told stand on the next agenda, the next one is planned."""
    must(by, meeting.group, Part.RUNNER, now)
    group = locked(meeting.group)
    meeting.case.refresh_from_db()
    if meeting.case.stage == MeetingStage.DONE:
        return meeting
    done = _moved(meeting, "finish", by, now)
    following = plan_next(group=group, by=by, now=now, after=done.number)
    _roll_over(done, following)
    return done


@transaction.atomic
def reopen(*, meeting: Meeting, reason: str, by: Person, now: datetime) -> Meeting:
    """The minutes are opened again, for a reason that is kept."""
    must(by, meeting.group, Part.RUNNER, now)
    locked(meeting.group)
    return _moved(meeting, "reopen", by, now, note=clean(reason))


def _roll_over(meeting: Meeting, following: Meeting) -> None:
    """What is open and was due by then is due at the following meeting; a second time changes nothing."""
    due = Task.objects.filter(group=meeting.group, state=TaskState.OPEN, due__lte=meeting.regular)
    due.update(due=following.regular, carried=F("carried") + 1)


def due_days(group: Group, after: int, how_many: int = 4) -> list[date]:
    """Regular days a task may be due on."""
    return [day_of(group.base, number) for number in range(after + 1, after + 1 + how_many)]


def _said(say: Any) -> dict[str, str]:
    message, message_en = both(say)
    return {"message": message, "message_en": message_en}
