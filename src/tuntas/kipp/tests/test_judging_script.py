"""The desk in a real browser: keys, total while typing, saving by itself, going on without losing a word."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tuntas.kipp.models import Assignment, Sheet
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, give, passed

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(page: Any, live_server: Any, sign_in: Any, small_edition, dindik, wati, ratna):
    """Ratna before the first of two proposals; the desk stage runs."""
    step = desk(small_edition)
    step.criteria.filter(key="signifikansi").update(
        anchors=[
            {"from": 85, "to": 100, "id": "Kuat", "en": "Strong"},
            {"from": 0, "to": 84, "id": "Lemah", "en": "Weak"},
        ]
    )
    ratna_seat = jury_of(small_edition)[0]
    for title in ("KUDU Sekolah", "Junjang Adminduk"):
        give(step, passed(small_edition, dindik, wati, title), ratna_seat)
    with time_machine.travel(DESK_DAY, tick=True):
        sign_in(ratna)
        page.goto(live_server.url + reverse("kipp:queue", args=[small_edition.slug, "desk"]))
        page.click("text=Mulai menilai")
        page.wait_for_selector("html[data-ready]")
        yield page


def test_the_total_follows_and_is_saved_by_itself(opened):
    opened.keyboard.press("1")
    opened.keyboard.type("80")
    opened.keyboard.press("Escape")
    opened.keyboard.press("2")
    opened.keyboard.type("90")
    assert opened.text_content("[data-total]").strip() == "83,00"
    assert "2 dari 2" in opened.text_content("[data-filled]")
    opened.wait_for_selector("[data-saving][data-state=saved]", timeout=10_000)
    assert str(Sheet.objects.get().total) == "83.000000"
    assert opened.input_value("[name=revision]") == "1"


def test_a_band_sets_its_middle_and_an_extreme_asks_for_a_remark(opened):
    opened.check("[name=band-signifikansi][value='85']")
    assert opened.input_value("#id_value-signifikansi") == "93"
    opened.fill("#id_value-signifikansi", "99")
    assert opened.is_visible("#aspek-signifikansi [data-must]")
    opened.fill("#id_value-signifikansi", "12")
    assert opened.is_checked("[name=band-signifikansi][value='0']")


def test_the_keys_are_quiet_while_typing(opened):
    before = opened.url
    opened.fill("#id_remark", "")
    opened.locator("#id_remark").press_sequentially("sangat penting? n p s 1")
    assert opened.url == before
    assert opened.input_value("#id_remark") == "sangat penting? n p s 1"


def test_next_takes_along_what_was_not_saved_yet(opened):
    before = opened.url
    opened.keyboard.press("1")
    opened.keyboard.type("77")
    opened.keyboard.press("Escape")
    with opened.expect_navigation():
        opened.keyboard.press("n")
    assert opened.url != before
    assert Assignment.objects.filter(sheet__scores__value=77).count() == 1
    with opened.expect_navigation():
        opened.keyboard.press("p")
    assert opened.url == before and opened.input_value("#id_value-signifikansi") == "77"


def test_the_help_opens_by_key(opened):
    opened.keyboard.press("?")
    assert opened.is_visible("text=usulan berikutnya, sebelumnya")
