"""The analysis of a stage: its numbers, who sees them, and what an organiser does with them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache

from tuntas.journal.models import Line as JournalLine
from tuntas.kipp.actions.rereading import RereadingRefused, ask_readers, end_talk, mark_talk
from tuntas.kipp.models import Assignment, Sheet, Stage, Talk
from tuntas.kipp.queries.analysis import numbers_of, stages_with_print, wanted_in
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.rules.rereading import choose
from tuntas.kipp.tests.analysis_stage import *  # noqa: F403
from tuntas.kipp.tests.analysis_stage import AFTER
from tuntas.kipp.tests.judging_stage import desk, passed, scored
from tuntas.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def numbers(edition):
    return numbers_of(stages_with_print(edition)[0], list(edition.tracks.all()))


def test_official_numbers_are_those_of_the_ranking(small_edition, judged) -> None:
    found = {line.entry.pk: line for line in numbers(small_edition).lines}
    for row in ranking(small_edition, judged):
        line = found[row.entry_id]
        assert (line.micro, line.rank, line.tied, line.scored, line.asked) == (
            row.micro, row.rank, row.tied, row.scored, row.assigned,
        )  # fmt: skip
        assert line.gap == row.high_micro - row.low_micro


def test_the_stricter_juror_is_found_and_evened_out(small_edition, judged) -> None:
    found = numbers(small_edition)
    assert found.estimable and found.differ and len(found.groups) == 1
    assert found.jurors[0].name == "Anton Juror" and found.jurors[0].leaning < -2
    for line in found.lines:
        assert 0 <= line.chance <= 1 and line.low <= line.high
    by_anton = set(Assignment.objects.filter(juror__person__name="Anton Juror").values_list("entry_id", flat=True))
    for line in found.lines:
        moved = line.adjusted - line.micro / 1_000_000
        assert (moved > 0) == (line.entry.pk in by_anton)


def test_numbers_are_kept_until_a_sheet_changes(small_edition, judged, django_assert_num_queries) -> None:
    first = numbers(small_edition)
    stage, tracks = stages_with_print(small_edition)[0], list(small_edition.tracks.all())
    with django_assert_num_queries(0):
        assert numbers_of(stage, tracks) == first
    sheet = Sheet.objects.first()
    sheet.revision, sheet.total = sheet.revision + 1, sheet.total + 5
    sheet.save()
    second = numbers(small_edition)
    assert second != first
    gone = Assignment.objects.first().entry
    gone.case.stage = "withdrawn"
    gone.case.save()
    assert len(numbers(small_edition).lines) == len(second.lines) - 1


def test_too_few_sheets_say_so(small_edition, jury, dindik, wati) -> None:
    step = desk(small_edition)
    scored(step, passed(small_edition, dindik, wati), jury[0], 70, 70)
    found = numbers(small_edition)
    assert not found.estimable and found.lines[0].adjusted is None and found.lines[0].rank == 1


def test_unlinked_jurors_get_no_adjusted_places(small_edition, jury, dindik, wati) -> None:
    step = desk(small_edition)
    for number in range(10):
        entry = passed(small_edition, dindik, wati, f"Usulan {number}")
        for juror in jury[:2] if number < 6 else jury[2:]:
            scored(step, entry, juror, 60 + number * 2 + (juror.pk * number) % 5, 70)
    found = numbers(small_edition)
    assert len(found.groups) == 2 and found.links_missing == 1 and found.refused
    assert all(line.adjusted_rank is None and line.chance is not None for line in found.lines)


def test_a_gap_or_the_cut_asks_for_a_reader(small_edition, judged) -> None:
    lines = numbers(small_edition).lines
    straddling = {line.entry.pk for line in lines if line.straddles}
    assert {one.line.entry.pk for one in wanted_in(lines, None)} == straddling
    apart = {one.line.entry.pk for one in wanted_in(lines, Decimal("5")) if one.apart}
    assert apart == {line.entry.pk for line in lines if line.gap >= 5_000_000}


def test_the_least_burdened_unconflicted_juror_is_chosen() -> None:
    found = choose([1, 2, 3], {10: 4, 11: 0, 12: 1}, {(1, 11)}, {(2, 11), (3, 10), (3, 11), (3, 12)})
    assert found.pairs == ((1, 12), (2, 12)) and found.nobody == (3,)
    linked = choose([1], {10: 0, 11: 9}, set(), set(), {1: 0}, {10: 0, 11: 1})
    assert linked.pairs == ((1, 11),)


def test_asking_readers_opens_extends_and_assigns(small_edition, locked, sari) -> None:
    wanted = [line.entry.pk for line in numbers(small_edition).lines[:3]]
    until = AFTER + timedelta(days=3)
    done = ask_readers(stage=locked, entries=wanted, reason="Selisih juri", closes_at=until, by=sari, now=AFTER)
    assert done.added == 3 and done.nobody == 0
    fresh = Stage.objects.get(pk=locked.pk)
    assert fresh.locked_at is None and fresh.closes_at == until
    for entry in wanted:
        assert Assignment.objects.filter(stage=locked, entry=entry, removed_at=None).count() == 4
    assert JournalLine.objects.filter(act="kipp.readers_asked").count() == 1
    told = Notice.objects.filter(kind="kipp.reader_asked")
    assert told.count() == len({row.juror_id for row in Assignment.objects.filter(at=AFTER)})
    assert "usulan lagi" in told.first().title and "more" in told.first().title_en
    with pytest.raises(RereadingRefused):
        ask_readers(stage=locked, entries=wanted, reason="Lagi", closes_at=until, by=sari, now=AFTER)


def test_asking_readers_is_all_or_nothing(small_edition, locked, sari, secretary_of) -> None:
    wanted = [numbers(small_edition).lines[0].entry.pk]
    for by, reason, until in (
        (secretary_of, "Selisih", AFTER + timedelta(days=1)),
        (sari, "  ", AFTER + timedelta(days=1)),
        (sari, "Selisih", None),
        (sari, "Selisih", AFTER - timedelta(days=1)),
    ):
        with pytest.raises(RereadingRefused):
            ask_readers(stage=locked, entries=wanted, reason=reason, closes_at=until, by=by, now=AFTER)
    assert Stage.objects.get(pk=locked.pk).locked_at is not None
    assert not Assignment.objects.filter(at=AFTER).exists()


def test_marks_for_the_talk(small_edition, locked, sari, tono) -> None:
    entry = Assignment.objects.filter(stage=locked).first().entry
    with pytest.raises(RereadingRefused):
        mark_talk(stage=locked, entry=entry, by=tono, now=AFTER)
    first = mark_talk(stage=locked, entry=entry, by=sari, now=AFTER)
    assert mark_talk(stage=locked, entry=entry, by=sari, now=AFTER) == first
    end_talk(stage=locked, entry=entry, by=sari, now=AFTER)
    end_talk(stage=locked, entry=entry, by=sari, now=AFTER)
    assert Talk.objects.get().ended_at == AFTER
    assert mark_talk(stage=locked, entry=entry, by=sari, now=AFTER).pk != first.pk
