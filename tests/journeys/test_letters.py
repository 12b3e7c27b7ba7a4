"""Village letters in the browser: every page looked at by axe; a kiosk that forgets; what was typed survives."""

import pytest
import time_machine

from tests.cast import NOW
from tuntas.services.labkd.actions import numbering
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.tests.conftest import *  # noqa: F403
from tuntas.services.labkd.tests.office import ANSWERS

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HERE = "/layanan/33.26.05.2005/labkd/"
PAGES = {
    "nobody": ["", "surat/minta/", "surat/minta/birth/", "surat/lacak/", "surat/lacak/{token}/", "surat/kios/",
               "surat/kios/domicile/"],
    "yuni": ["surat/", "surat/?nama=1", "surat/baru/", "surat/baru/poor/", "surat/{asked}/", "surat/{asked}/isi/",
             "surat/{asked}/warga/", "surat/{asked}/langkah/take_up/", "surat/agenda/", "surat/{issued}/",
             "surat/{issued}/langkah/hand_over/", "surat/nomor/{block}/", "surat/nomor/{block}/isi/{number}/",
             "surat/saya/"],
    "hadi": ["surat/petugas/", "surat/petugas/jabatan/", "surat/petugas/berhalangan/", "surat/nomor/",
             "surat/klasifikasi/", "surat/templat/", "surat/templat/domicile/", "surat/{issued}/cabut/",
             "surat/{issued}/ganti/"],
    "warto": ["surat/petugas/pelimpahan/", "surat/{signing}/langkah/sign/"],
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_readable_by_everybody(name, page, live_server, sign_in, speak, check, office, neighbours) -> None:
    with time_machine.travel(NOW):
        issued, signing = office.signed(neighbours["Siti"]), office.checked(neighbours["Painah"])
        asked = office.ask(neighbours["Rudi"], answers=ANSWERS)
        block = numbering.reserve_block(place=office.place, count=3, reason="Dusun", by=office.secretary, now=NOW)
    values = {
        "issued": issued.case.reference, "signing": signing.case.reference, "asked": asked.case.reference,
        "token": issued.token, "block": block.pk, "number": block.numbers.first().pk,
    }  # fmt: skip
    people = {"yuni": office.operator, "hadi": office.secretary, "warto": office.head}
    with time_machine.travel(NOW):
        if name in people:
            sign_in(people[name])
        for language in ("id", "en"):
            speak(language)
            for address in PAGES[name]:
                there = HERE + address.format(**values)
                answer = page.goto(live_server.url + there)
                assert answer is not None and answer.status == 200, (there, answer.status)
                check(page, widths=(390, 1280) if language == "id" else (390,))


def test_a_kiosk_forgets_and_a_form_from_home_remembers(page, live_server, office) -> None:
    with time_machine.travel(NOW):
        page.goto(f"{live_server.url}{HERE}surat/minta/domicile/")
        page.fill("#id_name", "Siti Aminah Contoh")
        page.fill("#id_nik", "3326054507820002")
        page.wait_for_timeout(1500)
        page.reload()
        page.wait_for_selector("form[data-restored]", state="attached")
        assert page.input_value("#id_name") == "Siti Aminah Contoh", "a line that dropped loses nothing"
        assert page.input_value("#id_nik") == "", "but no NIK stays on a device that others use"
        page.goto(f"{live_server.url}{HERE}surat/kios/domicile/")
        page.fill("#id_name", "Painah Contoh")
        page.wait_for_timeout(1500)
        page.reload()
        page.wait_for_timeout(800)
        assert page.input_value("#id_name") == ""
        page.fill("#id_name", "Painah Contoh")
        page.fill("#id_nik", "3326054507820002")
        page.fill("#id_a_keperluan", "Beasiswa")
        page.click("main button:has-text('Kirim')")
        letter = Letter.objects.select_related("case").get()
        page.wait_for_selector(f"text={letter.case.reference}")
        page.click("main a:has-text('Selesai')")
        page.wait_for_url("**/surat/kios/")
        assert "Painah" not in page.content()
