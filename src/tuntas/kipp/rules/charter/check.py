"""A rules file of somebody else, looked at before anything of it is believed. Pure."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from tuntas.kernel.text import clean
from tuntas.kipp.rules.charter.facts import EDITION
from tuntas.kipp.rules.charter.reading import FORMAT, VERSION, desk_criteria
from tuntas.kipp.rules.charter.shape import Charter, Fact, Kind, Row, Shelf
from tuntas.kipp.rules.charter.shelves import SHELVES
from tuntas.kipp.rules.charter.stages import CRITERIA
from tuntas.kipp.rules.charter.values import MOMENTS, plain

MOST_ROWS = 60
LARGEST = 1_000_000  # characters
_KEY = re.compile(r"[-a-zA-Z0-9_]{1,40}")


class NotRules(ValueError):
    """The file cannot be taken; `sentences` say everything that is wrong with it."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass
class Reader:
    """Collects what is wrong and what was left aside while a file is read."""

    wrong: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)

    def say(self, where: str, what: str) -> None:
        self.wrong.append(f"{where}: {what}")


@dataclass(frozen=True)
class RulesFile:
    """A file that can be taken: whose rules, of which year, the charter, and what was left aside."""

    name: str
    year: int
    charter: Charter
    aside: tuple[str, ...]


def read_rules(text: str) -> RulesFile:
    """The file's rules, or `NotRules` with every sentence at once. Facts the file does not name stay unnamed in the
    edition's own part and are blank in rows."""
    if len(text) > LARGEST:
        raise NotRules([_("The file is too large for a file of rules.")])
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise NotRules([_("This is not a file of rules: it is not JSON.")]) from wrong
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotRules([_("This is not a file of rules of a competition.")])
    if data.get("version") != VERSION:
        raise NotRules([_("The file was written by another version of this software and cannot be read.")])
    year, rules = data.get("year"), data.get("rules")
    if not isinstance(year, int) or not 2014 <= year <= 2100 or not isinstance(rules, dict):
        raise NotRules([_("The file lacks its year or its rules.")])
    reader = Reader()
    charter = _charter(rules, reader)
    if reader.wrong:
        raise NotRules(reader.wrong)
    return RulesFile(clean(str(data.get("name", "")))[:120], year, charter, tuple(reader.aside))


def _charter(rules: dict[str, Any], reader: Reader) -> Charter:
    own = rules.get("edition", {})
    if not isinstance(own, dict):
        reader.say(str(EDITION.title), _("it is not a table of facts."))
        own = {}
    charter: Charter = {"edition": {}}
    for fact in EDITION.facts:
        if fact.name in own and fact.portable:
            charter["edition"][fact.name] = _value(fact, own[fact.name], str(fact.label), reader)
    for shelf in SHELVES:
        charter[shelf.key] = list(_rows(shelf, rules.get(shelf.key, []), str(shelf.title), reader))
    known = {"edition", *(shelf.key for shelf in SHELVES)}
    reader.aside += sorted(str(key) for key in rules if key not in known)
    if not reader.wrong:
        _references(charter, reader)
    return charter


def _rows(shelf: Shelf, found: Any, where: str, reader: Reader) -> Iterator[Row]:
    if not isinstance(found, list) or len(found) > MOST_ROWS:
        reader.say(where, _("it is not a list of at most %(n)d rows.") % {"n": MOST_ROWS})
        return
    seen: set[str] = set()
    for number, raw in enumerate(found, 1):
        spot = f"{where} {number}"
        key = raw.get("key") if isinstance(raw, dict) else None
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            reader.say(spot, _("its key is missing or has other than letters, digits and hyphens."))
            continue
        if key in seen:
            reader.say(spot, _("the key “%(key)s” stands twice.") % {"key": key})
            continue
        seen.add(key)
        yield _row(shelf, raw, spot, number, reader)


def _row(shelf: Shelf, raw: Row, spot: str, number: int, reader: Reader) -> Row:
    row: Row = {"key": raw["key"]}
    for fact in shelf.facts:
        value = raw.get(fact.name, fact.blank())
        row[fact.name] = _value(fact, value, f"{spot}, {fact.label}", reader)
    row["order"] = row["order"] or number
    known = {"key", "criteria", *(fact.name for fact in shelf.facts)}
    reader.aside += [f"{spot}: {name}" for name in raw if name not in known]
    if shelf.key == "stages":
        row["criteria"] = list(_rows(CRITERIA, raw.get("criteria", []), f"{spot}, {CRITERIA.title}", reader))
    return row


