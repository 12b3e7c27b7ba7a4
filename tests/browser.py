"""A real browser for journeys. Everything here skips, with the reason, where Playwright or Chromium is missing.

    @pytest.mark.journey
    def test_wati_hands_over(page, live_server, sign_in, check, wati):
        sign_in(wati)                              # a session without the login form
        page.goto(live_server.url + "/kipp/")
        check(page)                                # see below; at 390 and 1280 px
        speak("en")                                # fixture: the language of every page from now on
        check(page, name="kipp-home-en")           # also a picture, see below

* `page` is Playwright's page in Debian's Chromium, in Indonesian, time zone Asia/Jakarta, 10 s patience.
* `check(page, widths=(390, 1280), name="", allow=())` fails on: any axe violation (WCAG 2.2 AA, best practice, target
  size), anything broken in the console (content policy, scripts, missing files), sideways scrolling of the page, a
  missing or second `h1`, a title without " · Tuntas". `allow` names axe rules to leave out; say why beside it.
  With `TUNTAS_SHOTS=folder` every named check leaves `name-390.png` and `name-1280.png` there.
* `sign_in(person)` gives the page that person's session; `sign_in(None)` takes it away.
* `speak("id" | "en")` chooses the language by cookie.
* Scripts have run once `html[data-ready]` is there: `page.wait_for_selector("html[data-ready]")` before relying on it.
* `plain_page` is a page with JavaScript off.
"""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 10_000  # milliseconds
WIDTHS = (390, 1280)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing() -> str:
    """Why no browser can be started; empty when one can."""
    for module in ("playwright", "pytest_playwright", "axe_playwright_python"):
        if importlib.util.find_spec(module) is None:
            return f"the Python package {module} is not installed"
    return "" if CHROMIUM else "no Chromium: install the package `chromium`"


if missing():

    @pytest.fixture
    def page() -> None:
        pytest.skip(missing())

    @pytest.fixture
    def plain_page() -> None:
        pytest.skip(missing())

    @pytest.fixture
    def context() -> None:
        pytest.skip(missing())

else:

    @pytest.fixture(scope="session")
    def browser_type_launch_args() -> dict[str, Any]:
        return {"executable_path": CHROMIUM, "args": FLAGS}

    @pytest.fixture(scope="session")
    def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
        return browser_context_args | {
            "locale": "id-ID",
            "timezone_id": "Asia/Jakarta",
            "viewport": {"width": 1280, "height": 900},
            "reduced_motion": "reduce",
        }

    @pytest.fixture
    def context(context: Any) -> Any:
        """Playwright's context, which remembers what went wrong on its pages in `context.troubles`."""
        context.troubles = []
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: _heard(context.troubles, message))
        context.on("weberror", lambda error: context.troubles.append(str(error.error)))
        return context

    @pytest.fixture
    def plain_page(new_context: Any) -> Iterator[Any]:
        """A page with JavaScript off."""
        context = new_context(java_script_enabled=False)
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


def _heard(troubles: list[str], message: Any) -> None:
    """Keep console errors; an error page loaded on purpose is not one."""
    if message.type != "error":
        return
    where = message.location.get("url", "")
    if "Failed to load resource" in message.text and message.page and where == message.page.url:
        return
    troubles.append(f"{message.text} ({where})")


def pass_for(context: Any, address: str) -> Callable[[Any], None]:
    """`pass_for(context, address)(person)`: that browser context carries the person's session; `None` signs out."""

    def enter(person: Any) -> None:
        context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        if person is None:
            return
        client = Client()
        client.force_login(person)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])

    return enter


@pytest.fixture
def sign_in(context: Any, live_server: Any) -> Callable[[Any], None]:
    """`sign_in(person)` on `page`; `None` signs out."""
    return pass_for(context, live_server.url)


@pytest.fixture
def speak(context: Any, live_server: Any) -> Callable[[str], None]:
    """`speak("en")`: pages come in that language from now on."""

    def choose(language: str) -> None:
        context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}])

    return choose


@pytest.fixture
def check() -> Callable[..., None]:
    """`check(page)`: nobody is shut out of this page and nothing on it is broken."""
    if missing():
        pytest.skip(missing())
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def look(page: Any, widths: tuple[int, ...] = WIDTHS, name: str = "", allow: tuple[str, ...] = ()) -> None:
        before = page.viewport_size
        rules = {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in allow}}
        page.wait_for_load_state("load")  # styles and module scripts are in; waiting for silence costs half a second
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            found = axe.run(page, options={"resultTypes": ["violations"], "rules": rules})
            assert not found.violations_count, f"{page.url} at {width} px\n{found.generate_report()}"
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{page.url} at {width} px scrolls sideways by {wide} px"
            if name and (folder := os.environ.get("TUNTAS_SHOTS")):
                Path(folder).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size(before)
        assert page.locator("h1").count() == 1, f"{page.url} needs exactly one h1"
        assert page.title().endswith(" · Tuntas"), f"{page.url} has the title {page.title()!r}"
        assert not page.context.troubles, f"{page.url}: " + "\n".join(page.context.troubles)

    return look
