"""The charter of an edition, read from its tables."""

from datetime import datetime
from typing import Any

from tuntas.kipp.models import Criterion, Edition
from tuntas.kipp.rules.charter.facts import EDITION
from tuntas.kipp.rules.charter.shape import Charter, Row, Shelf
from tuntas.kipp.rules.charter.shelves import SHELVES
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES
from tuntas.kipp.rules.charter.values import MOMENTS, plain

FORMAT = "tuntas-kipp-rules"
VERSION = 1


def charter_of(edition: Edition) -> Charter:
    """The edition's rules as plain data, in nine queries whatever their length."""
    charter: Charter = {"edition": _row(EDITION, edition)}
    for shelf in SHELVES:
        rows = getattr(edition, shelf.relation).all()
        if shelf.fact("group"):
            rows = rows.select_related("group")
        charter[shelf.key] = [{"key": row.key, **_row(shelf, row)} for row in rows]
    criteria: dict[str, list[Row]] = {stage["key"]: [] for stage in charter["stages"]}
    for found in Criterion.objects.filter(stage__edition=edition).select_related("stage"):
        criteria[found.stage.key].append({"key": found.key, **_row(CRITERIA, found)})
    for stage in charter["stages"]:
        stage["criteria"] = criteria[stage["key"]]
    return charter


def _row(shelf: Shelf, thing: Any) -> Row:
    return {fact.name: plain(fact, getattr(thing, fact.name)) for fact in shelf.facts}


def portable(charter: Charter) -> Charter:
    """The charter without what belongs to its edition alone."""
    kept = {fact.name for fact in EDITION.facts if fact.portable}
    return {**charter, "edition": {name: value for name, value in charter["edition"].items() if name in kept}}


def file_of(edition: Edition, charter: Charter) -> dict[str, Any]:
    """The rules as one file: what it is, whose rules they are, and the portable charter."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": edition.name,
        "name_en": edition.name_en,
        "year": edition.year,
        "rules": portable(charter),
    }


def moved(charter: Charter, years: int) -> Charter:
    """The same rules with every moment of the calendar `years` later; 29 February becomes 28."""
    dates = [fact.name for fact in STAGES.facts if fact.kind in MOMENTS]
    stages = [
        {**stage, **{name: _moved(stage[name], years) for name in dates if stage.get(name)}}
        for stage in charter["stages"]
    ]
    return {**charter, "stages": stages}


def _moved(value: str, years: int) -> str:
    moment = datetime.fromisoformat(value)
    try:
        return moment.replace(year=moment.year + years).isoformat()
    except ValueError:
        return moment.replace(year=moment.year + years, day=28).isoformat()


def rows_of(charter: Charter, shelf: Shelf, stage: str = "") -> list[Row]:
    """The rows of a shelf; criteria are those of the stage with that key."""
    if shelf is not CRITERIA:
        found: list[Row] = charter[shelf.key]
        return found
    return next((one["criteria"] for one in charter["stages"] if one["key"] == stage), [])


def desk_criteria(charter: Charter) -> list[Row]:
    """The criteria of proposal scoring: those that can decide ties."""
    return [row for stage in charter["stages"] if stage["kind"] == "desk" for row in stage["criteria"]]
