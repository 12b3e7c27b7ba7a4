"""Appointments as a calendar file (RFC 5545), a few lines of text every phone can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Appointment:
    """One event. `key` stays the same when it moves, so that calendars replace it."""

    key: str
    starts: datetime
    ends: datetime
    title: str
    place: str = ""
    about: str = ""


def calendar_file(*, name: str, appointments: Iterable[Appointment], made: datetime) -> str:
    """The whole file, with CRLF line ends and lines folded at 75 bytes; times are written in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tuntas//KIPP//ID", f"X-WR-CALNAME:{_escaped(name)}"]
    for one in appointments:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(one.key)}",
            f"DTSTAMP:{_utc(made)}",
            f"DTSTART:{_utc(one.starts)}",
            f"DTEND:{_utc(one.ends)}",
            f"SUMMARY:{_escaped(one.title)}",
            *([f"LOCATION:{_escaped(one.place)}"] if one.place else []),
            *([f"DESCRIPTION:{_escaped(one.about)}"] if one.about else []),
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(text.splitlines())


def _folded(line: str) -> str:
    """Continuation lines begin with a space; a letter of several bytes is never cut."""
    pieces, piece = [], ""  # type: ignore[var-annotated]
    for letter in line:
        if len((piece + letter).encode()) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
