"""Rules of order beside scores: the passing grade, copied innovations first, duels last; and scores side by side."""

from decimal import Decimal

import numpy as np
import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tuntas.kipp.actions.announcing import announce
from tuntas.kipp.actions.duels import close_duel, open_duel
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.order import OrderRefused, mark_copied, unmark_copied
from tuntas.kipp.actions.plenary import close
from tuntas.kipp.models import Edition, Score, Sheet, Stage
from tuntas.kipp.queries.annex import annex
from tuntas.kipp.queries.derivation import final_derivation
from tuntas.kipp.queries.plenary import board, unlocked
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.queries.shortlist import shortlist
from tuntas.kipp.rules.archive.verifying import AGREES
from tuntas.kipp.rules.order import duel_column, first_column
from tuntas.kipp.terms import Outcome
from tuntas.kipp.tests.finished import ANNOUNCEMENT_DAY, MEETING_DAY, jury_of, meeting
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed, scored
from tuntas.kipp.tests.proposals import fresh
from tuntas.kipp.tests.test_archive import checked, packed, said
from tuntas.kipp.tests.test_duels import all_for

pytestmark = pytest.mark.django_db


def ruled(edition: Edition, **facts) -> Edition:
    Edition.objects.filter(pk=edition.pk).update(**facts)
    return Edition.objects.get(pk=edition.pk)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=12), st.integers(0, 5))
def test_only_those_that_reach_the_grade_come_first(rows, floor) -> None:
    column = first_column([score for score, _flag in rows], [flag for _score, flag in rows], floor)
    assert [bool(one) for one in column] == [flag and score >= floor for score, flag in rows]


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 1), st.none() | st.tuples(st.integers(1, 2), st.integers(1, 4)))
    )
)
def test_a_duel_parts_only_whole_ties_of_its_own(rows) -> None:
    keys = np.array([[score] for score, _track, _duel in rows], dtype=np.int64).reshape(len(rows), 1)
    column = duel_column(keys, [track for _score, track, _duel in rows], [duel for _score, _track, duel in rows])
    for at, (score, track, duel) in enumerate(rows):
        group = [one for one in rows if one[:2] == (score, track)]
        whole = len(group) > 1 and all(one[2] and duel and one[2][0] == duel[0] for one in group)
        assert column[at] == (-duel[1] if whole else 0)


def test_copied_innovations_come_first_above_the_grade_and_no_score_changes(
    small_edition, scored_finals, sari, wati
) -> None:
    first, second, third, fourth = scored_finals
    before = {row.entry_id: row.micro for row in ranking(small_edition)}
    with pytest.raises(OrderRefused):
        mark_copied(entry=third, evidence="Kudus.", by=wati, now=MEETING_DAY)
    with pytest.raises(OrderRefused):
        mark_copied(entry=third, evidence=" ", by=sari, now=MEETING_DAY)
    mark = mark_copied(entry=fourth, evidence="Direplikasi Kudus.", by=sari, now=MEETING_DAY)
    assert mark_copied(entry=fourth, evidence="Lagi.", by=sari, now=MEETING_DAY) == mark
    track = fourth.track
    line = [row.entry_id for row in ranking(small_edition, None, track)]
    assert line == [third.pk, fourth.pk]  # not the rule of this edition
    edition = ruled(small_edition, replicated_first=True, passing_grade=Decimal(50))
    rows = ranking(edition, None, track)
    assert [row.entry_id for row in rows] == [fourth.pk, third.pk] and rows[0].copied and rows[0].rank == 1
    assert {row.entry_id: row.micro for row in ranking(edition)} == before
    edition = ruled(small_edition, passing_grade=Decimal(99))
    assert [row.entry_id for row in ranking(edition, None, track)] == [third.pk, fourth.pk]  # below the grade
    unmark_copied(mark=mark, reason="Keliru.", by=sari, now=MEETING_DAY)
    edition = ruled(small_edition, passing_grade=Decimal(50))
    assert [row.entry_id for row in ranking(edition, None, track)] == [third.pk, fourth.pk]
    assert annex(edition)["copied"] == [] and first.pk != second.pk


def test_everyone_who_reaches_the_grade_is_proposed(small_edition, dindik, wati, sari) -> None:
    jury, here = jury_of(small_edition), desk(small_edition)
    for at, value in enumerate((90, 88, 86, 84)):
        scored(here, passed(small_edition, dindik, wati, f"Usulan {at}"), jury[0], value, value)
    lock_stage(stage=here, by=sari, now=DESK_DAY)
    track = small_edition.tracks.filter(entries__isnull=False).first() or small_edition.tracks.get(key="provinsi")
    counts = []
    for facts in ({"passing_grade": 85}, {"grade_decides": True}, {"passing_grade": None}):
        edition = ruled(small_edition, **facts)
        counts.append(sum(bool(one.proposal) for one in shortlist(edition, track).candidates))
    assert counts == [2, 3, 2]  # the track names two finalists


