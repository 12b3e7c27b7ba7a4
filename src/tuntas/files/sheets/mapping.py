"""Which column is meant: names compared as people would compare them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

ENOUGH = 0.82  # likeness from which a column is suggested


def normal(name: str) -> str:
    """A name for comparison: lower case, without accents, marks and doubled blanks."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", flat))


def suggest(columns: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each wanted key the column that most likely holds it; keys without a likely column are left out.

    `wanted` gives each key its usual names. No column is suggested twice; better likeness goes first.
    """
    pairs = []
    for order, (key, aliases) in enumerate(wanted.items()):
        names = {normal(alias) for alias in (key, *aliases)} - {""}
        for place, column in enumerate(columns):
            likeness = max((_likeness(normal(column), name) for name in names), default=0.0)
            if likeness >= ENOUGH:
                pairs.append((-likeness, order, place, key, column))
    found: dict[str, str] = {}
    for _, _, _, key, column in sorted(pairs):
        if key not in found and column not in found.values():
            found[key] = column
    return {key: found[key] for key in wanted if key in found}


def _likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    words, others = set(one.split()), set(other.split())
    if len(others) > 1 and others <= words or len(words) > 1 and words <= others:
        return 0.9 * min(len(words), len(others)) / max(len(words), len(others)) + 0.1
    return SequenceMatcher(None, one, other, autojunk=False).ratio() * 0.98
