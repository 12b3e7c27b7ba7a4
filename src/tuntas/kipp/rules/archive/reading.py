"""From the files of an archive to what is counted. A cell that cannot be read is named by file and row."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from tuntas.kipp.rules.archive.container import Reader
from tuntas.kipp.rules.archive.recount import Count, CountedStage
from tuntas.kipp.rules.archive.shape import EDITION, TABLES, Row, Unreadable, document, table
from tuntas.kipp.rules.scoring import micros
from tuntas.kipp.terms import EntryStage

T = TypeVar("T")
FINALISTS = {str(one) for one in (EntryStage.FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)}
JUDGED = {str(EntryStage.PASSED), str(EntryStage.NOT_FINALIST)} | FINALISTS


@dataclass
class Record:
    """An archive that could be read: its rules, its tables, and the count made of them."""

    edition: dict[str, Any]
    tables: dict[str, list[Row]]
    count: Count

    @property
    def grade(self) -> Decimal | None:
        """The passing grade, where there is one."""
        given = self.edition.get("passing_grade")
        return None if given is None else Decimal(str(given))


def decimal(text: str) -> Decimal:
    """A number as it stands in a cell; ValueError for anything else."""
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not found.is_finite():
        raise ValueError(text)
    return found


def at_row(name: str, at: int, read: Callable[[], T]) -> T:
    """What `read` gives; what it cannot read is told with the row (`at` counts data rows from 0)."""
    try:
        return read()
    except (ValueError, KeyError) as error:
        raise Unreadable(f"{name}, row {at + 2}: {error}") from error


def record_of(archive: Reader) -> Record:
    """Read the whole archive. Raises `Unreadable` naming file and row."""
    try:
        edition = document(EDITION, archive.read(EDITION))
        tables = {name: table(name, archive.read(name)) for name in TABLES}
    except KeyError as error:
        raise Unreadable(f"{error.args[0]} is missing") from error
    try:
        stages = [_stage(one) for one in edition["stages"] if one["scored"]]
        tie_break = [str(key) for key in edition["tie_break"]]
        {str(track["key"]): (int(track["finalists"]), int(track["winners"])) for track in edition["tracks"]}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"{EDITION}: {error}") from error
    count = Count(stages=stages, tie_break=tie_break)
    try:
        _order(edition, count)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"{EDITION}: {error}") from error
    for at, row in enumerate(tables["entries.csv"]):
        if row["state"] in JUDGED:
            count.tracks[at_row("entries.csv", at, lambda row=row: row["reference"])] = row["track"]  # type: ignore[misc]
        if row["state"] in FINALISTS:
            count.finalists.add(row["reference"])
    _sheets(tables, count)
    return Record(edition, tables, count)


def _order(edition: dict[str, Any], count: Count) -> None:
    """The rules of order that are in force; archives made before there were any have none."""
    grade = edition.get("passing_grade")
    if edition.get("replicated_first") and grade is not None:
        count.floor = micros(decimal(str(grade)))
        count.copied = {str(one) for one in edition.get("copied", [])}
    if edition.get("duel_breaks_ties"):
        for number, one in enumerate(edition.get("duels", [])):
            count.duels |= {str(entry): (number, int(place)) for entry, place in one["places"].items()}


def _stage(given: dict[str, Any]) -> CountedStage:
    return CountedStage(
        key=str(given["key"]),
        kind=str(given["kind"]),
        weight=decimal(str(given["weight"])),
        weights_version=int(given["weights_version"]),
        criteria={str(one["key"]): decimal(str(one["weight"])) for one in given["criteria"]},
    )


def _sheets(tables: dict[str, list[Row]], count: Count) -> None:
    known = {stage.key: set(stage.criteria) for stage in count.stages}
    entries = {row["reference"] for row in tables["entries.csv"]}
    jurors = {row["juror"] for row in tables["jurors.csv"]}

    def triple(name: str, at: int, row: Row) -> tuple[str, str, str]:
        for part, there in (("stage", known), ("entry", entries), ("juror", jurors)):
            if row[part] not in there:
                raise Unreadable(f"{name}, row {at + 2}: no {part} {row[part]!r}")
        return row["stage"], row["entry"], row["juror"]

    for at, row in enumerate(tables["sheets.csv"]):
        key = triple("sheets.csv", at, row)
        if key in count.scores:
            raise Unreadable(f"sheets.csv, row {at + 2}: the same sheet a second time")
        count.scores[key] = {}
        text = row["total"]
        count.totals[key] = at_row("sheets.csv", at, lambda text=text: decimal(text)) if text else None  # type: ignore[misc]
    for at, row in enumerate(tables["scores.csv"]):
        key = triple("scores.csv", at, row)
        if key not in count.scores or row["criterion"] not in known[key[0]] or row["criterion"] in count.scores[key]:
            raise Unreadable(f"scores.csv, row {at + 2}: no such criterion or sheet, or twice")
        text = row["value"]
        value: Decimal = at_row("scores.csv", at, lambda text=text: decimal(text))  # type: ignore[misc]
        if not 0 <= value <= 100:
            raise Unreadable(f"scores.csv, row {at + 2}: {text} is no score from 0 to 100")
        count.scores[key][row["criterion"]] = value
    for at, row in enumerate(tables["assignments.csv"]):
        key = triple("assignments.csv", at, row)
        if not row["removed_at"] or count.totals.get(key) is not None:
            count.assigned[key[:2]] = count.assigned.get(key[:2], 0) + 1
