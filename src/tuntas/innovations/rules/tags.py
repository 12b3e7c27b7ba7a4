"""The choices of the register as words of the index, so that one look answers text and choices. Pure.

A tag begins with z, its facet and its value, all letters and digits: `zcathealth`, `zreg3326`, `zyr2021`.
"""

import re

FACETS = {
    "category": "zcat",
    "goal": "zsdg",
    "regency": "zreg",
    "year": "zyr",
    "contest": "zcon",
    "status": "zst",
    "cost": "zcost",
    "copied": "zcopy",
    "award": "zaw",  # year and contest of one award together
}
EVERY = "zall"  # every row holds it: its count is the size of the index


def tag(facet: str, value: str) -> str:
    """The word for one value of one facet."""
    return (FACETS[facet] + "".join(letter for letter in value.casefold() if letter.isalnum()))[:64]


def years_in(text: str) -> list[str]:
    """The years a text names: "2019–2021" names three."""
    named = [int(year) for year in re.findall(r"\d{4}", text)]
    if len(named) == 2 and 0 < named[1] - named[0] < 20:
        return [str(year) for year in range(named[0], named[1] + 1)]
    return [str(year) for year in named]
