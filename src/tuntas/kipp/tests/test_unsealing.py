"""Scores opened before the lock: who, for how long, what shows, and that the whole jury is told afterwards."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tuntas.documents.actions import press_pending
from tuntas.files.queries import content_of
from tuntas.journal.models import Line
from tuntas.kipp.actions.locking import lock_stage, unlock_stage
from tuntas.kipp.actions.plenary import close
from tuntas.kipp.actions.unsealing import NothingSealed, NotOrganiser, ReasonMissing, seal_again, unseal
from tuntas.kipp.models import Edition, Unsealing
from tuntas.kipp.rules.judging import may_see_scores
from tuntas.kipp.terms import Seat
from tuntas.kipp.tests.finished import MEETING_DAY, jury_of, meeting
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed, scored
from tuntas.kipp.tests.stage import _seated
from tuntas.notices.models import Notice

pytestmark = pytest.mark.django_db
HOUR = timedelta(minutes=60)


@pytest.fixture
def scores(small_edition, dindik, wati, ratna):
    entry = passed(small_edition, dindik, wati, "KUDU Sekolah")
    for juror in jury_of(small_edition)[:2]:
        scored(desk(small_edition), entry, juror, 80, 60)
    return entry


def broken(edition, sari, now=DESK_DAY) -> Unsealing:
    return unseal(stage=desk(edition), reason="Juri\n meminta.", by=sari, now=now)


def test_it_shows_to_organisers_only_and_only_for_its_time(small_edition, scores, sari, tono):
    dewi = _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT).person
    opik = _seated(small_edition, "Opik Pengamat", Seat.OBSERVER).person
    step = desk(small_edition)
    assert not may_see_scores(sari, small_edition, step, DESK_DAY)
    made = broken(small_edition, sari)
    assert (made.until - made.at, made.reason) == (HOUR, "Juri meminta.")
    for moment, seen in ((DESK_DAY, True), (made.until - timedelta(seconds=1), True), (made.until, False)):
        assert may_see_scores(sari, small_edition, step, moment) is seen
        for who in (dewi, opik, tono, jury_of(small_edition)[0].person):
            assert not may_see_scores(who, small_edition, step, moment)
    lock_stage(stage=step, by=sari, now=DESK_DAY)
    assert may_see_scores(dewi, small_edition, desk(small_edition), DESK_DAY)
    assert not may_see_scores(opik, small_edition, desk(small_edition), DESK_DAY)


def test_the_span_is_data(small_edition, scores, sari):
    Edition.objects.filter(pk=small_edition.pk).update(unseal_minutes=5)
    assert broken(small_edition, sari).until == DESK_DAY + timedelta(minutes=5)


def test_a_second_click_prolongs_nothing_and_sealing_again_hides(small_edition, scores, sari):
    made = broken(small_edition, sari)
    assert broken(small_edition, sari, DESK_DAY + timedelta(minutes=30)) == made
    for _twice in range(2):
        seal_again(stage=desk(small_edition), by=sari, now=DESK_DAY + timedelta(minutes=31))
    assert not may_see_scores(sari, small_edition, desk(small_edition), DESK_DAY + timedelta(minutes=32))
    acts = Line.objects.filter(act__startswith="kipp.scores_").values_list("act", flat=True)
    assert list(acts) == ["kipp.scores_unsealed", "kipp.scores_sealed_again"]
    assert broken(small_edition, sari, DESK_DAY + timedelta(minutes=40)) != made


def test_what_is_refused(small_edition, scores, sari, wati):
    step = desk(small_edition)
    dewi = _seated(small_edition, "Dewi Sekretariat", Seat.SECRETARIAT).person
    for outsider in (wati, dewi, jury_of(small_edition)[0].person):
        with pytest.raises(NotOrganiser):
            unseal(stage=step, reason="Ingin tahu.", by=outsider, now=DESK_DAY)
    with pytest.raises(ReasonMissing):
        unseal(stage=step, reason=" \n", by=sari, now=DESK_DAY)
    lock_stage(stage=step, by=sari, now=DESK_DAY)
    with pytest.raises(NothingSealed):
        unseal(stage=step, reason="Sudah terkunci.", by=sari, now=DESK_DAY)
    assert not Unsealing.objects.exists()


def test_the_whole_jury_is_told_at_the_lock_once_and_not_before(small_edition, scores, sari):
    broken(small_edition, sari)
    told = Notice.objects.filter(kind="kipp.scores_unsealed")
    assert not told.exists()
    lock_stage(stage=desk(small_edition), by=sari, now=DESK_DAY + HOUR)
    assert {notice.person.name for notice in told} == {"Ratna Juror", "Hadi Juror", "Yusuf Juror"}
    one = told.first()
    assert "Juri meminta." in one.body and "Sari Organiser" in one.body and "Sari Organiser" in one.body_en
    unlock_stage(stage=desk(small_edition), reason="Salah.", by=sari, now=DESK_DAY + HOUR)
    lock_stage(stage=desk(small_edition), by=sari, now=DESK_DAY + 2 * HOUR)
    assert told.count() == 3


def test_the_way_through_the_pages(small_edition, scores, sari, ratna):
    client, juror = Client(), Client()
    at = {
        name: reverse(f"kipp:{name}", args=[small_edition.slug, "desk"])
        for name in ("ranking", "unseal", "seal", "queue")
    }
    with time_machine.travel(DESK_DAY, tick=False):
        client.force_login(sari)
        juror.force_login(ratna)
        assert at["unseal"] in client.get(at["ranking"]).content.decode()
        ask = client.get(at["unseal"]).content.decode()
        assert "Seluruh 3 juri" in ask and "60 menit" in ask
        for wrong in ({"reason": "Darurat."}, {"understood": "on"}):
            assert client.post(at["unseal"], wrong).status_code == 422
        right = {"reason": "Darurat.", "understood": "on"}
        assert client.post(at["unseal"], right)["Location"] == at["ranking"]
        assert client.post(at["unseal"], right).status_code == 302 and Unsealing.objects.count() == 1
        page = client.get(at["ranking"] + "?jalur=daerah").content.decode()
        assert "74,00" in page and "Segel nilai ini sedang terbuka" in page and "Darurat." in page
        assert "Darurat." not in juror.get(at["queue"]).content.decode()
        assert client.get(at["seal"]).status_code == 405
        assert client.post(at["seal"]).status_code == 302
        assert "74,00" not in client.get(at["ranking"] + "?jalur=daerah").content.decode()
        lock_stage(stage=desk(small_edition), by=sari, now=DESK_DAY)
        assert "Darurat." in juror.get(at["queue"]).content.decode()
        assert "Dibuka sebelum dikunci" in client.get(at["ranking"] + "?jalur=daerah").content.decode()
        assert client.get(at["unseal"])["Location"] == at["ranking"]


def test_the_minutes_say_so(small_edition, scored_finals, sari):
    with time_machine.travel(DESK_DAY, tick=False):
        broken(small_edition, sari)
    plenary = close(plenary=meeting(small_edition, sari), by=sari, now=MEETING_DAY)
    assert [row["reason"] for row in plenary.minutes.data["unsealings"]] == ["Juri meminta."]
    press_pending(now=MEETING_DAY)
    plenary.minutes.refresh_from_db()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content_of(plenary.minutes.file))).pages)
    assert "Juri meminta." in text and "sebelum dikunci" in text
