"""The style page in a real browser, and what the scripts promise about typed text."""

from typing import Any

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
READY = "html[data-ready]"
TEXT = "Anak kembali ke sekolah"


def go(page: Any, address: str) -> None:
    """Open the page and wait for its scripts."""
    page.goto(address)
    page.wait_for_selector(READY)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_component_is_open_to_everybody(page: Any, live_server: Any, speak: Any, check: Any, language: str):
    speak(language)
    page.goto(live_server.url + "/ui/")
    assert page.locator("html").get_attribute("lang") == language
    check(page, name=f"ui-{language}")


def test_menus_and_errors_by_keyboard(page: Any, live_server: Any, sign_in: Any, check: Any, wati: Any):
    sign_in(wati)
    page.goto(live_server.url + "/ui/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    menu = page.locator("details.account")
    menu.locator("summary").press("Enter")
    check(page, widths=(390,))
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None


def test_error_pages_are_open_to_everybody(page: Any, live_server: Any, check: Any):
    page.goto(live_server.url + "/tidak-ada/")
    check(page, name="ui-404")


def test_words_are_counted_while_typing(page: Any, live_server: Any):
    go(page, live_server.url + "/ui/")
    page.fill("#id_summary", TEXT)
    assert page.inner_text("#id_summary_count") == "Tersisa 21 kata"
    page.fill("#id_summary", "kata " * 30)
    assert page.inner_text("#id_summary_count") == "5 kata terlalu banyak"


def test_typed_text_comes_back_after_the_window_was_closed(page: Any, live_server: Any):
    go(page, live_server.url + "/ui/")
    page.fill("#id_title", TEXT)
    page.check("#id_kind_1")
    go(page, live_server.url + "/ui/?lagi")
    assert page.input_value("#id_title") == TEXT
    assert page.is_checked("#id_kind_1")
    page.click(".kept button")
    assert page.input_value("#id_title") == ""
    page.reload()
    assert page.locator(".kept").count() == 0


def test_expired_form_hands_the_text_back_twice(page: Any, live_server: Any, check: Any):
    go(page, live_server.url + "/ui/")
    page.fill("#id_title", TEXT)
    page.context.clear_cookies()  # the session is gone
    page.locator("form[data-keep] button.button-primary").click()
    assert TEXT in page.input_value("#typed-1")
    check(page, name="ui-expired")
    page.click("main a.button")
    page.wait_for_selector(READY)
    assert page.input_value("#id_title") == TEXT
    assert page.locator(".kept").count() == 1


def test_expired_form_without_scripts(plain_page: Any, live_server: Any):
    plain_page.goto(live_server.url + "/ui/")
    plain_page.fill("#id_title", TEXT)
    plain_page.context.clear_cookies()
    plain_page.locator("form[data-keep] button.button-primary").click()
    assert plain_page.locator("#typed-1").input_value() == TEXT
