"""What happens in a meeting: roll call, minutes, decisions, tasks, items of the group's own."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.services.selapanan.actions.errors import ChangedMeanwhile, NotFitting, locked, must
from tuntas.services.selapanan.models import AgendaItem, Decision, Guest, Meeting, Member, Presence, Task
from tuntas.services.selapanan.queries.members import members_on
from tuntas.services.selapanan.rules.series import number_of
from tuntas.services.selapanan.terms import Attendance, MeetingStage, Part, TaskState, Topic

MOST_ITEMS = 40


def _open(meeting: Meeting, by: Person, now: datetime, stages: Sequence[str] = (MeetingStage.RUNNING,)) -> Meeting:
    """The meeting, fresh and locked with its group, if it stands where it may be written."""
    must(by, meeting.group, Part.RUNNER, now)
    locked(meeting.group)
    fresh = Meeting.objects.select_related("case", "group__place").get(pk=meeting.pk)
    if fresh.case.stage not in stages:
        raise NotFitting(_("The minutes are written while the meeting goes on. Begin it, or open it again."))
    return fresh


@transaction.atomic
def call_roll(
    *,
    meeting: Meeting,
    states: Mapping[int, str],
    guests: Sequence[tuple[str, str]],
    by: Person,
    now: datetime,
) -> int:
    """Note who came (member id → state) and which guests; answers how many came. Others than members are left out."""
    fresh = _open(meeting, by, now)
    known = {member.pk for member in members_on(fresh.group, fresh.day)}
    rows = [
        Presence(meeting=fresh, member_id=pk, state=Attendance(state))
        for pk, state in states.items()
        if pk in known and state in Attendance.values
    ]
    Presence.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["meeting", "member"], update_fields=["state"]
    )
    fresh.guests.all().delete()
    Guest.objects.bulk_create(
        Guest(meeting=fresh, name=clean(name)[:80], origin=clean(origin)[:120])
        for name, origin in guests[:30]
        if clean(name)
    )
    came = fresh.presences.filter(state=Attendance.PRESENT).count()
    record(act="selapanan.roll_called", subject=fresh, by=by, now=now, data={"came": came})
    return came


@transaction.atomic
def write_minutes(
    *, meeting: Meeting, minutes: str, notes: Mapping[int, str], revision: int, by: Person, now: datetime
) -> int:
    """Keep the minutes and the notes by agenda item; answers the new revision.

    Raises `ChangedMeanwhile` when somebody else has saved since `revision`.
    """
    fresh = _open(meeting, by, now)
    if fresh.revision != revision:
        raise ChangedMeanwhile(_("Somebody else has written in these minutes meanwhile. Load the page anew."))
    for item in fresh.items.all():
        note = clean(notes.get(item.pk, item.note))
        if note != item.note:
            item.note = note
            item.save(update_fields=["note"])
    fresh.minutes, fresh.revision = clean(minutes), revision + 1
    fresh.save(update_fields=["minutes", "revision"])
    record(act="selapanan.minuted", subject=fresh, by=by, now=now, data={"revision": fresh.revision})
    return fresh.revision


@transaction.atomic
def add_item(*, meeting: Meeting, title: str, by: Person, now: datetime) -> AgendaItem:
    """An item of the group's own, at the end of the agenda. The same words twice are one item."""
    fresh = _open(meeting, by, now, (MeetingStage.PLANNED, MeetingStage.RUNNING))
    words = clean(title)[:160]
    if same := fresh.items.filter(title=words).first():
        return same
    last = fresh.items.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_ITEMS:
        raise NotFitting(_("The agenda is full."))
    item = AgendaItem.objects.create(meeting=fresh, position=last + 1, topic=Topic.OWN, title=words)
    record(act="selapanan.item_added", subject=fresh, by=by, now=now, data={"item": item.pk})
    return item


@transaction.atomic
def decide(*, meeting: Meeting, text: str, by: Person, now: datetime) -> Decision:
    """Write down a decision with the next number. The same words twice are one decision."""
    fresh = _open(meeting, by, now)
    words = clean(text)
    if same := fresh.decisions.filter(text=words).first():
        return same
    last = fresh.decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(meeting=fresh, number=last + 1, text=words)
    record(act="selapanan.decided", subject=fresh, by=by, now=now, data={"decision": decision.number})
    return decision


@transaction.atomic
def give_task(*, meeting: Meeting, text: str, owner: Member | None, due: date, by: Person, now: datetime) -> Task:
    """Somebody promises to do something until a later meeting of the series. The same words twice are one task."""
    fresh = _open(meeting, by, now)
    if owner is not None and owner.group_id != fresh.group_id:
        raise NotFitting(_("Choose a member of this group."))
    if number_of(fresh.group.base, due) is None or due <= fresh.regular:
        raise NotFitting(_("A task is due at a later meeting of the group."))
    task, is_new = Task.objects.get_or_create(
        group=fresh.group, raised=fresh, text=clean(text)[:300], owner=owner, defaults={"due": due}
    )
    if is_new:
        record(act="selapanan.task_given", subject=task, by=by, now=now, data={"meeting": fresh.pk})
    return task


@transaction.atomic
def end_task(*, task: Task, state: TaskState, meeting: Meeting, by: Person, now: datetime) -> Task:
    """Done, given up, or taken up again. A second click changes nothing."""
    fresh = _open(meeting, by, now)
    if task.group_id != fresh.group_id:
        raise NotFitting(_("That task belongs to another group."))
    found = Task.objects.select_for_update().get(pk=task.pk)
    if found.state == state:
        return found
    found.state, found.ended_in = state, None if state == TaskState.OPEN else fresh
    found.save(update_fields=["state", "ended_in"])
    record(act=f"selapanan.task_{state}", subject=found, by=by, now=now, data={"meeting": fresh.pk})
    return found
