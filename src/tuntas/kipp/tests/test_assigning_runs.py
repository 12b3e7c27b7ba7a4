"""Runs as people meet them: adjusting, overriding with a reason, replaying, why me; competences behind them."""

import pytest
from django.core.management import CommandError, call_command
from tests.cast import hold

from tuntas.journal.models import Line
from tuntas.kipp.actions.assigning import NotStaff, Outdated, TooNear, add, adjust, assign
from tuntas.kipp.actions.competences import CompetenceRefused, propose, state, take_over
from tuntas.kipp.actions.conflicts import confirm
from tuntas.kipp.models import Assignment, Category, Competence, Conflict, Run, SeatHolder
from tuntas.kipp.queries.assigning import coverage, loads, overridden
from tuntas.kipp.queries.planning import Wish, plan
from tuntas.kipp.queries.previews import preview
from tuntas.kipp.queries.runs import replay
from tuntas.kipp.queries.whys import why, why_all
from tuntas.kipp.rules.barring import bars, hidden_from
from tuntas.kipp.terms import Mastery, RunMode, Seat
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed, scored
from tuntas.kipp.tests.stage import _seated
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def jury(small_edition, ratna):
    return [*jury_of(small_edition), _seated(small_edition, "Putri Juror", Seat.JUROR)]


@pytest.fixture
def entries(small_edition, dindik, dukcapil, wati, budi):
    made = [passed(small_edition, dindik, wati, f"Pekalongan {i}") for i in range(4)]
    return made + [passed(small_edition, dukcapil, budi, f"Brebes {i}") for i in range(4)]


def pairs(stage):
    return set(Assignment.objects.filter(stage=stage, removed_at=None).values_list("entry_id", "juror_id"))


def share(edition, by, each=2, seed=1):
    return assign(stage=desk(edition), per_entry=each, by=by, now=DESK_DAY, seed=seed)


def test_a_run_replays_from_what_it_kept_although_the_data_has_changed(small_edition, entries, jury, sari) -> None:
    run = share(small_edition, sari).run
    assert run.mode == RunMode.ASSIGN and run.added == 16 and run.groups == 1
    assert Assignment.objects.filter(run=run).count() == 16
    SeatHolder.objects.filter(pk=jury[0].pk).update(left_at=DESK_DAY)
    Assignment.objects.update(removed_at=DESK_DAY)
    again = replay(Run.objects.get(pk=run.pk))
    assert again and again.same and again.input_ok
    line = Line.objects.get(act="kipp.jurors_assigned")
    assert line.data["input"] == run.input_hash and line.data["result"] == run.result_hash


def test_a_run_that_was_tampered_with_says_so(small_edition, entries, jury, sari) -> None:
    run = share(small_edition, sari).run
    run.input = run.input | {"per_entry": 1}
    again = replay(run)
    assert again and not again.input_ok and not again.same


def test_a_drop_out_moves_nothing_but_the_own_open_entries(small_edition, entries, jury, sari) -> None:
    step = desk(small_edition)
    done = scored(step, entries[0], jury[0], 80, 70)
    share(small_edition, sari)
    before = pairs(step)
    mine = {pair for pair in before if pair[1] == jury[0].pk}
    done_pair = (done.entry_id, done.juror_id)
    result = adjust(stage=step, per_entry=2, without=[jury[0].pk], by=sari, now=DESK_DAY, seed=3)
    after = pairs(step)
    assert before - after == mine - {done_pair} and result.removed == len(mine) - 1
    assert done_pair in after and coverage(step) == {2: 8}
    others = [load.assigned for load in loads(step) if load.juror != jury[0]]
    assert max(others) - min(others) <= 1
    assert Line.objects.filter(act="kipp.jurors_adjusted").count() == 1
    assert adjust(stage=step, per_entry=2, without=[jury[0].pk], by=sari, now=DESK_DAY, seed=9).added == 0


