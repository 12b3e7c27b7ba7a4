"""Conflicts on record: found again, dismissed, confirmed, added by hand; ties, stepping back, scores ruled upon."""

import pytest
from tests.cast import NOW, hold

from tuntas.journal.models import Line
from tuntas.kipp.actions.checking import pass_check, save_checks
from tuntas.kipp.actions.conflicts import (
    ConflictRefused,
    NotOrganiser,
    ReasonMissing,
    add_by_hand,
    clear,
    confirm,
    dismiss,
    recompute,
)
from tuntas.kipp.actions.interview import seat_panel
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.rulings import NothingScored, StageLocked, rule_on_scores
from tuntas.kipp.actions.seats import seat
from tuntas.kipp.actions.ties import NotYourSeat, Target, TiesStand, declare, declare_independent, recuse, withdraw
from tuntas.kipp.models import Assignment, Conflict, SeatHolder, Sheet, Statement, Tie
from tuntas.kipp.queries.conflict_list import Filters, conflicts, in_words, loud
from tuntas.kipp.queries.foresight import foresee
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.rules.barring import bars
from tuntas.kipp.terms import ConflictKind, ConflictState, ScoresRuling, Seat, TieKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, passed, scored
from tuntas.kipp.tests.proposals import sent
from tuntas.kipp.tests.stage import during, stage
from tuntas.notices.models import Notice
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db
K, S = ConflictKind, ConflictState


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def entry(small_edition, dukcapil, budi):
    return passed(small_edition, dukcapil, budi, "Junjang Adminduk")


@pytest.fixture
def near(jury, entry, brebes):
    """Ratna volunteers in the entry's regency."""
    return hold(jury[0].person, Role.VOLUNTEER, brebes)


def look(edition, by=None):
    return recompute(edition=edition, by=by, now=DESK_DAY)


def test_looking_again_writes_once_and_ends_what_is_gone(small_edition, jury, entry, near, sari):
    first = look(small_edition, sari)
    assert (first.found, first.again, first.ended) == (1, 0, 0)
    row = Conflict.objects.get()
    assert (row.kind, row.juror, row.entry, row.state) == (K.REGENCY, jury[0], entry, S.FOUND)
    assert not look(small_edition, sari).changed
    assert Line.objects.filter(act="kipp.conflicts_recomputed").count() == 1
    near.delete()
    assert look(small_edition).ended == 1 and not look(small_edition).changed
    row.refresh_from_db()
    assert row.ended_at == DESK_DAY and not bars(jury[0], entry, DESK_DAY)


def test_a_false_hit_stays_dismissed_until_something_new_shows(small_edition, jury, entry, near, sari, dukcapil):
    look(small_edition)
    row = Conflict.objects.get()
    with pytest.raises(ReasonMissing):
        dismiss(conflict=row, reason=" \n", by=sari, now=DESK_DAY)
    dismiss(conflict=row, reason="Pindah kabupaten.", by=sari, now=DESK_DAY)
    assert not look(small_edition).changed and not bars(jury[0], entry, DESK_DAY)
    hold(jury[0].person, Role.VOLUNTEER, entry.organisation.place)
    assert look(small_edition).again == 1
    row.refresh_from_db()
    assert row.state == S.FOUND and row.again and row.reason == "Pindah kabupaten." and len(row.evidence) == 2
    dismiss(conflict=row, reason="Juga bukan.", by=sari, now=DESK_DAY)
    row.refresh_from_db()
    assert row.state == S.DISMISSED and not row.again


