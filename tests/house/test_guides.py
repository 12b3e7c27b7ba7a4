"""The guides stay true: their pictures, links, addresses and words are those of the house, in both languages."""

import re
import struct
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "guides"
PAIRS = [
    (GUIDES / "id" / f"{one}.md", GUIDES / "en" / f"{other}.md")
    for one, other in re.findall(r"\(id/([\w-]+)\.md\).*\(en/([\w-]+)\.md\)", (GUIDES / "README.md").read_text())
]
TEXTS = sorted(GUIDES.glob("*/*.md"))
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
# What capitals in an address stand for.
STANDS = {"EDISI": "kipp-jateng-2021", "EDITION": "kipp-jateng-2021", "TAHAP": "proposal", "STAGE": "proposal"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def pictures(text: Path) -> list[str]:
    """Names of the pictures a guide shows, in order."""
    return [Path(target).stem for _alt, target in PICTURE.findall(text.read_text())]


def test_both_languages_have_the_same_guides() -> None:
    assert len(PAIRS) >= 9
    assert {path for pair in PAIRS for path in pair} == set(TEXTS)
    for one, other in PAIRS:
        assert f"(../en/{other.name})" in one.read_text() and f"(../id/{one.name})" in other.read_text()
        assert pictures(one) == pictures(other), f"{name(one)} and {name(other)} show different pictures"
        assert len(re.findall("^## ", one.read_text(), re.M)) == len(re.findall("^## ", other.read_text(), re.M))


@pytest.mark.parametrize("text", TEXTS, ids=name)
def test_every_picture_is_there_in_the_language_and_has_an_alt_text(text: Path) -> None:
    for alt, target in PICTURE.findall(text.read_text()):
        assert len(alt) > 15, f"{target} needs an alt text"
        path = (text.parent / target).resolve()
        assert path.exists() and path.parent.name == text.parent.name, target


def test_every_picture_is_shown_and_is_light() -> None:
    files = list(GUIDES.glob("pictures/*/*.png"))
    shown = {text.parent.name: set() for text in TEXTS}
    for text in TEXTS:
        shown[text.parent.name].update(pictures(text))
    unused = [name(file) for file in files if file.stem not in shown[file.parent.name]]
    assert not unused
    assert not [name(file) for file in files if file.stat().st_size > 60 * 1024]
    assert sum(file.stat().st_size for file in files) <= 6 * 1024 * 1024
    for file in files:
        width, height = struct.unpack(">II", file.read_bytes()[16:24])
        assert width <= 1280 and height <= 1600, name(file)


def anchors(text: Path) -> set[str]:
    """What headings are called in links, as forges make them."""
    heads = re.findall(r"^#+ (.+)$", text.read_text(), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("text", [*TEXTS, *sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))], ids=name)
def test_links_between_documents_lead_somewhere(text: Path) -> None:
    for target in LINK.findall(text.read_text()):
        if "://" in target:
            continue
        path, _sharp, part = target.partition("#")
        there = (text.parent / path).resolve() if path else text
        assert there.exists(), f"{name(text)}: {target}"
        if part:
            assert part in anchors(there), f"{name(text)}: {target}"


@pytest.mark.parametrize("text", [*TEXTS, GUIDES / "README.md"], ids=name)
def test_addresses_named_in_a_guide_are_addresses_of_the_house(text: Path) -> None:
    for address in re.findall(r"`(/[^`\s]*)`", text.read_text()):
        filled = re.sub(r"[A-Z]{4,}", lambda found: STANDS[found[0]], address)
        try:
            assert resolve(filled).url_name, address
        except Resolver404:
            pytest.fail(f"{name(text)}: {address} is no address of the house")


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    """Every sentence of every screen: English sources and their Indonesian."""
    found: dict[str, set[str]] = {"en": set(), "id": set()}
    for path in ROOT.glob("src/tuntas/*/locale/id/LC_MESSAGES/*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                for key, words in (("en", message.id), ("id", message.string)):
                    found[key].update(words if isinstance(words, tuple | list) else (words,))
    return found


@pytest.mark.parametrize("text", TEXTS, ids=name)
def test_what_stands_bold_is_what_the_screen_says(text: Path, said: dict[str, set[str]]) -> None:
    """Bold is for words of a screen; bold that ends with a full stop begins a paragraph and is free."""
    for words in re.findall(r"\*\*([^*]+)\*\*", text.read_text()):
        if not words.endswith("."):
            there = any(words.casefold() in one.casefold() for one in said[text.parent.name])
            assert there, f"{name(text)}: no screen says “{words}”"
