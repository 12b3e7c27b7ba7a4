"""A regency takes over an innovation with its owner, in the browser; every page of it is looked at by axe."""

from datetime import timedelta

import pytest
import time_machine

from tests.cast import NOW
from tuntas.innovations.actions.indexing import reindex
from tuntas.innovations.models import Innovation
from tuntas.replication.actions.updating import notice_changes
from tuntas.replication.models import Replication
from tuntas.replication.queries.copies import updates_open
from tuntas.replication.tests.conftest import *  # noqa: F403
from tuntas.replication.tests.kit import brought, fresh, measured, ready

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

UNITS = "Desa atau unit tempat layanan berjalan"
PAGES = {
    "nobody": ["/replikasi/", "/replikasi/pohon/kudu/", "{copy}"],
    "rini": [
        "/meja/", "/replikasi/saya/", "{copy}", "{copy}?publik=1", "{copy}rencana/", "{copy}kesiapan/?sumbu=budget",
        "{copy}tonggak/", "{copy}hasil/", "{copy}kesepakatan/", "{copy}pembaruan/{update}/", "{copy}langkah/stop/",
        "/replikasi/mulai/kudu/", "{other}kesepakatan/",
    ],
    "agus": ["{copy}pendamping/", "{copy}rencana/", "/replikasi/saya/"],
    "sari": ["/replikasi/provinsi/", "{other}kesepakatan/"],
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_readable_by_everybody(
    name, page, live_server, sign_in, speak, check, copy, kudu, sides, rini, agus, sari, dukcapil
) -> None:
    with time_machine.travel(NOW):
        copy = brought(copy, "running", sides)
        measured(copy, rini)
        kudu.chapters.filter(key="how").update(text="Operator desa mencatat anak lewat kertas.")
        notice_changes(innovation=kudu, now=NOW)
        second = Innovation.objects.create(
            slug="lain", name="Layanan Lain", owner=agus.holdings.get().organisation, is_public=True, added_at=NOW
        )
        other = brought(begun(second, dukcapil, rini), "approved", sides)  # noqa: F405
    values = {
        "copy": f"/replikasi/{copy.case.reference}/",
        "other": f"/replikasi/{other.case.reference}/",
        "update": updates_open(fresh(copy)).get().pk,
    }
    people = {"rini": rini, "agus": agus, "sari": sari}
    with time_machine.travel(NOW + timedelta(days=30)):
        if name in people:
            sign_in(people[name])
        for language in ("id", "en"):
            speak(language)
            for address in PAGES[name]:
                answer = page.goto(live_server.url + address.format(**values))
                assert answer is not None and answer.status == 200, (address, answer.status)
                check(page, widths=(390, 1280) if language == "id" else (390,))


def test_interest_to_owner_in_the_browser(page, live_server, sign_in, copy, kudu, batang, dewi, agus, sari) -> None:
    """Batang finds the innovation, says why, and follows it to the owner's approval."""
    with time_machine.travel(NOW):
        sign_in(dewi)
        page.goto(f"{live_server.url}/replikasi/pohon/kudu/")
        page.get_by_role("link", name="Replikasi inovasi ini").click()
        page.get_by_label("Masalah apa di tempat Anda").fill("Banyak anak tidak sekolah di pesisir.")
        page.get_by_role("button", name="Nyatakan minat").click()
        mine = Replication.objects.get(adopter=batang)
        address = f"{live_server.url}/replikasi/{mine.case.reference}/"
        assert page.url == address
        for who, label in ((sari, "Verifikasi minat"), (dewi, "Ajukan kepada pemilik"), (agus, "Setujui replikasi")):
            sign_in(who)
            page.goto(address)
            page.get_by_role("link", name=label).click()
            page.get_by_role("button", name=label).click()
        assert fresh(mine).case.stage == "approved"
        assert page.get_by_role("link", name="Baca dan tandatangani kesepakatan").is_visible()


def planned(page, here: str, mine) -> None:
    """The plan, kept while it is typed, then saved."""
    page.goto(here + "rencana/")
    page.wait_for_selector("html[data-ready]")
    page.get_by_label("Seluruh inovasi").check()
    page.get_by_label("Isi rencana").fill("Dua desa dulu, lalu satu kecamatan.")
    page.locator("[data-saving][data-state=saved], .saving[data-state=saved]").wait_for()
    assert fresh(mine).plan == "Dua desa dulu, lalu satu kecamatan.", "kept before anything was sent"
    page.get_by_label("Biaya tahun pertama (rupiah)").fill("50000000")
    page.get_by_label("Jumlah petugas yang diperlukan").fill("12")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Tersimpan.", exact=True).wait_for()


def test_from_a_search_to_a_copy_that_is_confirmed(page, live_server, sign_in, check, kudu, sides, rini, agus, sari):
    """Brebes finds the practice, copies it with its owner, measures it; the owner confirms; at last it stops."""

    def step(who, label: str, *fields: tuple[str, str]) -> None:
        sign_in(who)
        page.goto(here)
        page.get_by_role("link", name=label, exact=True).click()
        for name, value in fields:
            page.get_by_label(name, exact=True).fill(value)
        page.get_by_role("button", name=label, exact=True).click()
        page.wait_for_url(here)

    with time_machine.travel(NOW):
        reindex()
        sign_in(rini)
        page.goto(f"{live_server.url}/inovasi/?text=sekolah")
        page.get_by_role("link", name="KUDU Sekolah").click()
        page.get_by_role("link", name="Replikasi inovasi ini").first.click()
        page.get_by_label("Masalah apa di tempat Anda").fill("Banyak anak putus sekolah.")
        page.get_by_role("button", name="Nyatakan minat").click()
        mine = Replication.objects.get()
        here = f"{live_server.url}/replikasi/{mine.case.reference}/"
        step(sari, "Verifikasi minat")
        step(rini, "Ajukan kepada pemilik")
        step(agus, "Setujui replikasi")
        for who in (rini, sari, agus):
            sign_in(who)
            page.goto(here + "kesepakatan/")
            page.get_by_label("Dalam jabatan apa").fill("Kepala")
            page.get_by_role("checkbox").check()
            page.get_by_role("button", name="Tanda tangani").click()
            page.get_by_text("Anda sudah menandatangani").first.wait_for()
        page.get_by_role("link", name="PDF").first.wait_for()
        sign_in(rini)
        planned(page, here, mine)
        step(rini, "Rencana selesai")
        page.goto(here + "kesiapan/?sumbu=budget")
        page.locator("#id_grade").select_option("2")
        page.get_by_label("Bukti").fill("DPA 2021")
        page.get_by_role("button", name="Simpan").click()
        ready(mine, rini)
        step(
            rini,
            "Sekarang berjalan",
            ("Berjalan sejak", "2021-09-01"),
            ("Desa atau unit tempat layanan berjalan", "Desa A"),
        )
        check(page, widths=(390,))
        measured(mine, rini)
        step(rini, "Laporkan hasil")
        step(agus, "Tegaskan bahwa masih berjalan")
        assert fresh(mine).case.stage == "confirmed"
        step(rini, "Laporkan bahwa sudah berhenti", ("Pelajaran", "Anggaran habis; mulailah dengan Perbup."))
        sign_in(None)
        page.goto(here)
        page.get_by_text("mulailah dengan Perbup").first.wait_for()
        check(page, widths=(390,))
