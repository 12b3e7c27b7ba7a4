"""The plenary: locking, deciding with reasons, closing with sealed minutes, correcting them; nothing leaks."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tuntas.documents.actions import press
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.journal.models import Line
from tuntas.kipp.actions.locking import TooLateToOpen, unlock_stage
from tuntas.kipp.actions.plenary import (
    AlreadyClosed,
    AlreadyPublic,
    Incomplete,
    NotOrganiser,
    PlenaryRefused,
    ScoresOpen,
    StalePlenary,
    close,
    decide,
    lock_scores,
    record_meeting,
    reopen,
)
from tuntas.kipp.models import Decision, Plenary, Stage
from tuntas.kipp.queries.plenary import board, unlocked
from tuntas.kipp.rules.plenary import Verdict
from tuntas.kipp.terms import Outcome, StageKind
from tuntas.kipp.tests.finished import MEETING_DAY, jury_of, meeting
from tuntas.kipp.tests.stage import stage

SLUG = "kipp-kecil"
WON, LOST = Outcome.WINNER, Outcome.NOT_WINNER


def titled(edition, plenary=None):
    """The board's rows by title."""
    return {row.entry.title: row for track in board(edition, plenary) for row in track.rows}


def page(name, *more):
    return reverse(f"kipp:{name}", args=[SLUG, *more])


def test_locking_locks_every_scored_stage_and_twice_is_once(small_edition, sari, scored_finals):
    assert len(unlocked(small_edition)) == 3
    first = lock_scores(edition=small_edition, by=sari, now=MEETING_DAY)
    assert lock_scores(edition=small_edition, by=sari, now=MEETING_DAY).pk == first.pk
    assert unlocked(small_edition) == []
    assert Line.objects.filter(act="kipp.stage_locked").count() == 3


def test_the_table_shows_rank_and_proposal_in_each_track(small_edition, open_plenary):
    rows = titled(small_edition, open_plenary)
    assert [(rows[title].rank, rows[title].proposal) for title in ("KUDU Sekolah", "Junjang Adminduk")] == [
        (1, WON),
        (2, LOST),
    ]
    assert rows["Puspa Sehat"].rank == 1 and rows["Rawat Cepat"].after_cut
    assert str(rows["KUDU Sekolah"].score) == "89.200000"  # 60 % of 90 and 40 % of 88


def test_a_tie_at_the_cut_is_undecided_until_a_reason_parts_it(small_edition, sari, finalists):
    from tuntas.kipp.tests.finished import interviewed

    interviewed(small_edition, sari, finalists)
    from tuntas.kipp.models import Score, Sheet

    one, other = finalists[:2]
    for entry in (one, other):
        Sheet.objects.filter(assignment__entry=entry).update(total=80)
        Score.objects.filter(sheet__assignment__entry=entry).update(value=80)
    plenary = lock_scores(edition=small_edition, by=sari, now=MEETING_DAY)
    rows = titled(small_edition, plenary)
    assert rows[one.title].proposal is None and rows[one.title].outcome == ""
    provincial = {rows[t].entry.pk: Verdict(rows[t].proposal) for t in ("Puspa Sehat", "Rawat Cepat")}
    said = provincial | {one.pk: Verdict(LOST), other.pk: Verdict(WON, "Suara terbanyak: 6 banding 3.")}
    plenary = decide(plenary=plenary, verdicts=said, revision=0, by=sari, now=MEETING_DAY)
    plenary = facts(plenary, sari)
    with pytest.raises(Incomplete) as refused:
        close(plenary=plenary, by=sari, now=MEETING_DAY)
    assert len(refused.value.missing) == 1 and one.title in refused.value.missing[0]


def facts(plenary, by):
    return record_meeting(
        plenary=plenary,
        held_on=MEETING_DAY.date(),
        venue="Semarang",
        attendance="Sari, Biro Organisasi",
        revision=plenary.revision,
        by=by,
        now=MEETING_DAY,
    )


def test_departing_from_the_ranking_wants_a_reason(small_edition, sari, open_plenary):
    rows = titled(small_edition)
    first, second = rows["KUDU Sekolah"].entry, rows["Junjang Adminduk"].entry
    swapped = {first.pk: Verdict(LOST), second.pk: Verdict(WON)}
    plenary = decide(plenary=open_plenary, verdicts=swapped, revision=2, by=sari, now=MEETING_DAY)
    with pytest.raises(Incomplete) as refused:
        close(plenary=plenary, by=sari, now=MEETING_DAY)
    assert len(refused.value.missing) == 2
    reasons = {pk: Verdict(verdict.outcome, "Klaim utama tidak terbukti.") for pk, verdict in swapped.items()}
    plenary = decide(plenary=plenary, verdicts=reasons, revision=3, by=sari, now=MEETING_DAY)
    assert close(plenary=plenary, by=sari, now=MEETING_DAY).closed_at


