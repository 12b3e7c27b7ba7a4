"""Hiding names inside texts that are judged blind.

Only exact names are found: the organisation, the places it lies in and the people of the entry. A region can
still be guessed from what a text tells; every blind page says so.
"""

import re
from collections.abc import Iterable

SHORTEST = 4  # letters: shorter bare names would hide ordinary words


def place_names(full_name: str, name: str, kind: str) -> list[str]:
    """The ways people write a place: "Kabupaten Brebes", "Kab. Brebes", "Pemkab Brebes", "Brebes"."""
    short = {"kabupaten": ("Kab.", "Kab", "Pemkab"), "kota": ("Pemkot",), "kecamatan": ("Kec.", "Kec")}.get(kind, ())
    return [full_name, *(f"{word} {name}" for word in short), name]


def mask(text: str, names: Iterable[str], instead: str) -> str:
    """The text with every one of `names` replaced, longest first; letter case and spacing must only match loosely.

    One-word names must start with a capital in the text, so that a village called Karang does not hide "karang".
    """
    for name in sorted({name.strip() for name in names if len(name.strip()) >= SHORTEST}, key=len, reverse=True):
        words = name.split()
        body = r"\s+".join(re.escape(word) for word in words)
        loose = re.IGNORECASE if len(words) > 1 else 0
        text = re.sub(rf"(?<!\w){body}(?!\w)", instead, text, flags=loose)
    return text