def test_only_organisers_of_this_edition_decide(small_edition, jury, entry, near, sari, wati, tono, secretary, edition):
    look(small_edition)
    row = Conflict.objects.get()
    helper = SeatHolder.objects.create(
        edition=small_edition, person=secretary, seat=Seat.SECRETARIAT, added_at=NOW
    ).person
    SeatHolder.objects.create(edition=edition, person=wati, seat=Seat.ORGANISER, added_at=NOW)
    for other in (helper, jury[0].person, jury[1].person, wati, tono, entry.created_by):
        for act in (
            lambda: dismiss(conflict=row, reason="x", by=other, now=DESK_DAY),  # noqa: B023
            lambda: confirm(conflict=row, by=other, now=DESK_DAY),  # noqa: B023
            lambda: add_by_hand(juror=jury[1], entry=entry, evidence="x", by=other, now=DESK_DAY),  # noqa: B023
            lambda: clear(juror=jury[0], entry=entry, reason="x", by=other, now=DESK_DAY),  # noqa: B023
            lambda: rule_on_scores(conflict=row, ruling=ScoresRuling.KEPT, reason="x", by=other, now=DESK_DAY),  # noqa: B023
        ):
            with pytest.raises(NotOrganiser):
                act()
    assert Conflict.objects.get().state == S.FOUND


def test_confirming_takes_the_entry_off_the_desk_and_outlives_the_evidence(small_edition, jury, entry, near, sari):
    given = give(desk(small_edition), entry, jury[0])
    look(small_edition)
    assert loud(small_edition).assigned == 1
    confirm(conflict=Conflict.objects.get(), by=sari, now=DESK_DAY)
    given.refresh_from_db()
    assert given.removed_at == DESK_DAY and loud(small_edition).assigned == 0
    near.delete()
    look(small_edition)
    assert [bar.kind for bar in bars(jury[0], entry, DESK_DAY)] == [K.REGENCY]
    assert Line.objects.filter(act="kipp.conflict_confirmed").exists()


def test_by_hand_with_evidence_twice_is_once(small_edition, jury, entry, sari, dindik, wati, edition):
    for _again in range(2):
        add_by_hand(juror=jury[1], entry=entry, evidence="Menulis buku bersama.", by=sari, now=DESK_DAY)
    row = Conflict.objects.get()
    assert (row.kind, row.state, row.evidence) == (K.HAND, S.CONFIRMED, [{"note": "Menulis buku bersama."}])
    assert in_words([row])[row.pk] == ["Menulis buku bersama."]
    assert bars(jury[1], entry, DESK_DAY) and not look(small_edition).changed
    with pytest.raises(ConflictRefused):
        add_by_hand(juror=small_edition.seats.get(person=sari), entry=entry, evidence="x", by=sari, now=DESK_DAY)


def test_clearing_dismisses_all_but_never_a_step_back(small_edition, jury, entry, near, sari):
    assert clear(juror=jury[0], entry=entry, reason="Sudah lama pindah.", by=sari, now=DESK_DAY) == 1
    assert not bars(jury[0], entry, DESK_DAY)
    give(desk(small_edition), entry, jury[1])
    recuse(juror=jury[1], entry=entry, reason="Kerabat.", by=jury[1].person, now=DESK_DAY)
    with pytest.raises(ConflictRefused):
        clear(juror=jury[1], entry=entry, reason="x", by=sari, now=DESK_DAY)


def test_a_tie_is_declared_once_and_touches_what_it_names(small_edition, jury, entry, dukcapil):
    said = {"juror": jury[0], "kind": TieKind.FINANCIAL, "target": Target(organisation=dukcapil), "now": DESK_DAY}
    tie = declare(by=jury[0].person, note="Honor narasumber.", **said)
    assert declare(by=jury[0].person, note="Honor narasumber.", **said) == tie
    row = Conflict.objects.get()
    assert (row.kind, row.entry) == (K.TIE, entry) and "Honor narasumber." in in_words([row])[row.pk][0]
    withdraw(tie=tie, by=jury[0].person, now=DESK_DAY)
    withdraw(tie=tie, by=jury[0].person, now=DESK_DAY)
    assert not bars(jury[0], entry, DESK_DAY) and Conflict.objects.get().ended_at
    assert Line.objects.filter(act="kipp.tie_withdrawn").count() == 1