def test_another_number_of_winners_wants_a_reason(small_edition, sari, open_plenary):
    row = titled(small_edition)["Junjang Adminduk"]
    both = {row.entry.pk: Verdict(WON, "Sama kuat.")}
    plenary = decide(plenary=open_plenary, verdicts=both, revision=2, by=sari, now=MEETING_DAY)
    with pytest.raises(Incomplete) as refused:
        close(plenary=plenary, by=sari, now=MEETING_DAY)
    assert "2 pemenang" in refused.value.missing[0]
    plenary = decide(
        plenary=plenary,
        verdicts={},
        count_reasons={"daerah": "Dana hibah cukup untuk dua.", "provinsi": "  "},
        revision=3,
        by=sari,
        now=MEETING_DAY,
    )
    assert plenary.count_reasons == {"daerah": "Dana hibah cukup untuk dua."}
    assert close(plenary=plenary, by=sari, now=MEETING_DAY).closed_at


def test_closing_writes_numbered_minutes_once(small_edition, sari, open_plenary):
    plenary = close(plenary=open_plenary, by=sari, now=MEETING_DAY)
    minutes = plenary.minutes
    assert minutes.label == "001/BA-KIPP/XII/2021" and minutes.status == Status.RESERVED
    data = minutes.data
    assert data["held_in_words"].startswith("Selasa, tanggal empat belas bulan Desember")
    assert [row["count"] for row in data["funnel"]] == [4, 4, 4, 4, 2]
    assert [track["winners"] for track in data["tracks"]] == [1, 1]
    assert data["attendance"][1] == {"name": "Ratna Juror", "office": "Universitas Contoh"}
    with pytest.raises(AlreadyClosed):
        close(plenary=open_plenary, by=sari, now=MEETING_DAY)
    with pytest.raises(AlreadyClosed):
        decide(plenary=plenary, verdicts={}, revision=plenary.revision, by=sari, now=MEETING_DAY)
    with pytest.raises(AlreadyClosed):
        facts(plenary, sari)
    assert Document.objects.filter(kind="kipp.minutes").count() == 1


def test_scores_stay_locked_after_closing(small_edition, sari, closed_plenary):
    with pytest.raises(TooLateToOpen):
        unlock_stage(stage=stage(small_edition, StageKind.DESK), reason="Salah", by=sari, now=MEETING_DAY)


def test_minutes_are_pressed_sealed_and_replaced_after_a_correction(sari, closed_plenary, media):
    old = press(document_id=closed_plenary.minutes_id, now=MEETING_DAY)
    assert old.status == Status.ISSUED and old.file.size > 10_000
    with pytest.raises(PlenaryRefused):
        reopen(plenary=closed_plenary, reason="  ", by=sari, now=MEETING_DAY)
    plenary = reopen(plenary=closed_plenary, reason="Nama instansi salah tulis.", by=sari, now=MEETING_DAY)
    assert Document.objects.get(pk=old.pk).status == Status.ISSUED  # valid until the new minutes exist
    plenary = close(plenary=plenary, by=sari, now=MEETING_DAY + timedelta(hours=1))
    old.refresh_from_db()
    assert old.status == Status.REPLACED and old.replaced_by == plenary.minutes
    assert plenary.minutes.label == "002/BA-KIPP/XII/2021"
    assert plenary.minutes.data["corrects"] == {"label": old.label, "reason": "Nama instansi salah tulis."}
    assert press(document_id=plenary.minutes_id, now=MEETING_DAY).status == Status.ISSUED


def test_unpressed_minutes_are_given_up_when_corrected(sari, closed_plenary):
    old = closed_plenary.minutes
    plenary = reopen(plenary=closed_plenary, reason="Salah tanggal.", by=sari, now=MEETING_DAY)
    close(plenary=plenary, by=sari, now=MEETING_DAY)
    old.refresh_from_db()
    assert old.status == Status.VOID


def test_english_minutes(small_edition, sari, scored_finals, media):
    plenary = meeting(small_edition, sari)
    plenary = record_meeting(
        plenary=plenary,
        held_on=MEETING_DAY.date(),
        venue="Semarang",
        attendance="Sari, Biro",
        language="en",
        revision=plenary.revision,
        by=sari,
        now=MEETING_DAY,
    )
    minutes = close(plenary=plenary, by=sari, now=MEETING_DAY).minutes
    assert minutes.title == "Minutes of the plenary: KIPP Kecil"
    assert minutes.data["tracks"][0]["rows"][0]["score"] == "85.20"
    assert press(document_id=minutes.pk, now=MEETING_DAY).status == Status.ISSUED


def test_refusals(small_edition, sari, wati, open_plenary):
    for act in (
        lambda: lock_scores(edition=small_edition, by=wati, now=MEETING_DAY),
        lambda: decide(plenary=open_plenary, verdicts={}, revision=2, by=wati, now=MEETING_DAY),
        lambda: close(plenary=open_plenary, by=wati, now=MEETING_DAY),
        lambda: reopen(plenary=open_plenary, reason="x", by=wati, now=MEETING_DAY),
    ):
        with pytest.raises(NotOrganiser):
            act()
    with pytest.raises(StalePlenary):
        decide(plenary=open_plenary, verdicts={}, revision=0, by=sari, now=MEETING_DAY)
    Stage.objects.filter(edition=small_edition, kind=StageKind.DESK).update(locked_at=None)
    with pytest.raises(ScoresOpen):
        close(plenary=open_plenary, by=sari, now=MEETING_DAY)


