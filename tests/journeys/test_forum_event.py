"""A forum event: somebody registers, waits, is promoted, is let in, also without a line; an award is granted and its
certificate verifies. Every page on the way by axe, in both languages, on a phone and wide."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.cast import NOW
from tuntas.documents.models import Document
from tuntas.forum.actions.bookings import book, withdraw_booking
from tuntas.forum.actions.programmes import begin_programme, put_piece
from tuntas.forum.models import Booking, Honour, Partner
from tuntas.forum.terms import PieceKind
from tuntas.forum.tests.gathering import STARTS, gathered
from tuntas.notices.models import Notice

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def to(name, *args):
    return reverse(f"forum:{name}", args=list(args))


def test_from_the_waiting_list_through_the_door(page, live_server, sign_in, check, speak, sari, biro, tono, wati):
    with time_machine.travel(NOW, tick=False):
        gathering = gathered(sari, biro, places=1, title_en="Inspiration forum")
        first = book(gathering=gathering, by=wati, now=NOW, needs="Juru bahasa isyarat")
        sign_in(tono)
        page.goto(live_server.url + to("gatherings"))
        page.get_by_role("link", name="Forum Inspirasi").click()
        page.get_by_role("link", name="Masuk daftar tunggu").click()
        check(page)
        page.get_by_label("Instansi atau komunitas").fill("Karang Taruna Talun")
        page.get_by_role("button", name="Masuk daftar tunggu").click()
        page.get_by_text("Anda berada di urutan nomor 1.").wait_for()
        check(page)
        withdraw_booking(booking=first, by=wati, now=NOW)
        assert Notice.objects.filter(person=tono, kind="forum.place_freed").exists(), "the wiring tells of it"
        page.reload()
        mine = Booking.objects.get(person=tono)
        page.get_by_text(f"{mine.code[:4]}-{mine.code[4:]}").wait_for()
        check(page)
        sign_in(sari)
        for name in ("gathering_desk", "gathering_write", "item_add", "material_add", "attendees", "gathering_cancel"):
            page.goto(live_server.url + to(name, gathering.slug))
            check(page)
        speak("en")
        for name in ("gathering", "gathering_desk", "gathering_write", "attendees", "door"):
            page.goto(live_server.url + to(name, gathering.slug))
            check(page, widths=(390,))
        speak("id")
    with time_machine.travel(STARTS, tick=False):
        sign_in(sari)  # the session of last week is over
        door(page, live_server, gathering, mine)
        check(page)


def door(page, live_server, gathering, mine):
    """Without a line the code is kept and a slip of the finger is told; with one it is sent, once."""
    page.goto(live_server.url + to("door", gathering.slug))
    page.wait_for_selector("html[data-ready]")
    page.context.set_offline(True)
    code = page.get_by_label("Kode tiket")
    code.fill("AAAA-AAAA")
    code.press("Enter")
    page.locator(".arrivals [data-tone=bad]", has_text="AAAA-AAAA").wait_for()
    code.fill(mine.code.lower())
    code.press("Enter")
    page.locator(".arrivals [data-tone=kept]").wait_for()
    assert Booking.objects.get(pk=mine.pk).came_at is None
    page.context.troubles.clear()  # the browser complains of the missing line
    page.context.set_offline(False)
    page.locator(".arrivals [data-tone=ok]", has_text="Tono Warga").wait_for()
    code.fill(mine.code)
    code.press("Enter")
    page.locator(".arrivals [data-tone=warn]", has_text="sudah pernah dipakai").wait_for()
    assert Booking.objects.get(pk=mine.pk).came_at is not None
    page.goto(live_server.url + to("arrival", gathering.slug, mine.code))
    page.get_by_text("Tiket ini sudah pernah dipakai").wait_for()


def test_the_door_without_scripts(plain_page, live_server, sari, biro, tono):
    from tests.browser import pass_for

    with time_machine.travel(NOW, tick=False):
        gathering = gathered(sari, biro)
        mine = book(gathering=gathering, by=tono, now=NOW)
    with time_machine.travel(STARTS - timedelta(hours=1), tick=False):
        pass_for(plain_page.context, live_server.url)(sari)
        plain_page.goto(live_server.url + to("arrival", gathering.slug, mine.code))
        plain_page.get_by_role("button", name="Catat hadir").click()
        plain_page.get_by_text("Selamat datang: Tono Warga").wait_for()


def test_an_award_is_granted_and_its_certificate_verifies(page, live_server, sign_in, check, speak, sari, biro, dindik):
    with time_machine.travel(NOW, tick=False):
        gathering = gathered(sari, biro)
        words = {"name": "KOMPAK", "summary": "Mendampingi desa.", "sources": "laporan.example", "is_public": True}
        programme = begin_programme(values=words, by=sari, now=NOW)
        line = {"name": "FITRA", "role": "Fasilitator", "source": "laporan.example"}
        put_piece(programme=programme, kind=PieceKind.PARTNER, values=line, by=sari, now=NOW)
        sign_in(sari)
        page.goto(live_server.url + to("gathering_desk", gathering.slug))
        page.get_by_role("link", name="Siapkan penghargaan").click()
        page.get_by_label("Nama penghargaan", exact=True).fill("Mitra Inovasi")
        page.get_by_label("Alasan pemberian", exact=True).fill("Setia mendampingi desa.")
        page.get_by_label("Diberikan oleh").fill("Biro Organisasi")
        page.get_by_label("Diserahkan pada acara").select_option(label="Forum Inspirasi")
        page.get_by_role("button", name="Simpan").click()
        page.get_by_role("link", name="Tentukan penerimanya").click()
        check(page)
        page.get_by_label("Atau program").select_option(label="KOMPAK")
        page.get_by_role("button", name="Tambah").click()
        check(page)
        page.get_by_role("link", name="Serahkan").click()
        check(page)
        page.get_by_role("button", name="Serahkan").click()
        page.get_by_role("link", name="periksa piagam").click()
        page.get_by_text("Mitra Inovasi").first.wait_for()
        assert Document.objects.get(kind="forum.honour").status == "issued"
        sign_in(None)
        honour = Honour.objects.get()
        kompak = to("programme", programme.slug)
        seen = [kompak, to("honour", honour.slug), to("gathering", gathering.slug), to("programmes"), to("honours")]
        for language in ("id", "en"):
            speak(language)
            for address in seen:
                page.goto(live_server.url + address)
                check(page, widths=(390, 1280) if language == "id" else (390,))
        speak("id")
        sign_in(sari)
        partner = Partner.objects.get()
        back = to("honour_take_back", honour.slug, honour.honourees.get().pk)
        edit = [to("programme_edit", programme.slug), to("programme_piece", programme.slug, "mitra", partner.pk), back]
        for address in edit:
            page.goto(live_server.url + address)
            check(page)


def test_the_exhibition_can_be_visited_by_everybody(
    page, live_server, sign_in, check, speak, sari, biro, announced_edition, finalists
):
    with time_machine.travel(NOW):
        gathering = gathered(sari, biro, edition=announced_edition)
    sign_in(sari)
    for language in ("id", "en"):
        speak(language)
        page.goto(live_server.url + to("exhibition", gathering.slug))
        check(page)
    page.get_by_role("link", name="Write on this stand").first.click()
    check(page)
