"""Duel rounds: drawn evenly, secret until closed, never about an entry in conflict, sealed, last to decide a tie."""

from datetime import timedelta

import numpy as np
import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tuntas.documents.actions import press
from tuntas.documents.terms import Status
from tuntas.journal.models import Line
from tuntas.kipp.actions.conflicts import add_by_hand
from tuntas.kipp.actions.duels import DuelRefused, NotYourPair, answer, cancel_duel, close_duel, open_duel
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.judging.pairing import linked, pairs_of
from tuntas.kipp.models import Edition, Score, Sheet
from tuntas.kipp.queries.plenary import unlocked
from tuntas.kipp.queries.ranking import ranking
from tuntas.kipp.rules.duels import agreement, wins_of
from tuntas.kipp.tests.finished import MEETING_DAY, jury_of

pytestmark = pytest.mark.django_db


@given(st.integers(2, 20), st.integers(0, 10_000), st.integers(1, 60))
def test_pairs_are_balanced_and_linked(count, seed, most) -> None:
    pairs = pairs_of(count, seed, most)
    assert linked(count, set(pairs))
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert len(pairs) <= max(most, count)
    left = np.bincount([one for one, _other in pairs], minlength=count)
    right = np.bincount([other for _one, other in pairs], minlength=count)
    assert np.ptp(left + right) == 0  # every entry equally often
    assert np.abs(left - right).max() <= 1  # on either side equally often


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["one", "other", "even"])).filter(
            lambda answer: answer[0] != answer[1]
        )
    )
)
def test_every_answer_counts_once(answers) -> None:
    wins = wins_of([0, 1, 2, 3, 4], answers)
    assert wins.sum() == len(answers)
    assert (np.diag(wins) == 0).all()
    turned = [(other, one, {"one": "other", "other": "one"}.get(choice, choice)) for one, other, choice in answers]
    assert (wins_of([0, 1, 2, 3, 4], turned) == wins).all()  # sides do not matter
    same, every = agreement(answers)
    assert 0 <= same <= every
    assert agreement(turned) == (same, every)


@pytest.fixture
def tied(small_edition, sari, scored_finals):
    """All provincial finalists tie in everything; scores are locked."""
    Score.objects.filter(sheet__assignment__stage__edition=small_edition).update(value=80)
    Sheet.objects.filter(assignment__stage__edition=small_edition).update(total=80)
    for step in unlocked(small_edition):
        lock_stage(stage=step, by=sari, now=MEETING_DAY)
    track = small_edition.tracks.get(key="provinsi")
    return track, [entry for entry in scored_finals if entry.track_id == track.pk]


def opened(tied, sari):
    track, entries = tied
    return open_duel(
        track=track, entries=[one.pk for one in entries], reason="Sama kuat.", by=sari, now=MEETING_DAY, seed=3
    )


def all_for(duel, order) -> None:
    """Every juror chooses the entry that stands earlier in `order`."""
    for pair in duel.pairs.select_related("juror__person"):
        choice = "one" if order.index(pair.one_id) < order.index(pair.other_id) else "other"
        answer(pair=pair, choice=choice, by=pair.juror.person, now=MEETING_DAY)


def test_a_round_decides_a_tie_only_where_the_rule_says_so(tied, small_edition, sari) -> None:
    track, entries = tied
    duel = opened(tied, sari)
    order = [one.pk for one in entries[::-1]]
    all_for(duel, order)
    closed = close_duel(duel=duel, by=sari, now=MEETING_DAY)
    assert [row["entry"] for row in closed.result["rows"]] == order
    assert closed.result["same"] == closed.result["every"] > 0
    before = ranking(Edition.objects.get(pk=small_edition.pk), None, track)
    assert {row.rank for row in before} == {1} and all(row.tied for row in before)
    Edition.objects.filter(pk=small_edition.pk).update(duel_breaks_ties=True)
    after = ranking(Edition.objects.get(pk=small_edition.pk), None, track)
    assert [row.entry_id for row in after] == order
    assert [row.rank for row in after] == list(range(1, len(order) + 1)) and not any(row.tied for row in after)
    assert {row.micro for row in after} == {row.micro for row in before}  # no score changes
    cancel_duel(duel=closed, reason="Salah jalur.", by=sari, now=MEETING_DAY)
    assert {row.rank for row in ranking(Edition.objects.get(pk=small_edition.pk), None, track)} == {1}


def test_minutes_are_sealed_in_both_languages(tied, sari) -> None:
    track, entries = tied
    for language in ("id", "en"):
        duel = opened(tied, sari)
        all_for(duel, [one.pk for one in entries])
        closed = close_duel(duel=duel, by=sari, now=MEETING_DAY, language=language)
        assert press(document_id=closed.minutes_id, now=MEETING_DAY).status == Status.ISSUED