def test_a_future_meeting_does_not_close(sari, open_plenary):
    Plenary.objects.update(held_on=MEETING_DAY.date() + timedelta(days=1))
    with pytest.raises(Incomplete):
        close(plenary=open_plenary, by=sari, now=MEETING_DAY)


def test_after_the_announcement_it_stays_shut(announced_edition, sari):
    with pytest.raises(AlreadyPublic):
        reopen(plenary=Plenary.objects.get(), reason="Salah.", by=sari, now=MEETING_DAY)


def test_the_journal_does_not_tell_outcomes(closed_plenary):
    for line in Line.objects.filter(act__startswith="kipp.plenary"):
        assert not {"winner", "outcome", "winners"} & set(str(line.data).replace("'", " ").split())


def test_walking_through_the_pages(small_edition, sari, scored_finals, signed_in):
    client = signed_in(sari)
    with time_machine.travel(MEETING_DAY, tick=False):
        assert client.get(page("plenary_decisions")).status_code == 404
        assert "Kunci nilai" in client.get(page("plenary")).content.decode()
        assert client.post(page("plenary_lock")).status_code == 302
        rows = titled(small_edition)
        typed = {"revision": "0", "count-daerah": "", "count-provinsi": ""}
        typed |= {f"outcome-{row.entry.pk}": row.proposal for row in rows.values()}
        assert client.post(page("plenary_decisions"), typed).status_code == 302
        stale = client.post(
            page("plenary_decisions"), typed | {f"reason-{rows['KUDU Sekolah'].entry.pk}": "Saya ketik"}
        )
        assert stale.status_code == 200 and "Saya ketik" in stale.content.decode()
        facts_typed = {
            "revision": "1",
            "held_on": "2021-12-14",
            "venue": "Hotel Contoh, Semarang",
            "attendance": "Sari, Biro Organisasi\n\nRatna, Universitas",
            "language": "id",
        }
        assert "Sari Organiser" in client.get(page("plenary_meeting")).content.decode()
        assert client.post(page("plenary_meeting"), facts_typed | {"held_on": "2031-01-01"}).status_code == 200
        assert client.post(page("plenary_meeting"), facts_typed).status_code == 302
        assert "KUDU Sekolah" in client.get(page("plenary_close")).content.decode()
        assert client.post(page("plenary_close")).status_code == 302
        assert client.post(page("plenary_close")).status_code == 302
        assert "001/BA-KIPP/XII/2021" in client.get(page("plenary")).content.decode()
        assert client.post(page("plenary_reopen"), {"reason": ""}).status_code == 200
        assert client.post(page("plenary_reopen"), {"reason": "Salah tulis."}).status_code == 302
    assert Document.objects.filter(kind="kipp.minutes").count() == 1


@pytest.mark.parametrize("value", ["champion", "<script>", "1"])
def test_a_made_up_outcome_is_refused(value, sari, open_plenary, scored_finals, signed_in):
    typed = {"revision": "2", f"outcome-{scored_finals[0].pk}": value}
    with time_machine.travel(MEETING_DAY, tick=False):
        assert signed_in(sari).post(page("plenary_decisions"), typed).status_code == 200
    assert Decision.objects.get(entry=scored_finals[0]).outcome == WON


def test_a_decision_on_a_stranger_is_ignored(small_edition, sari, open_plenary, wati, dindik):
    from tuntas.kipp.tests.proposals import draft

    other = draft(small_edition, dindik, wati, "Bukan finalis")
    decide(plenary=open_plenary, verdicts={other.pk: Verdict(WON)}, revision=2, by=sari, now=MEETING_DAY)
    assert not Decision.objects.filter(entry=other).exists()


def test_minutes_are_read_by_the_office_only(closed_plenary, sari, wati, tono, small_edition, signed_in, media):
    press(document_id=closed_plenary.minutes_id, now=MEETING_DAY)
    address = reverse("documents:download", args=[closed_plenary.minutes.token])
    assert signed_in(sari).get(address, follow=True).status_code == 200
    for who in (wati, tono, jury_of(small_edition)[0].person):
        assert signed_in(who).get(address).status_code in (403, 404)


def test_the_table_costs_the_same_at_any_length(sari, open_plenary, signed_in, django_assert_max_num_queries):
    client = signed_in(sari)
    client.get(page("plenary"))
    with django_assert_max_num_queries(12):
        client.get(page("plenary"))
    with django_assert_max_num_queries(12), time_machine.travel(MEETING_DAY, tick=False):
        client.get(page("plenary_decisions"))


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
