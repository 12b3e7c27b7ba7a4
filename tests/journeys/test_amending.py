"""Rules without code: weights counted while typing, and an amendment from draft to public list without scripts."""

import pytest
import time_machine

from tests.cast import NOW

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_weights_are_counted_while_they_are_typed(page, live_server, sign_in, draft_edition, sari) -> None:
    with time_machine.travel(NOW):
        sign_in(sari)
        page.goto(f"{live_server.url}/kipp/{draft_edition.slug}/aturan/penilaian/")
        page.wait_for_selector("html[data-ready]")
        table = page.locator("table[data-sum]").nth(1)
        weight = table.locator("input[name$='-0-weight']")
        assert table.locator("[data-sum-total]").inner_text() == "100"
        before = float(weight.input_value())
        weight.fill(f"{before + 0.5:g}")
        assert table.locator("[data-sum-total]").inner_text() == "100.5"
        assert table.locator("[data-sum-wrong]").is_visible()
        weight.fill(f"{before:g}")
        assert table.locator("[data-sum-right]").is_visible()


def test_an_amendment_without_scripts(plain_page, live_server, edition, sari, client) -> None:
    page = plain_page
    with time_machine.travel(NOW):
        client.force_login(sari)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
        )
        page.goto(f"{live_server.url}/kipp/{edition.slug}/papan/")
        page.click("text=Perubahan aturan")
        page.click("text=Susun perubahan aturan")
        page.click("a:text-is('Formulir')")
        page.locator("main details summary").first.click()
        page.fill("input[name=bagian-0-words]", "275")
        page.click("text=Masukkan ke rancangan")
        page.fill("input[name=title]", "Ruang lebih untuk ringkasan")
        page.fill("textarea[name=reason]", "Diminta banyak instansi.")
        page.click("text=Simpan keterangan")
        page.click("text=Periksa sekali lagi lalu berlakukan")
        page.click("button:has-text('Berlakukan')")
        assert page.url.endswith("/perubahan/#perubahan-1")
        assert page.locator("#perubahan-1 ins").inner_text() == "275"
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/kipp/{edition.slug}/")
        assert page.locator("#perubahan-1").is_visible()
