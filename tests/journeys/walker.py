"""A person at a browser, who knows pages by what stands on the buttons, in the language of the walk."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, pgettext

from tests.browser import pass_for

WAYS = {  # how the walk is made: with scripts (and axe on every page) or without, in which language
    "with scripts": (True, "id"),
    "without scripts": (False, "id"),
    "in English": (True, "en"),
    "in English, without scripts": (False, "en"),
}


class Walker:
    """Goes, writes, presses, and looks at every page with axe. Without scripts there is no axe: it is a script."""

    def __init__(self, page: Any, address: str, check: Any, *, scripts: bool, language: str) -> None:
        self.page, self.address, self.language, self.scripts = page, address, language, scripts
        self.sign_in = pass_for(page.context, address)
        self._check = check if scripts else None
        page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": address}])

    def said(self, sentence: str, context: str = "") -> str:
        """The source sentence in the language of the walk, as the catalogue has it."""
        with translation.override(self.language):
            return pgettext(context, sentence) if context else gettext(sentence)

    def look(self) -> None:
        """This page is in the right language, without errors in its form, and shuts nobody out."""
        assert self.page.locator("html").get_attribute("lang") == self.language, self.page.url
        assert self.page.locator("#errors").count() == 0, self.page.locator("#errors").inner_text()
        if self._check:
            self._check(self.page, widths=(390,))

    def go(self, path: str, *, seen: bool = False) -> None:
        """Open the page; one `seen` before in the same state is not looked at again."""
        answer = self.page.goto(self.address + path)
        assert answer.status == 200, (path, answer.status)
        if not seen:
            self.look()

    def named(self, words: str, within: str = "main") -> Any:
        """The first button or link whose name begins with the words."""
        area, name = self.page.locator(within), re.compile(rf"^\s*{re.escape(words)}")
        return area.get_by_role("button", name=name).or_(area.get_by_role("link", name=name)).first

    def press(self, sentence: str, context: str = "", within: str = "main") -> None:
        """Press the button or follow the link that says the sentence, and look at where it leads."""
        self.follow(self.named(self.said(sentence, context), within))

    def follow(self, target: Any) -> None:
        """Click, wait for the page it leads to, and look at it."""
        with self.page.expect_navigation():
            target.click()
        self.look()

    def unfold(self, sentence: str) -> None:
        """Open what is folded away under that line."""
        self.page.locator("main summary", has_text=self.said(sentence)).first.click()

    def taken(self, sentence: str, within: str = "main") -> bytes:
        """The file the link gives."""
        with self.page.expect_download() as download:
            self.named(self.said(sentence), within).click()
        return Path(download.value.path()).read_bytes()

    def choose_first(self, name: str) -> None:
        """Take the first real choice of a select or of radio buttons."""
        field = self.field(name)
        if field.locator("option").count():
            values = [one.get_attribute("value") for one in field.locator("option").all()]
            field.select_option(next(value for value in values if value))
        elif field.get_attribute("type") == "radio":
            field.check()

    def choose(self, name: str, words: str) -> None:
        """Take the choice of a select whose text holds the words."""
        texts = self.field(name).locator("option").all_inner_texts()
        self.field(name).select_option(index=next(at for at, text in enumerate(texts) if words in text))

    def field(self, name: str) -> Any:
        return self.page.locator(f"main [name='{name}']").first

    def fill(self, name: str, value: str) -> None:
        self.field(name).fill(value)

    def reads(self, words: str) -> None:
        """The words stand on the page."""
        text = self.page.locator("main").inner_text()
        assert words in text, f"{words!r} is not on {self.page.url}:\n{text[:3000]}"


@pytest.fixture
def walker(request: pytest.FixtureRequest, live_server: Any, check: Any) -> Walker:
    """Parametrise indirectly by a key of `WAYS`; "with scripts" when nothing is said."""
    scripts, language = WAYS[getattr(request, "param", "with scripts")]
    page = request.getfixturevalue("page" if scripts else "plain_page")
    return Walker(page, live_server.url, check, scripts=scripts, language=language)
