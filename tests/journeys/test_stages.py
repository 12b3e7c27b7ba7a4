"""Panels, duel rounds and the public vote as people see them: in both languages, on a phone and wide."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress

from tuntas.kipp.actions.duels import answer, close_duel, open_duel
from tuntas.kipp.actions.locking import lock_stage
from tuntas.kipp.actions.panels import open_meeting, save_panel
from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.queries.plenary import unlocked
from tuntas.kipp.terms import StageKind
from tuntas.kipp.tests.finished import MEETING_DAY, jury_of
from tuntas.kipp.tests.stage import DATES, moment

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def late(small_edition, scored_finals, sari, tono):
    """A vote that runs, a panel of the interview that met, one duel round closed and one open."""
    Edition.objects.filter(pk=small_edition.pk).update(passing_grade=50, replicated_first=True, duel_breaks_ties=True)
    edition = Edition.objects.get(pk=small_edition.pk)
    Stage.objects.create(
        edition=edition, key="warga", title="Suara warga", kind=StageKind.VOTE, order=90,
        opens_at=MEETING_DAY - timedelta(days=2), closes_at=MEETING_DAY + timedelta(days=2), vote_weight=10,
    )  # fmt: skip
    EmailAddress.objects.get_or_create(user=tono, email=tono.email, defaults={"verified": True, "primary": True})
    jury, step = jury_of(edition), Stage.objects.select_related("edition").get(edition=edition, key="interview")
    met = moment(DATES[StageKind.INTERVIEW][1]) + timedelta(hours=2)
    panel = save_panel(stage=step, title="Panel A", jurors=jury, lead=jury[0], by=sari, now=met)
    open_meeting(panel=panel, by=sari, now=met)
    values = {"panel": panel.pk, "ref": scored_finals[0].case.reference}
    for one in unlocked(edition):
        lock_stage(stage=one, by=sari, now=MEETING_DAY)
    for name, key in (("closed", "provinsi"), ("open", "provinsi")):
        track = edition.tracks.get(key=key)
        mine = [one.pk for one in scored_finals if one.track_id == track.pk]
        duel = open_duel(track=track, entries=mine, reason="Dekat.", by=sari, now=MEETING_DAY, seed=1)
        values[name] = duel.pk
        if name == "closed":
            for pair in duel.pairs.select_related("juror__person"):
                answer(pair=pair, choice="one", by=pair.juror.person, now=MEETING_DAY)
            close_duel(duel=duel, by=sari, now=MEETING_DAY)
    return {"at": f"/kipp/{edition.slug}/", **values}


PAGES = {
    "nobody": ["{at}", "{at}suara/warga/"],
    "tono": ["{at}suara/warga/"],
    "ratna": ["{at}duel/{open}/", "{at}panel/interview/{panel}/", "{at}nilai-saya/", "{at}juri/?semua=1"],
    "sari": [
        "{at}banding/", "{at}banding/buka/daerah/", "{at}banding/{closed}/", "{at}banding/{open}/",
        "{at}banding/{open}/tutup/", "{at}banding/{open}/batal/", "{at}panel/interview/", "{at}panel/interview/baru/",
        "{at}panel/interview/{panel}/", "{at}suara/warga/kantor/", "{at}sudah-direplikasi/", "{at}nilai/{ref}/",
        "{at}peringkat/akhir/", "{at}pleno/",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_late_stages_are_readable_by_everybody(
    name, page, live_server, sign_in, speak, check, late, sari, tono, ratna
) -> None:
    who = {"sari": sari, "tono": tono, "ratna": ratna}.get(name)
    with time_machine.travel(MEETING_DAY):
        if who:
            sign_in(who)
        for language in ("id", "en"):
            speak(language)
            for address in PAGES[name]:
                answer_ = page.goto(live_server.url + address.format(**late))
                assert answer_ is not None and answer_.status == 200, (address, answer_.status)
                check(page, widths=(390, 1280) if language == "id" else (390,))


def test_a_juror_compares_by_keys(page, live_server, sign_in, late, ratna) -> None:
    with time_machine.travel(MEETING_DAY):
        sign_in(ratna)
        page.goto(f"{live_server.url}{late['at']}duel/{late['open']}/")
        page.keyboard.press("ArrowLeft")
        page.wait_for_load_state()
        page.get_by_text("Semua pasangan sudah dibandingkan").wait_for()


def test_a_citizen_votes_by_one_button(page, live_server, sign_in, late, tono) -> None:
    with time_machine.travel(MEETING_DAY):
        sign_in(tono)
        page.goto(f"{live_server.url}{late['at']}suara/warga/")
        page.get_by_role("button", name="Pilih yang ini").first.click()
        page.get_by_text("Pilihan Anda").first.wait_for()
