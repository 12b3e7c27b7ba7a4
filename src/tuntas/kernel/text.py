"""Words: counting them, comparing them, cleaning what people paste."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w[\w'’.,/-]*", re.UNICODE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text in NFC, without control and direction-changing characters, with single line ends."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", text).strip()


def whole_number(text: str) -> int | None:
    """The number that stands in an address or a form, if it is one of at most nine plain digits."""
    return int(text) if len(text) < 10 and text.isascii() and text.isdigit() else None


def count_words(text: str) -> int:
    """How many words a section limit counts: runs that start with a letter or digit.

    `1.200`, `anak-anak` and `2019/2020` are one word each.
    """
    return len(_WORD.findall(text))


def shingles(text: str, size: int = 3) -> frozenset[str]:
    """Overlapping runs of `size` lower-case letters or digits, spaces folded: for near-equal texts."""
    flat = " ".join(re.findall(r"\w+", text.casefold()))
    if len(flat) <= size:
        return frozenset([flat]) if flat else frozenset()
    return frozenset(flat[i : i + size] for i in range(len(flat) - size + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard similarity of two shingle sets, 0.0 to 1.0."""
    if not one or not other:
        return 0.0
    return len(one & other) / len(one | other)


@dataclass(frozen=True)
class Piece:
    """A run of words in a comparison. `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """What changed between two texts, word by word, in reading order."""
    old, new = re.findall(r"\S+|\n", before), re.findall(r"\S+|\n", after)
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(old[a1:a2])))
            continue
        if a2 > a1:
            pieces.append(Piece("removed", " ".join(old[a1:a2])))
        if b2 > b1:
            pieces.append(Piece("added", " ".join(new[b1:b2])))
    return pieces
