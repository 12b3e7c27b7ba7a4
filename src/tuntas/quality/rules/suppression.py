"""Which cells of a table are hidden: small ones, and those that would give the small ones away."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from tuntas.quality.terms import SMALLEST

Key = TypeVar("Key", bound=Hashable)


def hidden_parts(counts: Mapping[Key, int]) -> frozenset[Key]:
    """Of parts that add up to a total people can read: the small ones, and as many more as keep them from being
    worked out by subtraction. What is hidden is never one part alone, and is `SMALLEST` or more together, as long as
    there are others to hide with it; the next smallest go first. Parts of nothing are shown.
    """
    hide = {key for key, number in counts.items() if 0 < number < SMALLEST}
    others = sorted((key for key in counts if counts[key] >= SMALLEST), key=lambda key: (counts[key], str(key)))
    while hide and others and (len(hide) == 1 or sum(counts[key] for key in hide) < SMALLEST):
        hide.add(others.pop(0))
    return frozenset(hide)


def hides_group(number: int, total: int) -> bool:
    """Whether a group of a readable total is hidden: it is small, or those outside it are."""
    return 0 < number < SMALLEST or 0 < total - number < SMALLEST