def test_the_preview_names_who_gives_and_who_takes(small_edition, entries, jury, sari) -> None:
    step = desk(small_edition)
    share(small_edition, sari)
    shown = preview(step, plan(step, Wish.adjust(2, [jury[0].pk]), seed=3, now=DESK_DAY))
    assert shown.moves and all(move.givers == "Ratna Juror" and move.takers for move in shown.moves)
    line = next(line for line in shown.jurors if line.name == "Ratna Juror")
    assert line.out and line.after == 0 and line.lost == line.before
    assert sum(line.gained for line in shown.jurors) == line.before


def test_a_new_conflict_is_replaced_on_the_next_run(small_edition, entries, jury, sari, pekalongan) -> None:
    step = desk(small_edition)
    share(small_edition, sari)
    near = {entry.pk for entry in entries[:4]}
    hold(jury[0].person, Role.REGENCY_TEAM, pekalongan)
    had = {pair for pair in pairs(step) if pair[1] == jury[0].pk and pair[0] in near}
    result = adjust(stage=step, per_entry=2, by=sari, now=DESK_DAY, seed=3)
    assert result.removed >= len(had) and not had & pairs(step)
    assert coverage(step) == {2: 8}


def test_a_preview_that_has_gone_stale_does_nothing(small_edition, entries, jury, sari, dindik, wati) -> None:
    step = desk(small_edition)
    seen = plan(step, Wish(RunMode.ASSIGN, 2), seed=1, now=DESK_DAY).fingerprint
    passed(small_edition, dindik, wati, "Terlambat diperiksa")
    with pytest.raises(Outdated):
        assign(stage=step, per_entry=2, by=sari, now=DESK_DAY, seed=1, seen=seen)
    assert not Run.objects.exists() and not pairs(step)


def test_why_an_entry_stays_short_is_told(small_edition, entries, jury, sari, pekalongan) -> None:
    for seat in jury[:3]:
        hold(seat.person, Role.REGENCY_TEAM, pekalongan)
    step = desk(small_edition)
    shown = preview(step, plan(step, Wish(RunMode.ASSIGN, 2), seed=1, now=DESK_DAY))
    assert [(one.got, one.free, one.by_conflict) for one in shown.short] == [(1, 1, True)] * 4
    capped = preview(step, plan(step, Wish(RunMode.ASSIGN, 2, most=2), seed=1, now=DESK_DAY))
    assert any(not one.by_conflict for one in capped.short)


def test_a_conflict_is_overridden_only_by_an_organiser_with_a_reason(
    small_edition, entries, jury, sari, secretary, pekalongan
) -> None:
    SeatHolder.objects.create(edition=small_edition, person=secretary, seat=Seat.SECRETARIAT, added_at=DESK_DAY)
    hold(jury[0].person, Role.REGENCY_TEAM, pekalongan)
    step, entry, juror = desk(small_edition), entries[0], jury[0]
    for by, reason in ((sari, " "), (secretary, "Tidak ada juri lain")):
        with pytest.raises(TooNear):
            add(stage=step, entry=entry, juror=juror, by=by, now=DESK_DAY, despite=reason)
    made = add(stage=step, entry=entry, juror=juror, by=sari, now=DESK_DAY, despite="Tidak ada juri lain")
    assert made.despite == "Tidak ada juri lain" and list(overridden(step)) == [made]
    assert Line.objects.filter(act="kipp.conflict_overridden").count() == 1
    assert entry.pk not in hidden_from(juror, DESK_DAY) and not bars(juror, entry, DESK_DAY)
    adjust(stage=step, per_entry=1, by=sari, now=DESK_DAY, seed=3)
    assert (entry.pk, juror.pk) in pairs(step)  # nobody moves what somebody decided
    confirm(conflict=Conflict.objects.filter(entry=entry, juror=juror).first(), by=sari, now=DESK_DAY)
    assert (entry.pk, juror.pk) not in pairs(step)


def test_a_reason_without_a_conflict_is_not_kept(small_edition, entries, jury, sari) -> None:
    step = desk(small_edition)
    made = add(stage=step, entry=entries[0], juror=jury[0], by=sari, now=DESK_DAY, despite="Iseng")
    assert made.despite == "" and not overridden(step).exists()


