"""What the scripts promise while a form is being filled in: saved, in conflict, without a line, sent once.

The style page has no address that saves; these tests answer in its place as rooms do.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
READY = "html[data-ready]"
EXTRA = 'data-autosave="/simpan/" data-keep="style"'
HIDDEN = '<input type="hidden" name="revision" value="3">'


@pytest.fixture
def saving(page: Any, live_server: Any) -> Callable[[Callable[[Any], None]], list[Any]]:
    """`saving(answer)`: opens the form with autosave; what was sent to be saved is collected in the list."""

    def begin(answer: Callable[[Any], None]) -> list[Any]:
        sent: list[Any] = []

        def with_autosave(route: Any) -> None:
            came = route.fetch()
            body = came.text().replace('data-keep="style"', EXTRA).replace("novalidate>", f"novalidate>{HIDDEN}", 1)
            route.fulfill(response=came, body=body)

        def save(route: Any) -> None:
            sent.append(route.request)
            answer(route)

        page.route("**/ui/", with_autosave)
        page.route("**/simpan/", save)
        page.goto(live_server.url + "/ui/")
        page.wait_for_selector(READY)
        return sent

    return begin


def kept(page: Any) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('tuntas:'))")


def test_changes_are_saved_a_moment_after_typing(page: Any, saving: Any):
    answer = {"status": 200, "content_type": "application/json", "body": json.dumps({"saved": "14.02", "revision": 4})}
    sent = saving(lambda route: route.fulfill(**answer))
    page.locator("#id_title").press_sequentially("Anak kembali ke sekolah", delay=5)
    page.wait_for_selector("text=Tersimpan 14.02")
    assert len(sent) == 1
    assert "Anak kembali ke sekolah" in sent[0].post_data
    assert sent[0].headers["x-csrftoken"]
    assert page.input_value("[name=revision]") == "4"
    assert kept(page) == []


def test_a_conflict_is_said_and_the_text_stays(page: Any, saving: Any):
    said = "Usulan ini diubah di jendela lain."
    answer = {"status": 409, "content_type": "application/json", "body": json.dumps({"conflict": said})}
    sent = saving(lambda route: route.fulfill(**answer))
    page.fill("#id_title", "Judul dari jendela kedua")
    page.wait_for_selector(f"text={said}")
    page.fill("#id_title", "Judul yang lain")
    page.wait_for_timeout(3500)
    assert len(sent) == 1
    assert len(kept(page)) == 1


def test_text_older_than_the_servers_is_offered_not_forced(page: Any, live_server: Any, saving: Any):
    saving(lambda route: route.abort())
    page.fill("#id_title", "Judul tanpa sambungan")
    page.wait_for_selector("text=Tidak tersambung")
    page.unroute("**/ui/")  # the page comes back without a revision: the form has moved on
    page.goto(live_server.url + "/ui/")
    page.wait_for_selector(READY)
    assert page.input_value("#id_title") == ""
    page.click("text=Pakai teks saya")
    assert page.input_value("#id_title") == "Judul tanpa sambungan"


def test_a_dead_session_is_said(page: Any, saving: Any):
    saving(lambda route: route.fulfill(status=401, body="{}"))
    page.fill("#id_title", "Judul setelah keluar")
    page.wait_for_selector("text=Sesi Anda berakhir")
    assert len(kept(page)) == 1


def test_a_double_press_sends_once(page: Any, live_server: Any):
    posts: list[str] = []
    page.goto(live_server.url + "/ui/")
    page.wait_for_selector(READY)
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    page.evaluate(
        "() => { const button = document.querySelector('form[data-once] .button-primary');"
        " button.click(); button.click(); button.click(); }"
    )
    page.wait_for_load_state("networkidle")
    page.wait_for_selector("#errors")
    assert len(posts) == 1
    assert page.title().startswith("Ada yang perlu diperbaiki: ")


def test_signing_out_forgets(page: Any, live_server: Any, sign_in: Any, wati: Any):
    sign_in(wati)
    page.goto(live_server.url + "/ui/")
    page.wait_for_selector(READY)
    page.fill("#id_title", "Rahasia kantor")
    page.wait_for_timeout(500)
    assert len(kept(page)) == 1
    page.click("details.account summary")
    page.click("form[data-forget] button")
    page.wait_for_load_state("networkidle")
    assert kept(page) == []