def test_closing_early_wants_a_reason_and_closing_twice_is_harmless(tied, sari) -> None:
    duel = opened(tied, sari)
    with pytest.raises(DuelRefused):
        close_duel(duel=duel, by=sari, now=MEETING_DAY, why_early="Tidak ada jawaban.")
    pair = duel.pairs.select_related("juror__person").first()
    answer(pair=pair, choice="even", by=pair.juror.person, now=MEETING_DAY)
    with pytest.raises(DuelRefused):
        close_duel(duel=duel, by=sari, now=MEETING_DAY)
    closed = close_duel(duel=duel, by=sari, now=MEETING_DAY, why_early="Rapat tidak dapat menunggu.")
    assert close_duel(duel=closed, by=sari, now=MEETING_DAY).minutes == closed.minutes
    with pytest.raises(DuelRefused):
        answer(pair=pair, choice="one", by=pair.juror.person, now=MEETING_DAY)


def test_one_round_at_a_time_over_locked_scores_of_the_track(tied, sari, wati, small_edition) -> None:
    opened(tied, sari)
    with pytest.raises(DuelRefused):
        opened(tied, sari)
    other = small_edition.tracks.get(key="daerah")
    with pytest.raises(DuelRefused):  # entries of another track
        open_duel(track=other, entries=[one.pk for one in tied[1]], reason="x", by=sari, now=MEETING_DAY, seed=1)
    with pytest.raises(DuelRefused):
        open_duel(track=other, entries=[], reason="x", by=wati, now=MEETING_DAY, seed=1)


def test_a_juror_in_conflict_never_sees_the_entry(tied, sari, small_edition, signed_in) -> None:
    track, entries = tied
    ratna, hadi, _yusuf = jury_of(small_edition)
    add_by_hand(juror=ratna, entry=entries[0], evidence="Kerabat.", by=sari, now=MEETING_DAY)
    duel = opened(tied, sari)
    mine = duel.pairs.filter(juror=ratna)
    assert not any(entries[0].pk in (pair.one_id, pair.other_id) for pair in mine)
    late = duel.pairs.filter(juror=hadi).select_related("one", "other").first()
    all_for(duel, [one.pk for one in entries])
    add_by_hand(juror=hadi, entry=late.one, evidence="Baru diketahui.", by=sari, now=MEETING_DAY)
    with pytest.raises(NotYourPair):
        answer(pair=late, choice="other", by=hadi.person, now=MEETING_DAY)
    with pytest.raises(NotYourPair):
        answer(pair=late, choice="other", by=ratna.person, now=MEETING_DAY)
    with time_machine.travel(MEETING_DAY):
        page = signed_in(hadi.person).get(reverse("kipp:duel_vote", args=[small_edition.slug, duel.pk]))
    assert late.one.title not in page.content.decode()
    closed = close_duel(duel=duel, by=sari, now=MEETING_DAY)
    assert closed.result["aside"] > 0


def test_the_way_of_a_juror_and_of_the_office(tied, sari, small_edition, secretary, wati, signed_in) -> None:
    hadi = jury_of(small_edition)[1]
    slug = small_edition.slug
    with time_machine.travel(MEETING_DAY):
        office = signed_in(sari)
        address = reverse("kipp:duel_open", args=[slug, "provinsi"])
        page = office.get(address).content.decode()
        assert page.count("checked") == len(tied[1])  # the tie across the line is proposed
        sent = office.post(address, {"entries": [one.pk for one in tied[1]], "reason": "Sama kuat."})
        assert sent.status_code == 302
        duel = small_edition.duels.get()
        juror, way = signed_in(hadi.person), reverse("kipp:duel_vote", args=[slug, duel.pk])
        for pair in duel.pairs.filter(juror=hadi):
            assert juror.get(way).status_code == 200
            assert juror.post(way, {"pair": pair.pk, "choice": "one"}).status_code == 302
        assert "Semua pasangan" in juror.get(way).content.decode()
        assert juror.post(way, {"pair": "999999", "choice": "one"}).status_code == 404
        shown = office.get(reverse("kipp:duel", args=[slug, duel.pk])).content.decode()
        assert "Hadi" in shown and "Bradley" not in shown  # progress, no result
        assert signed_in(wati).get(way).status_code == 403
        assert signed_in(hadi.person).get(reverse("kipp:duels", args=[slug])).status_code == 403
        office = signed_in(sari)
        done = office.post(reverse("kipp:duel_close", args=[slug, duel.pk]), {"reason": "Cukup."}, follow=True)
        assert "Bradley" in done.content.decode()
    lines = Line.objects.filter(act__startswith="kipp.duel_answer")
    assert lines and not any("one" in str(line.data) for line in lines)  # the journal never tells what was chosen


def test_lists_cost_the_same_however_many(tied, sari, small_edition, signed_in, django_assert_max_num_queries) -> None:
    client = signed_in(sari)
    with time_machine.travel(MEETING_DAY + timedelta(minutes=1)):
        for _round in range(3):
            duel = opened(tied, sari)
            with django_assert_max_num_queries(12):
                client.get(reverse("kipp:duels", args=[small_edition.slug]))
            with django_assert_max_num_queries(14):
                client.get(reverse("kipp:duel", args=[small_edition.slug, duel.pk]))
            cancel_duel(duel=duel, reason="Ulang.", by=sari, now=MEETING_DAY)
