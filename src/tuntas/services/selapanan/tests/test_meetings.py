"""The series, shifting and skipping, what rolls over, and the minutes."""

from datetime import date, timedelta

import pytest
from tests.cast import NOW

from tuntas.journal.models import Line
from tuntas.services.selapanan.actions import meetings, minutes
from tuntas.services.selapanan.actions.errors import ChangedMeanwhile, NotAllowed, NotFitting
from tuntas.services.selapanan.actions.groups import GroupFields, MemberFields, add_member, change_group, found_group
from tuntas.services.selapanan.models import Group, Meeting, Presence
from tuntas.services.selapanan.queries.meetings import agenda_of, turns
from tuntas.services.selapanan.rules.spelling import spelled_day
from tuntas.services.selapanan.terms import Attendance, MeetingStage, Seat, TaskState
from tuntas.services.selapanan.tests.circle import BASE, FIELDS, begun, held, meeting, member, moment

pytestmark = pytest.mark.django_db


def test_the_first_meeting_is_planned_with_its_weton(melati):
    first = meeting(melati)
    assert first.day == BASE and spelled_day(first.day) == "Jumat Pahing, 8 Oktober 2021"
    assert [item.topic for item in first.items.all()] == ["school", "papers", "health", "village", "cash"]


def test_a_shift_moves_one_meeting_and_nothing_else(melati, sri):
    moved = meetings.shift(group=melati, number=2, to=date(2021, 11, 14), reason="Hajatan", by=sri, now=NOW)
    assert (moved.day, moved.regular, moved.sequence) == (date(2021, 11, 14), date(2021, 11, 12), 1)
    assert [turn.day for turn in turns(melati, NOW, 3)] == [BASE, date(2021, 11, 14), date(2021, 12, 17)]
    assert spelled_day(moved.day).startswith("Minggu Wage"), "a shifted meeting is called by its own weton"
    change = moved.changes.get()
    assert (change.from_day, change.to_day, change.reason) == (date(2021, 11, 12), moved.day, "Hajatan")
    again = meetings.shift(group=melati, number=2, to=moved.regular, reason="Jadi juga", by=sri, now=NOW)
    assert not again.is_shifted and again.changes.count() == 2


@pytest.mark.parametrize(
    "to", [BASE - timedelta(days=1), date(2021, 11, 12), date(2021, 12, 17), date(2021, 10, 8)], ids=str
)
def test_days_a_meeting_cannot_move_to(melati, sri, to):
    with pytest.raises(NotFitting):
        meetings.shift(group=melati, number=2, to=to, reason="Coba", by=sri, now=NOW)
    assert Group.objects.get().base == BASE


def test_a_reason_is_needed(melati, sri):
    for verb in (meetings.skip, lambda **more: meetings.shift(to=date(2021, 10, 9), **more)):
        with pytest.raises(NotFitting, match="alasan"):
            verb(group=melati, number=1, reason="  ", by=sri, now=NOW)


def test_a_skipped_meeting_leaves_the_next_where_it_is(melati, sri):
    meetings.skip(group=melati, number=1, reason="Panen raya", by=sri, now=NOW)
    first, second = turns(melati, NOW, 2)
    assert first.is_skipped and first.reason == "Panen raya" and second.day == date(2021, 11, 12)
    assert meeting(melati, 2).case.stage == MeetingStage.PLANNED
    with pytest.raises(NotFitting):
        meetings.skip(group=melati, number=1, reason="Lagi", by=sri, now=NOW)
    back = meetings.restore(group=melati, number=1, reason="Panen mundur", by=sri, now=NOW)
    assert not back.skipped and back.day == BASE and back.sequence == 2


def test_it_begins_on_its_day_and_ends_with_a_roll_call(melati, sri):
    first = meeting(melati)
    with pytest.raises(NotFitting, match="belum tiba"):
        meetings.begin(meeting=first, by=sri, now=NOW)
    at = moment(BASE)
    first = meetings.begin(meeting=first, by=sri, now=at)
    with pytest.raises(NotFitting, match="presensi"):
        meetings.finish(meeting=first, by=sri, now=at)
    held(melati, sri)
    assert meetings.finish(meeting=first, by=sri, now=at).case.stage == MeetingStage.DONE, "a second click is harmless"
    assert Meeting.objects.filter(group=melati).count() == 2
    with pytest.raises(NotFitting, match="notulen|Notulen"):
        minutes.decide(meeting=first, text="Terlambat", by=sri, now=at)


