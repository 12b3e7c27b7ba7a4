"""What a search looks in, and how alike two innovations are."""

import re
from collections.abc import Iterable
from functools import lru_cache

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from tuntas.kernel.text import likeness, shingles

_WORD = re.compile(r"\w+", re.UNICODE)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    # Not the factory's stemmer: that one keeps every word it ever saw, and strangers type words here.
    return Stemmer(ArrayDictionary(StemmerFactory().get_words()))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The root of an Indonesian word: "mengembalikan" → "kembali". Other words come back as they are."""
    return str(_stemmer().stem(word) or word)


def words_of(texts: Iterable[str]) -> str:
    """What the search looks in: each word and its root once, between spaces, in order of appearance."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            found[word] = None
            found[stem(word)] = None
    return f" {' '.join(found)} " if found else ""


def name_likeness(one: str, other: str) -> float:
    """0 to 1: how alike two names are; a name that contains the other whole counts 0.9.

    What stands in brackets is an explanation: names are compared with and without it.
    """
    best = 0.0
    for first in _variants(one):
        for second in _variants(other):
            a, b = shingles(first), shingles(second)
            best = max(best, likeness(a, b))
            if min(len(a), len(b)) >= 8:
                best = max(best, 0.9 * len(a & b) / min(len(a), len(b)))
    return best


def _variants(name: str) -> list[str]:
    short = re.sub(r"\s*\([^)]*\)", "", name).strip()
    inside = re.findall(r"\(([^)]{8,})\)", name)
    return list(dict.fromkeys(text for text in (name, short, *inside) if text))


def text_likeness(one: str, other: str) -> float:
    """0 to 1: how alike two texts are, by runs of five letters; two empty texts are not alike."""
    return likeness(shingles(one, 5), shingles(other, 5))