def _value(fact: Fact, value: Any, where: str, reader: Reader) -> Any:
    """The value in plain form; what is wrong with it goes to the reader."""
    if value is None or value == "":
        if fact.needed:
            reader.say(where, _("it is missing."))
        return fact.blank() if fact.kind != Kind.YES else False
    try:
        return _plain(fact, value)
    except (ValueError, TypeError, KeyError, InvalidOperation, OverflowError):
        reader.say(where, _("this value cannot be: %(value)s") % {"value": str(value)[:60]})
        return fact.blank()


def _plain(fact: Fact, value: Any) -> Any:
    if fact.kind in (Kind.TEXT, Kind.LONG):
        return _text(value, fact.longest)
    if fact.kind == Kind.YES:
        return _sure(value, isinstance(value, bool))
    if fact.kind == Kind.WHOLE:
        _sure(value, isinstance(value, int) and not isinstance(value, bool))
        return _within(fact, value)
    if fact.kind == Kind.DECIMAL:
        number = Decimal(str(_sure(value, isinstance(value, str | int | float) and not isinstance(value, bool))))
        exponent = number.as_tuple().exponent
        _sure(value, isinstance(exponent, int) and -fact.places <= exponent)
        return plain(fact, _within(fact, number))
    if fact.kind in MOMENTS:
        moment = datetime.fromisoformat(_sure(value, isinstance(value, str)))
        return plain(fact, _sure(moment, moment.tzinfo is not None and 2000 <= moment.year <= 2200))
    if fact.kind == Kind.ONE:
        return _sure(value, value in dict(fact.choices))
    if fact.kind == Kind.BANDS:
        return [_band(one) for one in _sure(value, isinstance(value, list) and len(value) <= 10)]
    if fact.kind == Kind.GROUP:
        return _sure(value, isinstance(value, str))
    _sure(value, isinstance(value, list) and len(value) <= MOST_ROWS and all(isinstance(one, str) for one in value))
    _sure(value, not fact.choices or set(value) <= set(dict(fact.choices)))
    return value


def _sure(value: Any, holds: bool) -> Any:
    if not holds:
        raise ValueError(value)
    return value


def _within(fact: Fact, value: Any) -> Any:
    low, high = fact.low, fact.high
    return _sure(value, (low is None or value >= low) and (high is None or value <= high))


def _text(value: Any, longest: int) -> str:
    text = clean(_sure(value, isinstance(value, str)))
    return str(_sure(text, len(text) <= longest))


def _band(band: dict[str, Any]) -> dict[str, Any]:
    low, high = band["from"], band["to"]
    _sure(band, isinstance(low, int) and isinstance(high, int) and 0 <= low <= high <= 100)
    return {"from": low, "to": high, "id": _text(band["id"], 400), "en": _text(band.get("en") or "", 400)}


def _references(charter: Charter, reader: Reader) -> None:
    """Whatever is named must be there: groups, sections, criteria."""
    groups = {row["key"] for row in charter["groups"]}
    sections = {row["key"] for row in charter["sections"]}
    for shelf in (shelf for shelf in SHELVES if shelf.fact("group")):
        for row in charter[shelf.key]:
            if row["group"] and row["group"] not in groups:
                reader.say(
                    f"{shelf.one} “{row['title']}”", _("the group “%(key)s” is not there.") % {"key": row["group"]}
                )
    for stage in charter["stages"]:
        for criterion in stage["criteria"]:
            for key in criterion["sections"]:
                if key not in sections:
                    where = f"{CRITERIA.one} “{criterion['title']}”"
                    reader.say(where, _("the section “%(key)s” is not there.") % {"key": key})
    scored = {row["key"] for row in desk_criteria(charter)}
    for key in charter["edition"].get("tie_break", []):
        if key not in scored:
            reader.say(str(EDITION.title), _("the criterion “%(key)s” is not there.") % {"key": key})
