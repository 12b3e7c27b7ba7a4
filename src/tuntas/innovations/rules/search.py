"""Reading a question to the register, near words, and how well an innovation answers. Pure."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from pathlib import Path

from tuntas.innovations.rules.words import stem
from tuntas.kernel.text import likeness, shingles

WORDS = Path(__file__).resolve().parent.parent / "data" / "search-words.json"
LONGEST = 600  # letters of a question that are read
MOST = 16  # words of a question that are looked for
_WORD = re.compile(r"[^\W_]{1,40}", re.UNICODE)
FIELD_WEIGHTS = {"name": 2.2, "lead": 1.4, "rest": 1.0, "english": 1.1}


@dataclass(frozen=True)
class Typed:
    """One word of a question: what else is looked for in its place, each with its worth (1.0 is the word itself)."""

    word: str
    variants: Mapping[str, float]


@dataclass(frozen=True)
class Asked:
    """A question read. `was_cut`: it was longer than is looked at."""

    words: tuple[Typed, ...]
    was_cut: bool


@dataclass(frozen=True)
class Wanted:
    """A word with what the index knows of it: the variants that occur, the rows of each, and how telling it is."""

    variants: Mapping[str, float]
    held: Mapping[str, int]
    telling: float

    @property
    def docs(self) -> int:
        """Rows that hold any of the variants, at most."""
        return sum(self.held.values())

    def within(self, most: int) -> "Wanted | None":
        """With only the nearest variants that so many rows hold together; None where even the word itself has more."""
        kept: dict[str, float] = {}
        left = most
        for word, worth in sorted(self.variants.items(), key=lambda one: (-one[1], self.held[one[0]])):
            if self.held[word] > left:
                break
            kept[word] = worth
            left -= self.held[word]
        return Wanted(kept, {word: self.held[word] for word in kept}, self.telling) if kept else None

    @property
    def itself(self) -> "Wanted":
        """Only the word as typed or its root, where the index has that."""
        best = max(self.variants.values())
        kept = {word: worth for word, worth in self.variants.items() if worth == best}
        return Wanted(kept, {word: self.held[word] for word in kept}, self.telling)


@dataclass(frozen=True)
class Book:
    """The word list: sames and wider words by root, and words that say nothing."""

    same: Mapping[str, frozenset[str]] = field(default_factory=dict)
    also: Mapping[str, frozenset[str]] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def book() -> Book:
    """The list of `data/search-words.json`."""
    facts = json.loads(WORDS.read_text(encoding="utf-8"))
    same: dict[str, set[str]] = {}
    for group in facts["groups"]:
        roots = {stem(word) for word in group} | set(group)
        for word in roots:
            same.setdefault(word, set()).update(roots - {word})
    also = {key: frozenset(found) for key, found in facts["also"].items()}
    return Book({word: frozenset(found) for word, found in same.items()}, also, frozenset(facts["empty"]))


def tokens(text: str) -> list[str]:
    """Words of letters and digits alone, in small letters: nothing a database could read as a command."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def terms_of(texts: Iterable[str]) -> str:
    """Each word and its root once, between spaces."""
    found: dict[str, None] = {}
    for text in texts:
        for word in tokens(text):
            found[word] = None
            found[stem(word)] = None
    return " ".join(found)


def read(text: str) -> Asked:
    """The question as words to look for; words that say nothing are left out unless there are no others."""
    all_words = list(dict.fromkeys(tokens(text[:LONGEST])))
    telling = [word for word in all_words if word not in book().empty] or all_words
    was_cut = len(text) > LONGEST or len(telling) > MOST
    return Asked(tuple(Typed(word, variants_of(word)) for word in telling[:MOST]), was_cut)


def variants_of(word: str) -> dict[str, float]:
    """The word, its root, the same in other words, and wider words."""
    root = stem(word)
    found = {word: 1.0, root: 1.0}
    for known in (word, root):
        for other in book().same.get(known, ()):
            found.setdefault(other, 0.8)
        for other in book().also.get(known, ()):
            found.setdefault(other, 0.6)
    return found


def distance(one: str, other: str, most: int = 2) -> int:
    """Letters to add, drop, change or swap with their neighbour; `most` + 1 stands for all beyond."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def near(word: str, candidates: Sequence[tuple[str, int]]) -> dict[str, float]:
    """At most three of the candidates (word, rows) that may have been meant, with their worth.

    One letter may differ in words of four letters, two from seven on; a longer word that begins so counts too.
    """
    allowed = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
    found = []
    for other, docs in candidates:
        away = distance(word, other, allowed)
        if away <= allowed:
            found.append((float(away), -docs, other))
        elif len(word) >= 4 and other.startswith(word):
            found.append((1.5, -docs, other))
    found.sort()
    return {other: 0.9 - 0.2 * away for away, _docs, other in found[:3] if away <= found[0][0] + 0.5}


def weigh(docs: int, total: int) -> float:
    """How telling a word is that so many of all rows hold (BM25's inverse frequency)."""
    return log(1 + (total - min(docs, total) + 0.5) / (min(docs, total) + 0.5))


def answers(wanted: Sequence[Wanted], fields: Mapping[str, str], asked: str, name: str) -> float:
    """How well an innovation answers: telling words in good places, many of the words, and a name like the question."""
    held = {key: set(fields[key].split()) for key in FIELD_WEIGHTS}
    score = reached = 0.0
    for word in wanted:
        best = max(
            (
                worth * FIELD_WEIGHTS[key]
                for key, words in held.items()
                for v, worth in word.variants.items()
                if v in words
            ),
            default=0.0,
        )
        if best:
            score += word.telling * best
            reached += word.telling
    whole = sum(word.telling for word in wanted) or 1.0
    alike = likeness(shingles(asked), shingles(name))
    return score * (0.5 + 0.5 * reached / whole) + (12 * alike if alike > 0.3 else 0)
