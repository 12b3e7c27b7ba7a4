"""How a number is printed."""

import re
from collections.abc import Mapping
from datetime import date

_PLACE = re.compile(r"\{(\w+)(?::0(\d)d)?\}")
_ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")]
_ROMAN += [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


class PatternWrong(ValueError):
    """A pattern without {number}, or with a word it does not know."""


def roman(number: int) -> str:
    """Roman numeral of 1 to 3999; months of Indonesian letter numbers are written so."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no roman numeral for {number}")
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def label_for(pattern: str, *, number: int, key: str, day: date, marks: Mapping[str, str] | None = None) -> str:
    """The number as printed: `{number:03d}/KIPP/{roman}/{year}` → `012/KIPP/XI/2021`.

    Knows number, key, month (1–12), roman (the month) and year, each with an optional width (`:03d`), and what
    `marks` adds (a classification code, the short name of an office).
    """
    known = {"number": number, "key": key, "month": day.month, "roman": roman(day.month), "year": day.year}
    known = {**(marks or {}), **known}

    def put(place: re.Match[str]) -> str:
        word, width = place.groups()
        if word not in known or (width and not isinstance(known[word], int)):
            raise PatternWrong(f"{place.group()} in {pattern!r}")
        return str(known[word]).zfill(int(width or 0))

    label = _PLACE.sub(put, pattern)
    if "{number" not in pattern or "{" in label or "}" in label:
        raise PatternWrong(pattern)
    return label
