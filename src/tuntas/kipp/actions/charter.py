"""Writing a charter's changes into an edition's tables. Only other actions call it, inside their transaction."""

from collections.abc import Iterable
from typing import Any

from tuntas.kipp.models import Edition
from tuntas.kipp.rules.charter.changes import Change
from tuntas.kipp.rules.charter.shape import Kind, Row, Shelf
from tuntas.kipp.rules.charter.stages import CRITERIA
from tuntas.kipp.rules.charter.values import alive


def write_changes(edition: Edition, changes: Iterable[Change]) -> None:
    """Make the changes in the tables: rows added and changed first, rows taken out last and in reverse order."""
    changes = list(changes)
    edited: dict[tuple[str, str, str], dict[str, Any]] = {}
    for change in changes:
        if change.fact is not None:
            spot = (change.shelf.key, change.stage if change.shelf is CRITERIA else "", change.key)
            edited.setdefault(spot, {})[change.fact.name] = change.after
        elif change.is_added:
            _add(edition, change.shelf, change.stage, change.after)
    for (shelf, stage, key), facts in edited.items():
        _edit(edition, _shelf_of(changes, shelf), stage, key, facts)
    for change in reversed(changes):
        if change.is_dropped:
            _rows(edition, change.shelf, change.stage).filter(key=change.key).delete()


def _shelf_of(changes: list[Change], key: str) -> Shelf:
    return next(change.shelf for change in changes if change.shelf.key == key)


def _rows(edition: Edition, shelf: Shelf, stage: str) -> Any:
    """The related manager the rows of the shelf stand in."""
    if shelf is CRITERIA:
        return edition.stages.get(key=stage).criteria
    return getattr(edition, shelf.relation)


def _columns(edition: Edition, shelf: Shelf, facts: Row) -> dict[str, Any]:
    """Facts by column: groups and offices become what they point to."""
    found: dict[str, Any] = {}
    for fact in shelf.facts:
        if fact.name not in facts:
            continue
        value = facts[fact.name]
        if fact.kind == Kind.OFFICE:
            found[f"{fact.name}_id"] = value
        elif fact.kind == Kind.GROUP:
            found[fact.name] = edition.groups.get(key=value) if value else None
        else:
            found[fact.name] = alive(fact, value)
    return found


def _add(edition: Edition, shelf: Shelf, stage: str, row: Row) -> None:
    made = _rows(edition, shelf, stage).create(key=row["key"], **_columns(edition, shelf, row))
    for criterion in row.get("criteria", []):
        _add(edition, CRITERIA, made.key, criterion)


def _edit(edition: Edition, shelf: Shelf, stage: str, key: str, facts: Row) -> None:
    row = edition if shelf.key == "edition" else _rows(edition, shelf, stage).get(key=key)
    columns = _columns(edition, shelf, facts)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