def test_what_is_not_done_goes_to_the_next_meeting(melati, sri):
    first, at = begun(melati, sri)
    task = minutes.give_task(
        meeting=first, text="Data RT 01", owner=member(melati, "Kasmi"), due=date(2021, 11, 12), by=sri, now=at
    )
    meetings.finish(meeting=first, by=sri, now=at)
    second = held(melati, sri, 2)
    assert [one.text for one in agenda_of(second).tasks] == [] and agenda_of(meeting(melati, 3)).tasks == [task]
    task.refresh_from_db()
    assert (task.due, task.carried) == (date(2021, 12, 17), 1)
    third, at = begun(melati, sri, 3)
    minutes.end_task(task=task, state=TaskState.DONE, meeting=third, by=sri, now=at)
    meetings.finish(meeting=third, by=sri, now=at)
    task.refresh_from_db()
    assert (task.state, task.carried, task.ended_in_id) == ("done", 1, third.pk)


def test_a_skipped_meeting_passes_its_tasks_on(melati, sri):
    first, at = begun(melati, sri)
    task = minutes.give_task(meeting=first, text="Data RT 02", owner=None, due=date(2021, 11, 12), by=sri, now=at)
    meetings.finish(meeting=first, by=sri, now=at)
    meetings.skip(group=melati, number=2, reason="Banjir", by=sri, now=at)
    task.refresh_from_db()
    assert task.due == date(2021, 12, 17) and agenda_of(meeting(melati, 3)).tasks == [task]


@pytest.mark.parametrize("due", [date(2021, 10, 8), date(2021, 10, 20)], ids=str)
def test_a_task_is_due_at_a_later_meeting(melati, sri, due):
    first, at = begun(melati, sri)
    with pytest.raises(NotFitting):
        minutes.give_task(meeting=first, text="Kapan", owner=None, due=due, by=sri, now=at)


def test_minutes_of_two_writers_do_not_overwrite_each_other(melati, sri):
    first, at = begun(melati, sri)
    item = first.items.first()
    assert minutes.write_minutes(meeting=first, minutes="Satu", notes={item.pk: "x"}, revision=1, by=sri, now=at) == 2
    with pytest.raises(ChangedMeanwhile):
        minutes.write_minutes(meeting=first, minutes="Dua", notes={}, revision=1, by=sri, now=at)
    assert meeting(melati).minutes == "Satu" and first.items.first().note == "x"


def test_the_same_words_twice_are_one(melati, sri):
    first, at = begun(melati, sri)
    who = {"meeting": first, "by": sri, "now": at}
    assert minutes.decide(text="Iuran", **who) == minutes.decide(text="Iuran ", **who)
    assert minutes.decide(text="Lain", **who).number == 2
    assert minutes.add_item(title="Arisan", **who) == minutes.add_item(title="Arisan", **who)


def test_only_members_of_the_group_are_called(melati, sri, talun):
    other = found_group(place=talun, fields=GroupFields(**FIELDS | {"name": "Kenanga"}), by=sri, now=NOW)
    outsider = add_member(group=other, fields=MemberFields("Lain"), joined_on=date(2021, 10, 1), by=sri, now=NOW)
    first, at = begun(melati, sri)
    states = {outsider.pk: "present", member(melati, "Kasmi").pk: "excused", member(melati, "Sarjono").pk: "dance"}
    guests = [("Bidan <b>Contoh</b>", "Puskesmas"), ("", "")]
    assert minutes.call_roll(meeting=first, states=states, guests=guests, by=sri, now=at) == 3
    assert not Presence.objects.filter(member=outsider).exists() and first.guests.count() == 1
    assert Presence.objects.get(member__name__startswith="Kasmi").state == Attendance.EXCUSED


def test_two_treasurers_at_once_are_refused_by_action_and_database(melati, sri):
    with pytest.raises(NotFitting, match="sudah dipegang"):
        add_member(group=melati, fields=MemberFields("Dua", Seat.TREASURER), joined_on=BASE, by=sri, now=moment(BASE))
    with pytest.raises(NotFitting, match="belum tiba"):
        add_member(group=melati, fields=MemberFields("Besok"), joined_on=BASE, by=sri, now=NOW)


def test_the_base_can_change_until_the_first_thing_happened(melati, sri):
    new = GroupFields(**FIELDS | {"base": date(2021, 10, 15)})
    change_group(group=melati, fields=new, by=sri, now=NOW)
    assert meeting(melati).day == date(2021, 10, 15)
    meetings.shift(group=melati, number=1, to=date(2021, 10, 16), reason="Hujan", by=sri, now=NOW)
    with pytest.raises(NotFitting):
        change_group(group=melati, fields=GroupFields(**FIELDS), by=sri, now=NOW)


def test_strangers_and_readers_change_nothing(melati, tono, yanti, talun):
    first = meeting(melati)
    for who in (tono, yanti):
        for verb in (
            lambda who=who: meetings.skip(group=melati, number=1, reason="x", by=who, now=NOW),
            lambda who=who: meetings.begin(meeting=first, by=who, now=moment(BASE)),
            lambda who=who: found_group(place=talun, fields=GroupFields(**FIELDS), by=who, now=NOW),
        ):
            with pytest.raises(NotAllowed):
                verb()
    assert not Line.objects.filter(act="selapanan.meeting.skip").exists()
