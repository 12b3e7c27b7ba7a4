"""Which files an archive holds and which columns they have; how their cells are written and read."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

FORMAT = "tuntas-kipp-archive/1"
README, EDITION, PLENARY, VERSIONS = "README.txt", "edition.json", "plenary.json", "versions.json"
MANIFEST, SIGNATURE, SEAL = "manifest.json", "manifest.sig", "seal.pem"

TABLES: dict[str, tuple[str, ...]] = {
    "entries.csv": (
        "reference", "number", "title", "organisation", "place", "track", "group", "category", "state", "sample",
    ),
    "jurors.csv": ("juror", "name", "affiliation", "left_at"),
    "runs.csv": (
        "run", "stage", "mode", "at", "seed", "per_entry", "added", "removed", "short", "objective", "input_hash",
        "result_hash", "code",
    ),
    "assignments.csv": ("stage", "entry", "juror", "at", "removed_at", "run", "despite"),
    "sheets.csv": ("stage", "entry", "juror", "sheet", "revision", "weights_version", "handed_in_at", "total"),
    "scores.csv": ("stage", "entry", "juror", "criterion", "value"),
    "ranking.csv": (
        "view", "track", "rank", "overall", "tied", "entry", "score", "parts", "scored", "assigned", "low", "high",
        "passes",
    ),
    "locks.csv": ("lock", "stage", "at", "by", "early", "missing", "below", "why", "opened_at", "opened_by", "reason"),
    "unsealings.csv": ("unsealing", "stage", "at", "until", "ended_at", "by", "reason"),
    "picks.csv": ("entry", "chosen", "rank", "score", "reason", "at", "published_at"),
    "decisions.csv": ("entry", "outcome", "rank", "score", "reason", "at"),
    "journal.csv": ("number", "at", "actor", "act", "subject", "data", "previous", "hash"),
}  # fmt: skip
PROSE = {"title", "organisation", "place", "name", "affiliation", "despite", "why", "reason", "by", "opened_by"}
FINAL = "final"  # the view of the ranking over all stages; the others are named by their stage
NAMES = (README, EDITION, *TABLES, PLENARY, VERSIONS)

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IDENTITY = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")  # a NIK has sixteen digits
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def scrubbed(text: str) -> str:
    """Text without e-mail addresses and numbers of sixteen digits, which may be somebody's NIK."""
    return _IDENTITY.sub("[…]", _EMAIL.sub("[…]", text))


def cell(value: Any) -> str:
    """The value as every machine writes it: moments in UTC, yes as 1, numbers with a point, nothing as empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, dict | list | tuple):
        return compact(value)
    return str(value)


def prose(value: Any) -> str:
    """What people wrote: scrubbed, on one line, with an apostrophe where a spreadsheet could take it for a formula."""
    text = " ".join(scrubbed(cell(value)).split())
    return f"'{text}" if text.startswith(_RISKY) else text


def lines(name: str, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The table of that name as CSV, in pieces."""
    columns = TABLES[name]
    writers = [prose if column in PROSE else cell for column in columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([write(value) for write, value in zip(writers, row, strict=True)])
        if out.tell() > 1 << 16:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def compact(value: Any) -> str:
    """JSON on one line, keys sorted."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def pretty(value: Any) -> bytes:
    """JSON for people, keys in the order given, one newline at the end."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


class Unreadable(Exception):
    """A file inside is not what its name says; `str(error)` names it."""


Row = dict[str, str]


def table(name: str, data: bytes) -> list[Row]:
    """The rows of a table of the archive by column. Raises `Unreadable`."""
    columns = TABLES[name]
    try:
        found = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"{name}: {error}") from error
    if not found or tuple(found[0]) != columns:
        raise Unreadable(f"{name}: other columns than {', '.join(columns)}")
    for at, row in enumerate(found[1:], start=2):
        if len(row) != len(columns):
            raise Unreadable(f"{name}, row {at}: {len(row)} cells instead of {len(columns)}")
    return [dict(zip(columns, row, strict=True)) for row in found[1:]]


def document(name: str, data: bytes) -> dict[str, Any]:
    """A JSON file of the archive. Raises `Unreadable`."""
    try:
        found = json.loads(data.decode("utf-8"))
    except ValueError as error:
        raise Unreadable(f"{name}: {error}") from error
    if not isinstance(found, dict):
        raise Unreadable(f"{name}: not a JSON object")
    return found