@pytest.fixture
def health(small_edition, entries):
    made = [
        Category.objects.create(edition=small_edition, key=key, title=title, order=order)
        for order, (key, title) in enumerate([("sehat", "Kesehatan"), ("didik", "Pendidikan")], 1)
    ]
    for at, entry in enumerate(entries):
        entry.category = made[at % 2]
        entry.save(update_fields=["category"])
    return made[0]


def test_who_knows_the_category_comes_first_and_loads_stay_level(small_edition, entries, jury, sari, health) -> None:
    for seat in jury[:2]:
        state(holder=seat, levels={health.pk: Mastery.EXPERT}, by=sari, now=DESK_DAY)
    assert share(small_edition, sari).run.groups == 1
    assert {load.assigned for load in loads(desk(small_edition))} == {4}
    rows = Assignment.objects.filter(juror__in=jury[:2], entry__category=health)
    assert rows.count() >= 6  # of eight places; the rest keeps the jury in one piece


def test_a_juror_proposes_and_the_organiser_takes_over(small_edition, jury, sari, entries, health) -> None:
    seat = jury[0]
    assert propose(holder=seat, levels={health.pk: Mastery.WELL}, by=seat.person, now=DESK_DAY) == 1
    row = Competence.objects.get(holder=seat)
    assert (row.level, row.proposed) == (Mastery.UNSTATED, Mastery.WELL)
    for by, do in ((sari, propose), (seat.person, state)):
        with pytest.raises(CompetenceRefused):
            do(holder=seat, levels={health.pk: Mastery.WELL}, by=by, now=DESK_DAY)
    assert take_over(holder=seat, by=sari, now=DESK_DAY) == 1
    row.refresh_from_db()
    assert (row.level, row.proposed) == (Mastery.WELL, None)
    assert take_over(holder=seat, by=sari, now=DESK_DAY) == 0
    for levels in ({health.pk: 9}, {0: 1}):
        with pytest.raises(CompetenceRefused):
            state(holder=seat, levels=levels, by=sari, now=DESK_DAY)


def test_why_me_names_competence_load_and_the_alternatives(small_edition, entries, jury, sari, health) -> None:
    state(holder=jury[0], levels={health.pk: Mastery.EXPERT}, by=sari, now=DESK_DAY)
    share(small_edition, sari)
    row = Assignment.objects.filter(juror=jury[0], entry__category=health).select_related(
        "run", "entry__category", "juror__person"
    )[0]
    told = why(row)
    assert any("Kesehatan" in sentence for sentence in told.sentences)
    assert len(told.others) == 2 and all(one.sentence for one in told.others)


def test_a_juror_reads_reasons_without_other_jurors_or_organisations(
    small_edition, entries, jury, sari, health, pekalongan
) -> None:
    hold(jury[1].person, Role.REGENCY_TEAM, pekalongan)
    share(small_edition, sari)
    told = why_all(jury[0], desk(small_edition))
    text = " ".join([*told.rows.values(), *told.runs])
    mine = Assignment.objects.filter(juror=jury[0])
    assert set(told.rows) == set(mine.values_list("entry__case__reference", flat=True))
    secrets = [entry.organisation.name for entry in entries] + [seat.person.name for seat in jury[1:]]
    assert text and not any(secret in text for secret in secrets)


def test_nobody_but_staff_adjusts(small_edition, entries, jury, wati) -> None:
    for who in (wati, jury[0].person):
        with pytest.raises(NotStaff):
            adjust(stage=desk(small_edition), per_entry=2, by=who, now=DESK_DAY, seed=1)


def test_the_command_says_same_or_different(small_edition, entries, jury, sari, capsys) -> None:
    run = share(small_edition, sari).run
    call_command("kipp", "replay", str(run.pk))
    assert run.result_hash in capsys.readouterr().out
    Run.objects.filter(pk=run.pk).update(result_hash="0" * 64)
    with pytest.raises(SystemExit):
        call_command("kipp", "replay", str(run.pk))
    with pytest.raises(CommandError):
        call_command("kipp", "replay", "4711")
