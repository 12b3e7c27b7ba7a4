"""What differs between two charters, as a list of changes; and a charter with changes made. Pure."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass
from typing import Any

from tuntas.kipp.rules.charter.facts import EDITION
from tuntas.kipp.rules.charter.shape import Charter, Fact, Row, Shelf
from tuntas.kipp.rules.charter.shelves import BY_KEY, SHELVES
from tuntas.kipp.rules.charter.stages import CRITERIA


class Overtaken(ValueError):
    """The charter no longer holds what the change started from; `path` says where."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class Change:
    """One difference. Paths: `edition/blind`, `sections/KEY/words`, `sections/KEY` for a whole row (added where
    `before` is None, taken out where `after` is None), `stages/KEY/criteria/KEY/weight`."""

    path: str
    before: Any
    after: Any

    @property
    def steps(self) -> list[str]:
        return self.path.split("/")

    @property
    def shelf(self) -> Shelf:
        """The shelf of the row that differs."""
        return CRITERIA if len(self.steps) > 3 else BY_KEY[self.steps[0]]

    @property
    def stage(self) -> str:
        """Key of the stage, for a stage and its criteria."""
        return self.steps[1] if self.steps[0] == "stages" else ""

    @property
    def key(self) -> str:
        """Key of the row; empty for the edition's own facts."""
        if self.steps[0] == "edition":
            return ""
        return self.steps[3] if len(self.steps) > 3 else self.steps[1]

    @property
    def fact(self) -> Fact | None:
        """The fact that differs; None for a whole row."""
        if self.steps[0] == "edition":
            return EDITION.fact(self.steps[1])
        return self.shelf.fact(self.steps[-1]) if len(self.steps) in (3, 5) else None

    @property
    def is_added(self) -> bool:
        return self.fact is None and self.before is None

    @property
    def is_dropped(self) -> bool:
        return self.fact is None and self.after is None

    def data(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


def changes_from(stored: Iterable[dict[str, Any]]) -> list[Change]:
    """Changes as they were stored."""
    return [Change(one["path"], one["before"], one["after"]) for one in stored]


def differences(before: Charter, after: Charter) -> list[Change]:
    """Everything that differs, in the order of the rules. The edition's own facts count where both say them."""
    found = list(_facts("edition", EDITION, before["edition"], after["edition"]))
    for shelf in SHELVES:
        found += _rows(shelf.key, shelf, before[shelf.key], after[shelf.key])
    return found


def _facts(path: str, shelf: Shelf, before: Row, after: Row) -> Iterator[Change]:
    for fact in shelf.facts:
        if fact.name in before and fact.name in after and before[fact.name] != after[fact.name]:
            yield Change(f"{path}/{fact.name}", before[fact.name], after[fact.name])


def _rows(path: str, shelf: Shelf, before: list[Row], after: list[Row]) -> Iterator[Change]:
    old, new = {row["key"]: row for row in before}, {row["key"]: row for row in after}
    for key, row in old.items():
        if key not in new:
            yield Change(f"{path}/{key}", row, None)
            continue
        yield from _facts(f"{path}/{key}", shelf, row, new[key])
        if "criteria" in row:
            yield from _rows(f"{path}/{key}/criteria", CRITERIA, row["criteria"], new[key]["criteria"])
    for key, row in new.items():
        if key not in old:
            yield Change(f"{path}/{key}", None, row)


def applied(charter: Charter, changes: Iterable[Change]) -> Charter:
    """The charter after the changes, rows in their order. Raises `Overtaken` where it does not hold what a change
    started from."""
    made = deepcopy(charter)
    for change in changes:
        _apply(made, change)
    for shelf in SHELVES:
        made[shelf.key].sort(key=_place)
    for stage in made["stages"]:
        stage["criteria"].sort(key=_place)
    return made


def rebased(charter: Charter, changes: Iterable[Change]) -> tuple[Charter, list[Change]]:
    """The charter with the changes that still fit it, and those that do not: what they started from has changed."""
    made, lost = charter, []
    for change in changes:
        try:
            made = applied(made, [change])
        except Overtaken:
            lost.append(change)
    return made, lost


def _place(row: Row) -> int:
    return int(row.get("order") or 0)


def _apply(made: Charter, change: Change) -> None:
    steps = change.steps
    if steps[0] == "edition":
        _set(made["edition"], steps[1], change)
        return
    rows = made[steps[0]]
    if len(steps) > 3:
        stage = _row(rows, steps[1], change)
        rows = stage["criteria"]
    if change.fact is not None:
        _set(_row(rows, change.key, change), change.fact.name, change)
        return
    present = next((row for row in rows if row["key"] == change.key), None)
    if present != change.before:
        raise Overtaken(change.path)
    if present is not None:
        rows.remove(present)
    if change.after is not None:
        rows.append(deepcopy(change.after))


def _row(rows: list[Row], key: str, change: Change) -> Row:
    found = next((row for row in rows if row["key"] == key), None)
    if found is None:
        raise Overtaken(change.path)
    return found


def _set(row: Row, name: str, change: Change) -> None:
    if row.get(name) != change.before:
        raise Overtaken(change.path)
    row[name] = deepcopy(change.after)