def test_below_the_grade_the_plenary_is_proposed_nobody(small_edition, open_plenary) -> None:
    edition = ruled(small_edition, passing_grade=Decimal(99))
    rows = [row for track in board(edition, None) for row in track.rows]
    assert rows and all(row.proposal == Outcome.NOT_WINNER and row.standing.passes is False for row in rows)


def test_an_archive_counts_the_order_again(small_edition, scored_finals, sari) -> None:
    Score.objects.filter(sheet__assignment__stage__edition=small_edition).update(value=80)
    Sheet.objects.filter(assignment__stage__edition=small_edition).update(total=80)
    for step in unlocked(small_edition):
        lock_stage(stage=step, by=sari, now=MEETING_DAY)
    edition = ruled(small_edition, passing_grade=70, replicated_first=True, duel_breaks_ties=True)
    mark_copied(entry=scored_finals[1], evidence="Direplikasi Kudus.", by=sari, now=MEETING_DAY)
    track = edition.tracks.get(key="provinsi")
    mine = [one.pk for one in scored_finals if one.track_id == track.pk]
    duel = open_duel(track=track, entries=mine, reason="Sama.", by=sari, now=MEETING_DAY, seed=1)
    all_for(duel, mine[::-1])
    close_duel(duel=duel, by=sari, now=MEETING_DAY)
    close(plenary=meeting(edition, sari), by=sari, now=MEETING_DAY)
    announced = announce(edition=edition, by=sari, now=ANNOUNCEMENT_DAY)
    report = checked(packed(announced))
    assert report.code == AGREES, said(report)


def test_a_stage_without_scores_says_so(small_edition, finalists, sari, signed_in) -> None:
    """Desk scored, interview (weight 40) not yet: the desk counts alone, and the page says how weights are read."""
    entry = fresh(finalists[0])
    final, _opened = final_derivation(entry)
    assert [part.stage.key for part in final.parts] == ["desk"] and [one.key for one in final.unscored] == ["interview"]
    assert final.products == final.score * final.weights
    lock_stage(stage=desk(small_edition), by=sari, now=MEETING_DAY)
    with time_machine.travel(MEETING_DAY):
        client = signed_in(sari)
        for name in ("beside", "derivation"):
            given_ = [small_edition.slug, *(["akhir"] if name == "derivation" else []), entry.case.reference]
            page = client.get(reverse(f"kipp:{name}", args=given_)).content.decode()
            assert "belum bernilai" in page and "40" in page


def test_scores_side_by_side(small_edition, scored_finals, sari, wati, ratna, signed_in) -> None:
    entry, juror = scored_finals[0], jury_of(small_edition)[1]
    way = reverse("kipp:beside", args=[small_edition.slug, entry.case.reference])
    mine = reverse("kipp:my_scores", args=[small_edition.slug])
    with time_machine.travel(MEETING_DAY):
        page = signed_in(sari).get(way).content.decode()
        assert "90,00" not in page and "belum dikunci" in page  # nothing before the lock
        assert "90,00" not in signed_in(juror.person).get(mine).content.decode()
    for step in unlocked(small_edition):
        lock_stage(stage=step, by=sari, now=MEETING_DAY)
    with time_machine.travel(MEETING_DAY):
        page = signed_in(sari).get(way).content.decode()
        assert "90,00" in page and "88,00" in page and juror.person.name in page  # desk beside interview
        own = signed_in(juror.person).get(mine).content.decode()
        assert "90,00" in own and "88,00" in own and ratna.name not in own.split("<main")[1]
        assert signed_in(wati).get(way).status_code == 403
        assert signed_in(juror.person).get(way).status_code == 403


def test_the_page_of_copied_innovations(small_edition, scored_finals, sari, wati, signed_in) -> None:
    way = reverse("kipp:copied", args=[small_edition.slug])
    with time_machine.travel(MEETING_DAY):
        assert signed_in(sari).get(way).status_code == 404  # not the rule here
        ruled(small_edition, replicated_first=True, passing_grade=Decimal(50))
        client = signed_in(sari)
        assert client.post(way, {"reference": "TIDAK-ADA", "evidence": "x"}).status_code == 200
        sent = client.post(way, {"reference": scored_finals[0].case.reference, "evidence": "Direplikasi Kudus."})
        assert sent.status_code == 302 and "Direplikasi Kudus." in client.get(way).content.decode()
        mark = scored_finals[0].replicated.get()
        back = reverse("kipp:uncopied", args=[small_edition.slug, mark.pk])
        assert client.get(back).status_code == 200
        assert client.post(back, {"reason": "Keliru."}).status_code == 302
        assert signed_in(wati).get(way).status_code == 403
    assert Stage.objects.filter(edition=small_edition).exists()
