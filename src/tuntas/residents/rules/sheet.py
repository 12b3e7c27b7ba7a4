"""One row of a village's spreadsheet as fields of a record, with what is wrong or odd about it."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from tuntas.files.sheets import Value, as_date, as_text, normal
from tuntas.kernel.text import clean
from tuntas.residents.rules.columns import MEANINGS, NO, YES
from tuntas.residents.rules.fields import Finding, findings
from tuntas.residents.terms import ResidentFields

_TEXTS = ("name", "birth_place", "education", "occupation", "nationality", "father", "mother", "address", "hamlet",
          "phone")  # fmt: skip
_BLANK = frozenset({"-", "--", "0", "n/a", "null", "tidak tahu", "tdk tahu", "#n/a"})
_RT_RW = re.compile(r"(\d{1,3})\D+(\d{1,3})")


def read_row(
    cells: Mapping[str, Value], mapping: Mapping[str, str], now: datetime
) -> tuple[ResidentFields, list[Finding]]:
    """The record a row tells, and its findings; a value that cannot be read is left blank and said."""
    found: list[Finding] = []
    given = {key: cells.get(column) for key, column in mapping.items()}
    values: dict[str, object] = {key: _text(given.get(key)) for key in _TEXTS}
    values["nationality"] = values["nationality"] or "WNI"
    for key in ("nik", "family_number"):
        values[key] = _number(key, given.get(key), found)
    for key in MEANINGS:
        values[key] = _choice(key, given.get(key), found)
    place, day = _born(given, found)
    values["birth_place"], values["birth_date"] = values["birth_place"] or place, day
    values["rt"], values["rw"] = _rt_rw(given)
    values["welfare"] = _yes(given.get("welfare"), found)
    fields = ResidentFields(**{key: value for key, value in values.items() if value is not None})  # type: ignore[arg-type]
    told = {finding.field for finding in found}
    more = [finding for finding in findings(fields, now) if finding.field not in told or finding.wrong]
    return fields, found + [finding for finding in more if not (finding.field in told and finding.field == "sex")]


def _text(value: Value) -> str:
    text = " ".join(clean(as_text(value)).split())
    return "" if text.casefold() in _BLANK else text


def _number(key: str, value: Value, found: list[Finding]) -> str:
    """A NIK or KK number as digits. Numbers of more than 15 digits lose their end in spreadsheet programs."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = str(int(value)) if value == int(value) else str(value)
        if len(text) == 16 and text.endswith("0"):
            found.append(Finding(key, _lost()))
        return "" if text == "0" else text
    text = _text(value).strip("'`’ ")
    if re.fullmatch(r"\d[.,]\d+E\+?\d+", text, re.I):
        found.append(Finding(key, _lost()))
        return ""
    return "".join(letter for letter in text if letter not in " .-")


def _lost() -> str:
    return _(
        "The spreadsheet program has cut the last digit off this number. Set the column to text and type it again."
    )


def _choice(key: str, value: Value, found: list[Finding]) -> str:
    text = normal(as_text(value))
    if text in ("", "-") or (key == "disability" and text in NO) or text in _BLANK:
        return ""
    meaning = MEANINGS[key].get(text)
    if meaning is None:
        sentence = _("“%(text)s” was not understood.") % {"text": _text(value)[:40]}
        found.append(Finding(key, sentence, wrong=key == "sex"))
    return meaning or ""


def _born(given: Mapping[str, Value], found: list[Finding]) -> tuple[str, date | None]:
    """Place and day of birth, from two columns or from one such as "Pekalongan, 12-03-1978"."""
    value, place = given.get("birth_date"), ""
    if value is None and (together := given.get("born")) is not None:
        text = as_text(together)
        place, comma, rest = text.partition(",")
        if not comma:
            parts = re.match(r"([^\d]*)(\d.*)", text)
            place, rest = parts.groups() if parts else (text, "")
        place, value = _text(place), rest.strip() or None
    if isinstance(value, str) and _text(value) == "":
        value = None
    try:
        return place, as_date(value.strip("'") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        sentence = _("There is no such day: %(text)s") % {"text": _text(value)[:40]}
        found.append(Finding("birth_date", sentence))
        return place, None


def _rt_rw(given: Mapping[str, Value]) -> tuple[str, str]:
    """Three digits each, from two columns or from one such as "03/01"."""
    if together := _RT_RW.search(_text(given.get("rt_rw"))):
        return together.group(1).zfill(3), together.group(2).zfill(3)
    found = []
    for key in ("rt", "rw"):
        digits = "".join(letter for letter in _text(given.get(key)).partition(".")[0] if letter.isdigit())
        found.append(digits.zfill(3) if digits else "")
    return found[0], found[1]


def _yes(value: Value, found: list[Finding]) -> bool:
    text = normal(as_text(value))
    if text in YES:
        return True
    if text not in NO and text not in _BLANK:
        sentence = _("“%(text)s” was not understood.") % {"text": _text(value)[:40]}
        found.append(Finding("welfare", sentence, wrong=False))
    return False