def test_only_the_juror_speaks_for_the_juror(small_edition, jury, entry, dukcapil, sari, wati):
    tie = declare(
        juror=jury[0], kind=TieKind.OTHER, target=Target(organisation=dukcapil), by=jury[0].person, now=DESK_DAY
    )
    give(desk(small_edition), entry, jury[1])
    for other in (sari, wati, jury[2].person):
        for act in (
            lambda: declare(juror=jury[0], kind=TieKind.OTHER, target=Target(organisation=dukcapil), by=other, now=NOW),  # noqa: B023
            lambda: withdraw(tie=tie, by=other, now=NOW),  # noqa: B023
            lambda: declare_independent(juror=jury[0], stage=desk(small_edition), none=True, by=other, now=NOW),  # noqa: B023
            lambda: recuse(juror=jury[1], entry=entry, reason="x", by=other, now=NOW),  # noqa: B023
        ):
            with pytest.raises(NotYourSeat):
                act()
    jury[0].left_at = NOW
    jury[0].save()
    with pytest.raises(NotYourSeat):
        withdraw(tie=tie, by=jury[0].person, now=NOW)


def test_a_tie_names_exactly_one_thing_and_ends_after_it_began(jury, dukcapil, brebes):
    for target in (Target(), Target(organisation=dukcapil, regency=brebes)):
        with pytest.raises(ConflictRefused):
            declare(juror=jury[0], kind=TieKind.OTHER, target=target, by=jury[0].person, now=NOW)
    late = {"since": NOW.date(), "until": NOW.date().replace(year=2020)}
    with pytest.raises(ConflictRefused):
        declare(juror=jury[0], kind=TieKind.OTHER, target=Target(regency=brebes), by=jury[0].person, now=NOW, **late)
    assert not Tie.objects.exists()


def test_the_statement_follows_the_list(small_edition, jury, brebes):
    said = {"juror": jury[0], "stage": desk(small_edition), "by": jury[0].person, "now": DESK_DAY}
    with pytest.raises(ConflictRefused):
        declare_independent(none=False, **said)
    declare_independent(none=True, **said)
    declare_independent(none=True, **said)
    assert Statement.objects.get().none and Line.objects.filter(act="kipp.independence_stated").count() == 1
    declare(juror=jury[0], kind=TieKind.OTHER, target=Target(regency=brebes), by=jury[0].person, now=DESK_DAY)
    with pytest.raises(TiesStand):
        declare_independent(none=True, **said)
    declare_independent(none=False, **said)
    assert not Statement.objects.get().none


def test_stepping_back_frees_the_entry_and_tells_the_organisers(small_edition, jury, entry, sari):
    row = give(desk(small_edition), entry, jury[0])
    with pytest.raises(ReasonMissing):
        recuse(juror=jury[0], entry=entry, reason="", by=jury[0].person, now=DESK_DAY)
    for _again in range(2):
        recuse(juror=jury[0], entry=entry, reason="Penulisnya saudara saya.", by=jury[0].person, now=DESK_DAY)
    row.refresh_from_db()
    assert row.removed_at == DESK_DAY and [bar.kind for bar in bars(jury[0], entry, DESK_DAY)] == [K.RECUSAL]
    told = Notice.objects.filter(kind="kipp.juror_recused")
    assert [notice.person for notice in told] == [sari] and "Penulisnya saudara saya." in told[0].body
    assert not look(small_edition).changed  # nothing to end: it is the juror's word
    with pytest.raises(ConflictRefused):
        recuse(juror=jury[1], entry=entry, reason="Tidak ditugaskan.", by=jury[1].person, now=DESK_DAY)


def test_handed_in_scores_count_until_an_organiser_rules(small_edition, jury, entry, sari):
    step = desk(small_edition)
    for juror, points in ((jury[0], 90), (jury[1], 60)):
        scored(step, entry, juror, points, points)
    row = recuse(juror=jury[0], entry=entry, reason="Kerabat.", by=jury[0].person, now=DESK_DAY)
    assert loud(small_edition).scored == 1 and "keputusan" in Notice.objects.get(kind="kipp.juror_recused").body
    assert ranking(small_edition, step)[0].score == 75
    given = {"conflict": row, "by": sari, "now": DESK_DAY}
    with pytest.raises(ReasonMissing):
        rule_on_scores(ruling=ScoresRuling.ASIDE, reason="", **given)
    rule_on_scores(ruling=ScoresRuling.ASIDE, reason="Kerabat penulis.", **given)
    rule_on_scores(ruling=ScoresRuling.ASIDE, reason="Kerabat penulis.", **given)
    assert ranking(small_edition, step)[0].score == 60 and loud(small_edition).scored == 0
    assert Sheet.objects.get(assignment__juror=jury[0]).handed_in_at is None
    rule_on_scores(ruling=ScoresRuling.KEPT, reason="Nilainya sejalan.", **given)
    assert ranking(small_edition, step)[0].score == 75 and loud(small_edition).scored == 0
    assert Line.objects.filter(act="kipp.conflict_scores_ruled").count() == 2
    lock_stage(stage=step, by=sari, now=DESK_DAY)
    with pytest.raises(StageLocked):
        rule_on_scores(ruling=ScoresRuling.ASIDE, reason="Terlambat.", **given)
    assert ranking(small_edition, step)[0].score == 75


