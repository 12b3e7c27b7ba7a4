"""Hints for the administrative check. They say what to look at and never decide anything."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 30  # words below which nothing can be said about a text
FEW_DIFFERENT = 0.22  # different words among all; ordinary Indonesian prose of a section has above 0.4
FEW_LETTERS = 9  # different letters in a whole section
LONGEST_WORD = 30  # letters
VOWELS = set("aeiouAEIOUéèÉÈ")


@dataclass(frozen=True)
class Hint:
    """One thing to look at; `tone` is "warn" or "info"."""

    sentence: str
    tone: str = "warn"


def nonsense_in(text: str) -> str:
    """Why a text looks like filler, as a sentence; "" when it looks like writing. A heuristic, no verdict."""
    words = _WORD.findall(text)
    if not words:
        return ""
    letters = Counter(letter for word in words for letter in word.casefold())
    if len(words) >= ENOUGH:
        if len({word.casefold() for word in words}) / len(words) < FEW_DIFFERENT:
            return _("the same words again and again")
        if len(letters) < FEW_LETTERS:
            return _("hardly any different letters")
    if any(len(word) > LONGEST_WORD for word in words):
        return _("words longer than any real word")
    unreadable = sum(1 for word in words if len(word) > 4 and not VOWELS & set(word))
    if unreadable >= 3 and unreadable / len(words) > 0.2:
        return _("many words without vowels")
    if re.search(r"(\w)\1{5,}", text):
        return _("one letter many times in a row")
    return ""
