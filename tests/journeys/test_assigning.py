"""Journey: an organiser assigns, a juror drops out, late ones are reminded, the stage closes at quorum."""

import pytest
import time_machine

from tuntas.kipp.models import Assignment, Category, Competence, Run
from tuntas.kipp.tests.finished import jury_of
from tuntas.kipp.tests.judging_stage import DESK_DAY, desk, passed, scored

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["id", "en"])
def test_from_assignment_to_closing(
    language, page, live_server, sign_in, speak, check, small_edition, sari, ratna, dindik, dukcapil, wati, budi
) -> None:
    jury = jury_of(small_edition)
    health = Category.objects.create(edition=small_edition, key="sehat", title="Kesehatan", title_en="Health", order=1)
    for at in range(3):
        passed(small_edition, dindik, wati, f"Inovasi {at}")
        passed(small_edition, dukcapil, budi, f"Layanan {at}")
    base = f"{live_server.url}/kipp/{small_edition.slug}/"
    with time_machine.travel(DESK_DAY):
        speak(language)
        sign_in(jury[0].person)
        page.goto(base + "juri/bidang/")
        check(page)
        page.select_option(f"[name=category-{health.pk}]", "3")
        page.click("main form button")
        page.wait_for_selector("main .notice")
        sign_in(sari)
        _take_over(page, check, base, jury[0].pk)
        _assign(page, check, base)
        _adjust(page, check, base, jury[2].pk)
        scored(desk(small_edition), passed(small_edition, dindik, wati, "Susulan"), jury[0], 80, 70)
        _close(page, check, base)
        assert desk(small_edition).locked_at
        sign_in(jury[0].person)
        page.goto(base + "juri/desk/mengapa/")
        check(page)


def _take_over(page, check, base: str, seat: int) -> None:
    page.goto(base + "orang/bidang/")
    check(page)
    page.goto(f"{base}orang/{seat}/bidang/")
    check(page)
    page.click("button[name=take_over]")
    page.wait_for_url("**/orang/bidang/")
    assert Competence.objects.get().level == 3


def _assign(page, check, base: str) -> None:
    page.goto(base + "penugasan/desk/")
    check(page)
    page.fill("[name=per_entry]", "2")
    page.click("button[name=preview]")
    page.wait_for_selector("button[name=apply]")
    check(page)
    page.click("button[name=apply]")
    page.wait_for_selector("span.who")
    assert Assignment.objects.filter(removed_at=None).count() == 12
    check(page, widths=(390,))
    page.click("span.who a >> nth=0")
    page.wait_for_url("**/mengapa/**")
    check(page)


def _adjust(page, check, base: str, seat: int) -> None:
    page.goto(base + "penugasan/desk/sesuaikan/")
    check(page)
    page.check(f"[name=without][value='{seat}']")
    page.click("button[name=preview]")
    page.wait_for_selector("#moves")
    check(page)
    page.click("button[name=apply]")
    page.wait_for_selector("span.who")
    assert Run.objects.count() == 2 and not Assignment.objects.filter(juror=seat, removed_at=None).exists()
    page.goto(base + "penugasan/desk/riwayat/")
    check(page)
    page.click("main table a >> nth=0")
    page.click("main form button")
    page.wait_for_url("**ulang=1")
    check(page)


def _close(page, check, base: str) -> None:
    page.goto(base + "penugasan/desk/terlambat/")
    check(page)
    page.click("button[name=juror] >> nth=0")
    page.wait_for_selector("main .status-none")
    page.goto(base + "penugasan/desk/tutup/")
    check(page)
    page.fill("[name=reason]", "Juri sakit")
    page.click("main form button >> nth=-1")
    page.wait_for_url("**/peringkat/**")
