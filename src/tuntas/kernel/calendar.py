"""Appointments as a calendar file (RFC 5545), a few lines of text every phone can read. Pure text, no request."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_LINE = 75  # bytes


@dataclass(frozen=True)
class Appointment:
    """One event. `key` stays the same when it moves and `sequence` rises, so that calendars replace what they had.

    `starts` and `ends` are moments; both may be days instead, and then `ends` is the day after the last one.
    """

    key: str
    starts: datetime | date
    ends: datetime | date
    title: str
    place: str = ""
    about: str = ""
    sequence: int = 0
    address: str = ""
    cancelled: bool = False


def calendar_file(*, name: str, appointments: Iterable[Appointment], made: datetime, product: str = "Tuntas") -> str:
    """The whole file, with CRLF line ends and lines folded at 75 bytes; moments are written in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Tuntas//{_escaped(product)}//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        "X-WR-TIMEZONE:Asia/Jakarta",
    ]
    for one in appointments:
        lines += _event(one, made)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(one: Appointment, made: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(one.key)}",
        f"DTSTAMP:{_utc(made)}",
        f"SEQUENCE:{max(one.sequence, 0)}",
        f"DTSTART{_moment(one.starts)}",
        f"DTEND{_moment(one.ends)}",
        f"SUMMARY:{_escaped(one.title)}",
        *([f"LOCATION:{_escaped(one.place)}"] if one.place else []),
        *([f"DESCRIPTION:{_escaped(one.about)}"] if one.about else []),
        *([f"URL:{one.address}"] if one.address else []),
        *(["STATUS:CANCELLED"] if one.cancelled else []),
        "END:VEVENT",
    ]


def _moment(at: datetime | date) -> str:
    return f":{_utc(at)}" if isinstance(at, datetime) else f";VALUE=DATE:{at:%Y%m%d}"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    text = _CONTROL.sub("", text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """Continuation lines begin with a space; a letter of several bytes is never cut."""
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > LONGEST_LINE - bool(pieces):
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + letter, size + width
    return "\r\n ".join([*pieces, piece])
