"""Services and their switches as everybody sees them, in both languages, by axe; and a village at work."""

import pytest
import time_machine

from tests.cast import NOW
from tuntas.catalogue.actions.practising import write_own
from tuntas.catalogue.actions.switching import put
from tuntas.catalogue.models import PracticeOverride
from tuntas.catalogue.queries import is_on
from tuntas.catalogue.terms import SwitchState
from tuntas.catalogue.tests.conftest import neighbour, officer, team, trial  # noqa: F401
from tuntas.catalogue.tests.switched import turn_on

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
VILLAGE, REGENCY = "/layanan/33.26.05.2005/", "/layanan/33.26/"
PAGES = {
    "nobody": ["/layanan/", "/layanan/uji/", "/layanan/uji/praktik/sop/", VILLAGE, "/wilayah/33.26.05.2005/"],
    "lastri": [
        "/meja/", f"{VILLAGE}atur/", f"{VILLAGE}atur/uji/", f"{VILLAGE}atur/uji/kesiapan/decree/",
        f"{VILLAGE}atur/uji/pengaturan/", f"{VILLAGE}atur/uji/praktik/", f"{VILLAGE}atur/uji/praktik/sop/",
        f"{VILLAGE}atur/uji/praktik/sop/tulis/", f"{VILLAGE}atur/uji/praktik/sop/perbarui/",
    ],
    "rudi": [f"{REGENCY}atur/", f"{REGENCY}atur/uji/", f"{REGENCY}atur/uji/desa/"],
}  # fmt: skip


@pytest.fixture
def world(trial, jateng, pekalongan, talun, neighbour, officer, team):  # noqa: F811
    """Offered, on in Desa Talun, which has a text of its own that the origin has moved away from."""
    with time_machine.travel(NOW):
        for place in (jateng, pekalongan):
            put(module=trial.module, place=place, state=SwitchState.OFFERED, by=team, now=NOW)
        turn_on("trial", talun)
        text = "Langkah satu, di balai.\n\nLangkah dua.\n\nLangkah tiga.\n\nLangkah empat, oleh kami."
        write_own(module=trial.module, place=talun, part="sop", text=text, note="Kami", revision=0, by=officer, now=NOW)
        before = "Langkah satu.\n\nLangkah dua saja.\n\nLangkah tiga.\n\nLangkah keempat."
        PracticeOverride.objects.update(base=before)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_readable_by_everybody(name, page, live_server, sign_in, speak, check, world, officer, team):  # noqa: F811
    who = {"lastri": officer, "rudi": team}.get(name)
    with time_machine.travel(NOW):
        if who:
            sign_in(who)
        for language in ("id", "en"):
            speak(language)
            for address in PAGES[name]:
                answer = page.goto(live_server.url + address)
                assert answer is not None and answer.status == 200, (address, answer.status)
                check(page, widths=(390, 1280) if language == "id" else (390,))


def test_a_village_switches_on_and_off_from_its_desk(page, live_server, sign_in, world, neighbour, talun, officer):  # noqa: F811
    with time_machine.travel(NOW):
        sign_in(officer)
        page.goto(live_server.url + "/meja/")
        page.get_by_role("link", name="Layanan Desa Talun").click()
        page.get_by_role("link", name="Atur layanan").click()
        page.get_by_role("link", name="Layanan Uji").click()
        page.get_by_label("Nonaktifkan di sini").check()
        page.get_by_role("button", name="Simpan").click()
        page.get_by_role("button", name="Nonaktifkan").click()
        page.get_by_text("Tersimpan. Berlaku").wait_for()
        assert not is_on("trial", talun)
        page.get_by_label("Aktifkan di sini", exact=True).check()
        page.get_by_label("Alasan").fill("Siap kembali")
        page.get_by_role("button", name="Simpan").click()
        page.get_by_text("Siap kembali").first.wait_for()
        assert is_on("trial", talun)
