"""The interview timetable: made, changed, told; who may and what is refused."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from tuntas.journal.models import Line
from tuntas.kipp.actions.interview import (
    MeetingRefused,
    NothingToPlan,
    NotOrganiser,
    ScoresLocked,
    drop_slot,
    make_schedule,
    put_slot,
    seat_panel,
    swap_slots,
    tell_schedule,
)
from tuntas.kipp.models import Assignment, Slot
from tuntas.kipp.queries.meetings import timetable
from tuntas.kipp.rules.schedule import DoesNotFit, Plan
from tuntas.kipp.terms import StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.stage import during, stage
from tuntas.notices.models import Notice
from tuntas.people.models import Holding
from tuntas.people.terms import Role

DAYS = (date(2021, 11, 29), date(2021, 11, 30))
PLAN = Plan(days=DAYS, starts=time(9), ends=time(9, 40))
THEN = during(StageKind.SHORTLIST)
SLUG = "kipp-kecil"


@pytest.fixture
def step(small_edition, finalists):
    return stage(small_edition, StageKind.INTERVIEW)


def test_everybody_gets_a_turn_and_a_panel(step, sari, finalists):
    made = make_schedule(stage=step, plan=PLAN, by=sari, now=THEN, room="Ruang 1")
    assert [slot.starts_at.astimezone(THEN.tzinfo).strftime("%d %H:%M") for slot in made] == [
        "29 09:00",
        "29 09:20",
        "30 09:00",
        "30 09:20",
    ]
    assert [slot.entry.title for slot in made[:2]] == ["Puspa Sehat", "Rawat Cepat"]  # the provincial track first
    assert Assignment.objects.filter(stage=step).count() == 12
    assert timetable(step).troubled == 0
    assert timetable(step).untold == 4


def test_making_it_again_replaces_it_and_doubles_no_assignment(step, sari):
    for _again in range(2):
        make_schedule(stage=step, plan=PLAN, by=sari, now=THEN, mixed=True, seed=7)
    assert Slot.objects.filter(stage=step).count() == 4
    assert Assignment.objects.filter(stage=step).count() == 12
    assert Line.objects.filter(act="kipp.schedule_made").last().data == {"turns": 4, "seed": 7}


def test_a_juror_of_the_same_regency_is_not_seated(step, sari, finalists, ratna, dindik):
    Holding.objects.create(person=ratna, role=Role.INNOVATOR, organisation=dindik, since=THEN - timedelta(days=60))
    make_schedule(stage=step, plan=PLAN, by=sari, now=THEN)
    assert Assignment.objects.filter(stage=step).count() == 11
    assert not Assignment.objects.filter(stage=step, entry=finalists[0], juror__person=ratna).exists()


def test_only_the_chosen_jurors_are_seated_and_one_taken_off_comes_back(step, sari, small_edition, finalists):
    chosen = jury_of(small_edition)[:1]
    make_schedule(stage=step, plan=PLAN, by=sari, now=THEN, jurors=chosen)
    assert Assignment.objects.filter(stage=step).count() == 4
    Assignment.objects.filter(stage=step).update(removed_at=THEN)
    seat_panel(stage=step, entries=finalists, jurors=chosen, by=sari, now=THEN)
    assert Assignment.objects.filter(stage=step, removed_at=None).count() == 4


def test_refusals(step, sari, wati, small_edition, finalists):
    with pytest.raises(NotOrganiser):
        make_schedule(stage=step, plan=PLAN, by=wati, now=THEN)
    with pytest.raises(DoesNotFit):
        make_schedule(stage=step, plan=Plan(days=DAYS[:1], starts=time(9), ends=time(9, 40)), by=sari, now=THEN)
    assert not Slot.objects.exists()
    step.locked_at = THEN
    step.save()
    with pytest.raises(ScoresLocked):
        make_schedule(stage=step, plan=PLAN, by=sari, now=THEN)


def test_without_finalists_there_is_nothing_to_plan(small_edition, sari):
    with pytest.raises(NothingToPlan):
        make_schedule(stage=stage(small_edition, StageKind.INTERVIEW), plan=PLAN, by=sari, now=THEN)


def test_moving_swapping_and_dropping_turns(step, sari, finalists):
    first, second, *_rest = make_schedule(stage=step, plan=PLAN, by=sari, now=THEN, room="Ruang 1")
    tell_schedule(stage=step, by=sari, now=THEN)
    swap_slots(one=first, other=second, by=sari, now=THEN)
    after = Slot.objects.get(pk=first.pk)
    assert after.starts_at == second.starts_at and after.told_at is None
    swap_slots(one=first, other=first, by=sari, now=THEN)
    put_slot(stage=step, entry=first.entry, starts_at=second.starts_at, room="Ruang 2", by=sari, now=THEN)
    assert Slot.objects.get(pk=first.pk).room == "Ruang 2"
    drop_slot(slot=first, by=sari, now=THEN)
    drop_slot(slot=first, by=sari, now=THEN)
    assert [entry.title for entry in timetable(step).waiting] == [first.entry.title]


def test_clashes_and_turns_outside_the_calendar_are_named(step, sari):
    first, second, *_rest = make_schedule(stage=step, plan=PLAN, by=sari, now=THEN, room="Ruang 1")
    Slot.objects.filter(pk=second.pk).update(starts_at=first.starts_at + timedelta(minutes=5))
    found = {row.slot.pk: row.troubles for row in timetable(step).rows}
    assert first.entry.title in found[second.pk][0] and "juri" in found[second.pk][0]
    Slot.objects.filter(pk=second.pk).update(starts_at=step.closes_at + timedelta(days=3))
    assert len({row.slot.pk: row.troubles for row in timetable(step).rows}[second.pk]) == 1


def test_only_finalists_are_interviewed(step, sari, small_edition, wati, agus, dindik):
    from tuntas.kipp.tests.proposals import draft

    other = draft(small_edition, dindik, wati, "Belum selesai")
    with pytest.raises(MeetingRefused):
        put_slot(stage=step, entry=other, starts_at=THEN, by=sari, now=THEN)


def test_finalists_and_jurors_are_told_once(step, sari, wati, agus, budi, ratna, tono):
    make_schedule(stage=step, plan=PLAN, by=sari, now=THEN, room="https://rapat.example.org/kipp")
    Notice.objects.all().delete()
    assert tell_schedule(stage=step, by=sari, now=THEN) == 4
    turn = Notice.objects.get(person=wati, kind="kipp.interview_turn")
    assert "30 November 2021 pukul 09.00 WIB" in turn.body and "7 menit" in turn.body
    assert "rapat.example.org" in turn.body
    assert "KUDU Sekolah" in turn.title and "Junjang" not in turn.title + turn.body
    assert Notice.objects.filter(person=agus).exists() and Notice.objects.filter(person=budi).exists()
    assert Notice.objects.get(person=ratna).kind == "kipp.interview_schedule"
    assert not Notice.objects.filter(person=tono).exists()
    count = Notice.objects.count()
    assert tell_schedule(stage=step, by=sari, now=THEN) == 0
    assert Notice.objects.count() == count


def test_an_entrant_reads_the_own_turn_only_once_it_was_told(step, sari, wati, signed_in, finalists):
    make_schedule(stage=step, plan=PLAN, by=sari, now=THEN)
    page = reverse("kipp:slots", args=[SLUG])
    own = reverse("kipp:entry", args=[SLUG, finalists[0].case.reference])
    assert signed_in(wati).get(page).status_code == 404
    assert page not in signed_in(wati).get(own).content.decode()
    tell_schedule(stage=step, by=sari, now=THEN)
    assert page in signed_in(wati).get(own).content.decode()
    answer = signed_in(wati).get(page)
    assert answer.status_code == 200
    assert "KUDU Sekolah" in answer.content.decode() and "Junjang" not in answer.content.decode()
    feed = signed_in(wati).get(reverse("kipp:slots_feed", args=[SLUG])).content.decode()
    assert feed.count("BEGIN:VEVENT") == 1 and "KUDU Sekolah" in feed
    assert signed_in(wati).get(reverse("kipp:slots_paper", args=[SLUG])).status_code == 404


def form(**changed):
    return {
        "first_day": "2021-11-29",
        "last_day": "2021-11-30",
        "starts": "09:00",
        "ends": "12:00",
        "present": "7",
        "ask": "13",
        "order": "mixed",
        "draw": "on",
    } | changed


def test_the_page_makes_a_timetable_and_keeps_what_was_typed_on_error(step, sari, small_edition, signed_in):
    page, jurors = reverse("kipp:slots_make", args=[SLUG]), [seat.pk for seat in jury_of(small_edition)]
    with time_machine.travel(THEN, tick=False):
        answer = signed_in(sari).post(page, form(jurors=jurors, break_from="10:00", room="Ruang Kaca"))
        assert answer.status_code == 200 and "Ruang Kaca" in answer.content.decode()
        assert not Slot.objects.exists()
        answer = signed_in(sari).post(page, form(jurors=jurors, ends="09:40", last_day="2021-11-29"))
        assert "2 dari 4" in answer.content.decode()
        assert signed_in(sari).post(page, form(jurors=jurors)).status_code == 302
    assert Slot.objects.count() == 4


@pytest.mark.parametrize(
    "bad",
    [
        {"last_day": "2021-11-01"},
        {"ends": "08:00"},
        {"present": "0"},
        {"present": "x"},
        {"order": "zigzag"},
        {"jurors": ["999999"]},
        {"jurors": []},
        {"first_day": "besok"},
        {"last_day": "2022-11-01"},
        {"break_from": "11:00", "break_until": "10:00"},
    ],
)
def test_bad_input_makes_nothing(bad, step, sari, small_edition, signed_in):
    jurors = [seat.pk for seat in jury_of(small_edition)]
    answer = signed_in(sari).post(reverse("kipp:slots_make", args=[SLUG]), form(jurors=jurors) | bad)
    assert answer.status_code == 200 and not Slot.objects.exists()


def test_moving_through_the_page(step, sari, signed_in):
    first, second, *_rest = make_schedule(stage=step, plan=PLAN, by=sari, now=THEN)
    page = reverse("kipp:slot", args=[SLUG, first.entry.case.reference])
    client = signed_in(sari)
    typed = {"act": "put", "day": "2021-12-01", "at": "10:30", "present": "10", "ask": "15", "room": "Aula"}
    assert client.post(page, typed).status_code == 302
    moved = Slot.objects.get(pk=first.pk)
    assert (moved.present_minutes, moved.ask_minutes, moved.room) == (10, 15, "Aula")
    assert client.post(page, {"act": "swap", "other": second.pk}).status_code == 302
    assert Slot.objects.get(pk=second.pk).room == "Aula"
    assert client.post(page, {"act": "put", "day": "x"}).status_code == 200
    assert client.post(page, {"act": "drop"}).status_code == 302
    assert client.post(page, {"act": "drop"}).status_code == 200
    assert not Slot.objects.filter(pk=first.pk).exists()


def test_the_timetable_costs_the_same_at_any_length(
    step, sari, signed_in, django_assert_max_num_queries, small_edition, finalists
):
    make_schedule(stage=step, plan=PLAN, by=sari, now=THEN)
    client, page = signed_in(sari), reverse("kipp:slots", args=[SLUG])
    client.get(page)
    with django_assert_max_num_queries(12):
        client.get(page)
