"""Every branch of `move`."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from tuntas.casework.actions import AlreadyMoved, MoveRefused, NotAllowed, StillMissing, load_holidays, move
from tuntas.casework.models import Case, Party
from tuntas.casework.rules import missing_for, moves_open, roles_for
from tuntas.casework.terms import CaseMoved, Flow, Move, Stage
from tuntas.casework.tests.kit import CITIZEN, CLERK, FLOW, HEAD, opened
from tuntas.journal.models import Line
from tuntas.kernel import events


def test_opening_writes_the_first_step_clock_and_promise(case, clerk, now):
    assert (case.stage, case.stage_since, case.closed_at) == ("received", now, None)
    assert str(case.due_at)[:19] == "2021-10-06 23:59:59"  # two working days after Monday
    assert str(case.promised_at)[:10] == "2021-10-22"  # fourteen
    step = case.steps.get()
    assert (step.number, step.move, step.to_stage, step.by) == (1, "open", "received", clerk)
    assert case.reference.startswith("UJI-") and Line.objects.get(act="casework.opened").actor == clerk


def test_a_move_changes_stage_clock_trail_journal_and_tells(case, clerk, now, django_capture_on_commit_callbacks):
    told = []
    events.wire({CaseMoved: [told.append]})
    with django_capture_on_commit_callbacks(execute=True):
        fresh = move(
            case=case, move="check", by=clerk, now=now + timedelta(days=1), note=" lengkap ", message="Diterima"
        )
    assert fresh.stage == case.stage == "checking" and fresh.due_at == case.due_at
    step = fresh.steps.last()
    assert (step.number, step.from_stage, step.note, step.message) == (2, "received", "lengkap", "Diterima")
    assert told == [CaseMoved(case.pk, FLOW.key, "check", "received", "checking", clerk.pk)]
    assert Line.objects.get(act="test.request.check").data == {"from": "received", "to": "checking"}


def test_a_second_click_is_told_where_it_stands(case, clerk, now):
    seen_by_the_other_tab = Case.objects.get(pk=case.pk)
    move(case=case, move="check", by=clerk, now=now)
    with pytest.raises(AlreadyMoved, match="Being checked"):
        move(case=seen_by_the_other_tab, move="check", by=clerk, now=now)
    assert case.steps.count() == 2


def test_a_second_click_on_a_move_that_stays_is_caught_by_what_was_seen(case, clerk, head, now):
    move(case=case, move="check", by=clerk, now=now)
    move(case=case, move="wait", by=head, now=now, seen=2)
    with pytest.raises(AlreadyMoved):
        move(case=case, move="wait", by=head, now=now, seen=2)
    assert case.steps.count() == 3


def test_without_the_role_nothing_moves(case, clerk, head, tono, now):
    for person, key in ((tono, "check"), (head, "check"), (clerk, "reopen")):
        with pytest.raises(MoveRefused):
            move(case=case, move=key, by=person, now=now)
    with pytest.raises(NotAllowed, match="Take in"):
        move(case=case, move="check", by=tono, now=now)
    assert case.steps.count() == 1


def test_a_deactivated_person_may_nothing(case, clerk, now):
    clerk.is_active = False
    clerk.save()
    with pytest.raises(NotAllowed):
        move(case=case, move="check", by=clerk, now=now)


def test_an_unmet_need_is_said(talun, clerk, now):
    case = opened(talun, clerk, now, title="?")
    assert missing_for(case, FLOW.move("check"), now) == ["Give it a name."]
    with pytest.raises(StillMissing) as missing:
        move(case=case, move="check", by=clerk, now=now)
    assert missing.value.missing == ["Give it a name."] and case.steps.count() == 1


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_a_required_reason_must_be_written(case, clerk, now, empty):
    with pytest.raises(StillMissing):
        move(case=case, move="refuse", by=clerk, now=now, note=empty, message=empty)
    assert move(case=case, move="refuse", by=clerk, now=now, message="Bukan warga desa ini.").closed_at == now


def test_reopening_clears_the_end(case, clerk, head, now):
    move(case=case, move="refuse", by=clerk, now=now, note="x")
    fresh = move(case=case, move="reopen", by=head, now=now, note="Ternyata warga.")
    assert fresh.closed_at is None and fresh.due_at is not None


def test_unknown_moves_are_mistakes(case, clerk, now):
    with pytest.raises(KeyError, match="no move nonsense"):
        move(case=case, move="nonsense", by=clerk, now=now)


ROLES = {None: set(), CITIZEN: set(), CLERK: {"check", "refuse"}, HEAD: {"wait", "settle", "refuse", "reopen"}}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("stage", [stage.key for stage in FLOW.stages])
@pytest.mark.parametrize("key", [arrow.key for arrow in FLOW.moves])
def test_the_matrix_of_role_stage_and_move(talun, clerk, tono, now, role, stage, key):
    case = opened(talun, clerk, now)
    if role:
        Party.objects.create(case=case, person=tono, role=role)
    Case.objects.filter(pk=case.pk).update(stage=stage)
    case.refresh_from_db()
    may = key in ROLES[role] and stage in FLOW.move(key).sources
    assert (key in [arrow.key for arrow in moves_open(case, tono, now)]) == may
    if may:
        assert move(case=case, move=key, by=tono, now=now, note="alasan").stage == FLOW.move(key).to
    else:
        with pytest.raises((NotAllowed, AlreadyMoved)):
            move(case=case, move=key, by=tono, now=now, note="alasan")


def test_a_party_adds_to_what_the_flow_says(case, clerk, now):
    Party.objects.create(case=case, person=clerk, role=CITIZEN)
    assert roles_for(case, clerk, now) == {CLERK, CITIZEN}


@pytest.mark.parametrize(
    ("stages", "moves", "trouble"),
    [
        ((Stage("a", "A", "A"), Stage("a", "B", "B")), (), "unique"),
        ((Stage("a", "A", "A"),), (Move("m", "a", "b", frozenset(), "M"),), "unknown stage"),
        (
            (Stage("a", "A", "A", final=True), Stage("b", "B", "B")),
            (Move("m", "a", "b", frozenset(), "M"),),
            "needs a note",
        ),
    ],
)
def test_a_flow_that_cannot_work_is_refused_at_start(stages, moves, trouble):
    with pytest.raises(ValueError, match=trouble):
        Flow(key="bad", name="", stages=stages, moves=moves, roles_of=lambda *_: frozenset())


def test_holidays_move_the_due_day(talun, clerk, now):
    assert load_holidays(now=now) > 100 and load_holidays(now=now) == 0
    monday = now.replace(day=18)
    case = opened(talun, clerk, monday)
    assert str(case.due_at)[:10] == "2021-10-21"  # Wednesday 20 October 2021 is Maulid Nabi


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_moves(talun, clerk, now):
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("an in-memory database has one writer")
    case = opened(talun, clerk, now)
    results = []

    def attempt():
        try:
            move(case=Case.objects.get(pk=case.pk), move="check", by=clerk, now=now)
            results.append("moved")
        except AlreadyMoved:
            results.append("late")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["late"] * 7 + ["moved"]
    assert case.steps.count() == 2
