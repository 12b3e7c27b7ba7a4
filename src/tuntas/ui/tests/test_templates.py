"""No template anywhere carries inline style or script: the content policy would drop it silently."""

import re
from pathlib import Path

import pytest

import tuntas

SOURCE = Path(tuntas.__file__).parent
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
FORBIDDEN = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "handler attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "script without src": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "script address": re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.I),
}
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)


def troubles(text: str) -> list[str]:
    bare = TAGS.sub("", text)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(bare)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_inline(path: Path):
    assert troubles(path.read_text()) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p class="a" style="color:red">',
        "<style>a{}</style>",
        '<a onclick="x()">',
        "<script>x()</script>",
        '<a href="javascript:x">',
        '<script type="module">import "x"</script>',
    ],
)
def test_the_rule_sees_what_it_forbids(bad: str):
    assert troubles(bad)


def test_the_rule_lets_our_own_through():
    assert not troubles('<script type="module" src="{% static "ui/tuntas.js" %}"></script><p data-style="x">')