def test_nothing_to_rule_where_nothing_was_scored(small_edition, jury, entry, sari):
    row = add_by_hand(juror=jury[0], entry=entry, evidence="Rekan.", by=sari, now=DESK_DAY)
    with pytest.raises(NothingScored):
        rule_on_scores(conflict=row, ruling=ScoresRuling.ASIDE, reason="x", by=sari, now=DESK_DAY)


def test_a_new_seat_and_a_passed_entry_are_looked_at_without_asking(
    small_edition, sari, ratna, brebes, dukcapil, budi, django_capture_on_commit_callbacks
):
    hold(ratna, Role.VOLUNTEER, brebes)
    hold(budi, Role.LOCAL_ADMIN, dukcapil)
    entry = sent(small_edition, dukcapil, budi, budi, "Junjang")
    assert foresee(small_edition, ratna, "", NOW).total == 1
    with django_capture_on_commit_callbacks(execute=True):
        seat(edition=small_edition, person=ratna, seat=Seat.JUROR, by=sari, now=NOW)
    assert Conflict.objects.get().entry == entry
    Conflict.objects.all().delete()
    check = during(stage(small_edition, "check").kind)
    verdicts = {item.pk: (True, "") for item in small_edition.check_items.all()}
    save_checks(entry=entry, verdicts=verdicts, by=sari, now=check)
    with django_capture_on_commit_callbacks(execute=True):
        pass_check(entry=entry, by=sari, now=check)
    assert Conflict.objects.get().entry == entry


def test_what_to_expect_before_inviting_somebody_without_an_account(small_edition, entry):
    seen = foresee(small_edition, None, "Dinas Dukcapil Kabupaten Brebes", NOW)
    assert (seen.total, seen.of, seen.all, seen.kinds) == (1, 1, True, [(K.AFFILIATION, 1)])
    assert foresee(small_edition, None, "Universitas Contoh", NOW).total == 0


def test_a_panel_leaves_out_who_is_in_conflict(small_edition, jury, entry, near, sari):
    made = seat_panel(stage=desk(small_edition), entries=[entry], by=sari, now=DESK_DAY)
    assert made == 2 and not Assignment.objects.filter(juror=jury[0]).exists()


def test_the_list_puts_loud_ones_first_and_filters(small_edition, jury, entry, near, sari, dindik, wati):
    other = passed(small_edition, dindik, wati)
    add_by_hand(juror=jury[1], entry=other, evidence="Rekan.", by=sari, now=DESK_DAY)
    scored(desk(small_edition), entry, jury[2], 80, 80)
    add_by_hand(juror=jury[2], entry=entry, evidence="Kerabat.", by=sari, now=DESK_DAY)
    look(small_edition)
    rows = list(conflicts(small_edition, Filters()))
    assert [row.juror for row in rows] == [jury[2], *sorted(jury[:2], key=lambda one: one.person.name)]
    assert rows[0].scored and not rows[1].scored
    assert [row.juror for row in conflicts(small_edition, Filters(kind=K.REGENCY))] == [jury[0]]
    assert [row.juror for row in conflicts(small_edition, Filters(juror=jury[1].pk))] == [jury[1]]
    assert not conflicts(small_edition, Filters(state=S.DISMISSED))
    assert Filters.of({"jenis": "x", "keadaan": "found", "juri": "abc"}) == Filters(state="found")
