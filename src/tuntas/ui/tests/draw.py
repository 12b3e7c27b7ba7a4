"""Rendering a piece of template with components in it, as a page would."""

from html.parser import HTMLParser
from typing import Any

from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


class Element(dict[str, str]):
    """One element: its attributes, its `tag`, and the `text` directly and deeper inside."""

    tag: str
    text: str


class _Reader(HTMLParser):
    EMPTY = {"input", "br", "img", "meta", "link", "hr"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element({name: value or "" for name, value in attrs})
        element.tag, element.text = tag, ""
        self.found.append(element)
        if tag not in self.EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def html(source: str, address: str = "/", **context: Any) -> str:
    """The HTML of a template with components."""
    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context, request=RequestFactory().get(address))


def elements(markup: str) -> list[Element]:
    """Every element of well-formed HTML, in order; fails where tags do not match."""
    reader = _Reader()
    reader.feed(markup)
    assert not reader.open, f"never closed: {[element.tag for element in reader.open]}"
    return reader.found


def draw(source: str, **context: Any) -> list[Element]:
    """The elements of a template with components."""
    return elements(html(source, **context))
