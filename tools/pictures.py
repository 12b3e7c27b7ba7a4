"""Take the pictures of the guides: `make pictures`, or `python tools/pictures.py [NAME …]` for some of them.

A demonstration site is built in a temporary folder and served by this very process under a clock of our own, so that
dates on pictures stay the same from year to year and the walk can go from registration to the announcement. What is
taken, and in whose eyes, stands in `tools/pictures_walk.py`. Every picture is taken in both languages and written to
`docs/guides/pictures/{id,en}/NAME.png` with at most 64 colours and 60 kB. Pictures no walk takes any more are removed.
Needs Chromium and the development environment; ends with 1 and the reason when a page is not there or too heavy.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

HOME = tempfile.TemporaryDirectory(prefix="tuntas-pictures-")
os.environ.update(
    TUNTAS_HOME=HOME.name,
    TUNTAS_TEST="1",
    DJANGO_SETTINGS_MODULE="tuntas.config.settings",
    DJANGO_ALLOW_ASYNC_UNSAFE="1",
)
os.environ.pop("TUNTAS_DEBUG", None)
os.environ.pop("TUNTAS_DATABASE", None)
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import django  # noqa: E402

django.setup()

import time_machine  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.utils import translation  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from tests.browser import CHROMIUM, FLAGS, pass_for  # noqa: E402
from tools.pictures_walk import DESK, MAIN, PHONE, READ, walk  # noqa: E402

from tuntas.kernel.clock import WIB  # noqa: E402
from tuntas.kipp.actions.sample.people import DOMAIN  # noqa: E402
from tuntas.people.models import Person  # noqa: E402

BEGIN = datetime(2026, 10, 5, 9, 0, tzinfo=WIB)  # a Monday morning; the practice edition counts its days from here
PICTURES = ROOT / "docs" / "guides" / "pictures"
LANGUAGES = ("id", "en")
HEAVIEST = 60 * 1024  # bytes
COLOURS = (64, 32, 16)  # the first with which the picture is light enough


class Quiet(WSGIRequestHandler):
    """Only failures are worth a line."""

    def log_message(self, format: str, *args: Any) -> None:
        if len(args) > 1 and str(args[1]).startswith("5"):
            super().log_message(format, *args)


class Studio:
    """A browser in front of the site; `shot` takes a picture in both languages."""

    def __init__(self, browser: Any, address: str, clock: Any, wanted: set[str]) -> None:
        self.address, self.clock, self.wanted = address, clock, wanted
        self.taken: set[str] = set()
        self.troubles: list[str] = []
        self.contexts = {
            width: browser.new_context(
                locale="id-ID",
                timezone_id="Asia/Jakarta",
                reduced_motion="reduce",
                viewport={"width": width, "height": 900},
                device_scale_factor=1 if width == DESK else 1.25,
            )
            for width in (PHONE, READ, DESK)
        }
        self.pages: dict[int, Page] = {width: context.new_page() for width, context in self.contexts.items()}
        for context in self.contexts.values():
            context.set_default_timeout(15_000)

    def enter(self, key: str | None) -> Person | None:
        """Be the sample account of that key from now on; `None` is a visitor."""
        person = Person.objects.get(email=f"{key}@{DOMAIN}") if key else None
        for context in self.contexts.values():
            pass_for(context, self.address)(person)
        return person

    def travel(self, moment: datetime) -> None:
        """Set the clock of the site. A session may end by that: `enter` again."""
        self.clock.move_to(moment)

    def shot(
        self,
        name: str,
        path: str,
        *,
        width: int = DESK,
        height: int = 800,
        at: str = "",
        act: Callable[[Page], object] | None = None,
    ) -> None:
        """A picture of the page, from the top or from the element `at`, after `act` did something to it."""
        self.taken.add(name)
        if self.wanted and name not in self.wanted:
            return
        page = self.pages[width]
        page.set_viewport_size({"width": width, "height": height})
        for language in LANGUAGES:
            page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self.address}])
            if not self.open(page, path):
                return
            if act:
                act(page)
            if at:
                over = 0 if at == MAIN else 16
                page.locator(at).first.evaluate(
                    f"one => window.scrollTo(0, one.getBoundingClientRect().top + scrollY - {over})"
                )
            page.mouse.move(0, 0)
            self.keep(name, language, page.screenshot())

    def open(self, page: Page, path: str) -> bool:
        """Go there and wait for its scripts; False, and a trouble noted, when the page is not there."""
        answer = page.goto(self.address + path)
        if answer is None or answer.status != 200:
            self.troubles.append(f"{path}: {answer and answer.status}")
            return False
        page.wait_for_selector("html[data-ready]")
        return True

    def keep(self, name: str, language: str, raw: bytes) -> None:
        """Write the picture with as many colours as its weight allows."""
        picture = Image.open(BytesIO(raw)).convert("RGB")
        for colours in COLOURS:
            out = BytesIO()
            few(picture, colours).save(out, "PNG", optimize=True)
            if out.tell() <= HEAVIEST:
                break
        else:
            self.troubles.append(f"{name}: {out.tell()} bytes are too heavy; take less of the page")
        target = PICTURES / language / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(out.getvalue())


def few(picture: Image.Image, colours: int) -> Image.Image:
    """That many colours: the commonest as they are, so that no tint of meaning shifts, and some between."""
    counted = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)
    flat = [channel for _count, colour in counted[: colours // 2] for channel in colour]
    between = picture.quantize(colours - colours // 2, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat + (between.getpalette() or [])[: 3 * (colours - colours // 2)])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def served() -> ThreadedWSGIServer:
    """The site on a free port of this machine."""
    server = ThreadedWSGIServer(("localhost", 0), Quiet)
    server.set_app(get_wsgi_application())
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main(wanted: set[str]) -> None:

    with time_machine.travel(BEGIN, tick=True) as clock, sync_playwright() as playwright:
        call_command("demo", verbosity=0, stdout=StringIO())
        server = served()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        studio = Studio(browser, f"http://localhost:{server.server_address[1]}", clock, wanted)
        with translation.override("id"):
            walk(studio)
        browser.close()
        server.shutdown()
    for file in PICTURES.glob("*/*.png"):
        if file.stem not in studio.taken:
            file.unlink()
    files = list(PICTURES.glob("*/*.png"))
    print(f"{len(files)} pictures, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    if studio.troubles:
        raise SystemExit("\n".join(studio.troubles))


if __name__ == "__main__":
    main(set(sys.argv[1:]))
