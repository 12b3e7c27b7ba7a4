"""The ranking: means over who scored, the published tie rule, shared ranks, tracks, stages, the passing grade."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from tests.cast import hold

from tuntas.kipp.actions.judging import hand_in, save_sheet
from tuntas.kipp.models import Sheet
from tuntas.kipp.queries.derivation import derivation, final_derivation
from tuntas.kipp.queries.ranking import ranking, ranking_window, score_columns, score_rows
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, marks, passed, scored
from tuntas.kipp.tests.stage import stage
from tuntas.people.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def jury(small_edition, ratna):
    return jury_of(small_edition)


@pytest.fixture
def entries(small_edition, dindik, dukcapil, wati, budi):
    """Four of one track, two offices."""
    hold(budi, Role.LOCAL_ADMIN, dukcapil)
    return [
        passed(small_edition, dindik, wati, "A"),
        passed(small_edition, dindik, wati, "B"),
        passed(small_edition, dukcapil, budi, "C"),
        passed(small_edition, dukcapil, budi, "D"),
    ]


def table(rows):
    return [(row.title, row.rank, row.score, row.tied) for row in rows]


def begun(step, entry, juror):
    """A complete draft that was not handed in."""
    row = give(step, entry, juror)
    save_sheet(assignment=row, marks=marks(99, 99), revision=0, by=juror.person, now=DESK_DAY)


def test_best_first_and_unscored_last_without_a_rank(small_edition, entries, jury):
    step = desk(small_edition)
    scored(step, entries[1], jury[0], 90, 80)
    scored(step, entries[0], jury[0], 80, 80)
    save_sheet(
        assignment=give(step, entries[2], jury[0]), marks=marks(99, 99), revision=0, by=jury[0].person, now=DESK_DAY
    )
    rows = ranking(small_edition, step)
    assert table(rows) == [
        ("B", 1, Decimal("87.000000"), False),
        ("A", 2, Decimal("80.000000"), False),
        ("C", None, None, False),
        ("D", None, None, False),
    ]
    assert (rows[2].assigned, rows[2].scored, rows[2].missing) == (1, 0, 1)  # a draft counts for nothing


def test_a_missing_juror_lowers_nothing_and_is_flagged(small_edition, entries, jury):
    step = desk(small_edition)
    scored(step, entries[0], jury[0], 80, 80)
    scored(step, entries[0], jury[1], 90, 90)
    give(step, entries[0], jury[2])
    row = ranking(small_edition, step)[0]
    assert (row.score, row.scored, row.assigned, row.missing) == (Decimal(85), 2, 3, 1)
    assert (row.low_micro, row.high_micro) == (80_000_000, 90_000_000)


def test_a_sheet_of_a_juror_who_left_still_counts(small_edition, entries, jury):
    scored(desk(small_edition), entries[0], jury[0], 80, 80)
    jury[0].left_at = DESK_DAY
    jury[0].save()
    assert ranking(small_edition, desk(small_edition))[0].score == 80


def test_equal_scores_are_parted_by_the_published_rule(small_edition, entries, jury):
    step = desk(small_edition)  # significance weighs 70, novelty 30; the rule: significance, then novelty
    scored(step, entries[0], jury[0], 70, 90)  # 76
    scored(step, entries[1], jury[0], 76, 76)  # 76, more significance
    scored(step, entries[2], jury[0], 60, 60)
    assert table(ranking(small_edition, step))[:2] == [
        ("B", 1, Decimal(76), False),
        ("A", 2, Decimal(76), False),
    ]


def test_what_no_rule_parts_shares_the_rank_and_skips_the_next(small_edition, entries, jury):
    step = desk(small_edition)
    for entry in entries[:2]:
        scored(step, entry, jury[0], 80, 80)
    scored(step, entries[2], jury[0], 70, 70)
    assert [(row.title, row.rank, row.tied) for row in ranking(small_edition, step)[:3]] == [
        ("A", 1, True),
        ("B", 1, True),
        ("C", 3, False),
    ]


def test_the_tie_rule_looks_at_means_over_the_jurors_who_scored(small_edition, entries, jury):
    step = desk(small_edition)
    scored(step, entries[0], jury[0], 80, 80)
    scored(step, entries[0], jury[1], 80, 80)
    scored(step, entries[1], jury[0], 80, 80)
    assert {row.rank for row in ranking(small_edition, step)[:2]} == {1}


def test_every_track_has_its_own_ranks(small_edition, entries, jury):
    step = desk(small_edition)
    for entry, value in zip(entries, (80, 70, 60, 50), strict=True):
        scored(step, entry, jury[0], value, value)
    other = small_edition.tracks.exclude(pk=entries[0].track_id).get()
    for entry in entries[2:]:
        entry.track = other
        entry.save()
    rows = ranking(small_edition, step)
    assert [(row.title, row.rank, row.overall) for row in rows] == [("A", 1, 1), ("B", 2, 2), ("C", 1, 3), ("D", 2, 4)]
    assert [(row.title, row.rank) for row in ranking(small_edition, step, other)] == [("C", 1), ("D", 2)]


def test_a_window_is_the_same_rows_as_the_whole(small_edition, entries, jury):
    step = desk(small_edition)
    for entry in entries:
        scored(step, entry, jury[0], 80, 80)
    whole = ranking(small_edition, step)
    for start in range(4):
        rows, count = ranking_window(small_edition, step, start=start, stop=start + 1)
        assert (rows, count) == (whole[start : start + 1], 4)


def test_the_final_score_weighs_the_stages(small_edition, entries, jury):
    """Desk 60, interview 40; a finalist without an interview has no final score, which is not a zero."""
    step, interview = desk(small_edition), stage(small_edition, StageKind.INTERVIEW)
    for entry, value in zip(entries, (80, 75, 70, 65), strict=True):
        scored(step, entry, jury[0], value, value)
    assert [row.score for row in ranking(small_edition)] == [80, 75, 70, 65]  # only the desk was scored yet
    for entry in entries[:3]:
        entry.case.stage = EntryStage.FINALIST
        entry.case.save()
    for entry, value in zip(entries[:2], (60, 90), strict=True):
        row = give(interview, entry, jury[0])
        now = interview.opens_at + timedelta(hours=1)
        hand_in(assignment=row, marks=marks(value, value), revision=0, by=jury[0].person, now=now)
    rows = ranking(small_edition)
    assert table(rows) == [
        ("B", 1, Decimal(81), False),
        ("A", 2, Decimal(72), False),
        ("C", None, None, False),
    ]
    assert rows[2].scores == (Decimal(70), None)
    final, opened = final_derivation(entries[0])
    assert final.score == 72 and [one.score for one in opened] == [80, 60]


def test_the_passing_grade_is_reached_at_the_grade_itself(small_edition, entries, jury):
    small_edition.passing_grade = Decimal(80)
    step = desk(small_edition)
    scored(step, entries[0], jury[0], 80, 80)
    scored(step, entries[1], jury[0], "79.99", 80)
    assert [row.passes for row in ranking(small_edition, step)] == [True, False, None, None]


def test_queries_do_not_grow(small_edition, entries, jury, dindik, wati, django_assert_num_queries):
    step = desk(small_edition)
    for entry in entries:
        scored(step, entry, jury[0], 80, 80)
    with django_assert_num_queries(4):
        ranking(small_edition, step)
    for i in range(12):
        scored(step, passed(small_edition, dindik, wati, f"Lagi {i}"), jury[0], 80, 80)
    with django_assert_num_queries(4):
        assert len(ranking(small_edition, step)) == 16


def test_the_derivation_adds_up(small_edition, entries, jury):
    step = desk(small_edition)
    scored(step, entries[0], jury[0], 80, 60)
    scored(step, entries[0], jury[1], 70, 50)
    give(step, entries[0], jury[2])
    found = derivation(entries[0], step, named=True)
    assert (found.count, found.waiting, found.sum, found.score) == (2, 1, Decimal(138), Decimal(69))
    for line in found.lines:
        assert sum(mark.part for mark in line.marks) == line.total
    assert {line.name for line in found.lines} == {"Ratna Juror", "Hadi Juror"}
    assert found.score == ranking(small_edition, step)[0].score
    names = [line.name for line in derivation(entries[0], step, named=False).lines]
    assert [name[-1] for name in names] == ["1", "2"] and not any("Ratna" in name for name in names)


def test_score_rows_are_raw_scores_of_sheets_handed_in(small_edition, entries, jury, django_assert_num_queries):
    step = desk(small_edition)
    scored(step, entries[0], jury[0], "80.5", 60)
    scored(step, entries[1], jury[1], 70, 50)
    save_sheet(
        assignment=give(step, entries[2], jury[0]), marks=marks(99, 99), revision=0, by=jury[0].person, now=DESK_DAY
    )
    columns = score_columns(step)
    with django_assert_num_queries(3):
        rows = [dict(zip(columns, row, strict=True)) for row in score_rows(small_edition, step)]
    assert [(row["title"], row["juror"], row["signifikansi"], row["total"]) for row in rows] == [
        ("A", "Ratna Juror", Decimal("80.50"), Decimal("74.350000")),
        ("B", "Hadi Juror", Decimal("70.00"), Decimal("64.000000")),
    ]
    out = io.StringIO()
    csv.writer(out).writerows(score_rows(small_edition, step))
    assert out.getvalue().count("\r\n") == 2


def test_a_total_is_never_taken_for_a_raw_score(small_edition, entries, jury):
    """Weight 0 loses nothing: the raw value stays as typed."""
    step = desk(small_edition)
    step.criteria.filter(key="kebaruan").update(weight=0)
    scored(step, entries[0], jury[0], 80, 33)
    sheet = Sheet.objects.get()
    assert sheet.total == 80 and sheet.scores.get(criterion__key="kebaruan").value == 33
