"""Classification codes by year: the old scheme and the new one, and what a place says for itself.

That the new codes hold from 2023 on is our reading; a place may say for any year and subject what it uses.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tuntas.services.labkd.rules.kinds import DATA


@dataclass(frozen=True)
class Own:
    """What a place said: this code for this subject, from a year on. `depth`: the deeper place goes first."""

    subject: str
    code: str
    from_year: int
    depth: int


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "classification.json").read_text(encoding="utf-8"))
    return found


def subjects() -> dict[str, tuple[str, str]]:
    """Every subject with its name in Indonesian and English."""
    return {key: (names[0], names[1]) for key, names in _data()["subjects"].items()}


def scheme_of(year: int) -> str:
    """ "old" or "new"."""
    return str(_scheme(year)["key"])


def codes_of(year: int, own: Iterable[Own] = ()) -> dict[str, str]:
    """The code of every subject in a year. What a place said goes before the scheme, the nearest and latest first."""
    codes: dict[str, str] = dict(_scheme(year)["codes"])
    begins = int(_scheme(year)["from_year"])
    told = [one for one in own if begins <= one.from_year <= year]
    for one in sorted(told, key=lambda one: (one.depth, one.from_year)):
        codes[one.subject] = one.code
    return codes


def _scheme(year: int) -> dict[str, Any]:
    found: dict[str, Any] = max(
        (one for one in _data()["schemes"] if one["from_year"] <= year), key=lambda one: int(one["from_year"])
    )
    return found
