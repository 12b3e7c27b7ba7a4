"""Who counts as a reader, and how a reader is known again within a day without being known."""

import hashlib
import re
from datetime import date

_MACHINES = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|scrap|archiv|monitor|headless|lighthouse|curl|wget|python|java/|go-http|"
    r"okhttp|axios|node|libwww|httpclient|facebookexternal|whatsapp|telegram|feed|rss|scan|check|validator|pingdom",
    re.I,
)


def is_reader(agent: str, purpose: str = "") -> bool:
    """A browser in somebody's hands: not a machine by its own words, and not a page loaded on suspicion."""
    return bool(agent) and "Mozilla" in agent and not _MACHINES.search(agent) and "prefetch" not in purpose.lower()


def mark_of(key: bytes, story: int, address: str, agent: str) -> str:
    """What stands for a reader of a story today; without the day's key nobody can try addresses against it."""
    said = f"{story}|{address}|{agent}".encode(errors="replace")
    return hashlib.blake2b(said, key=key, digest_size=16).hexdigest()


def line_of(day: date, story: int, mark: str) -> str:
    """A read as the spool keeps it."""
    return f"{day.isoformat()} {story} {mark}\n"


def read_line(line: str) -> tuple[date, int, str] | None:
    """The read a line tells; None for a torn one."""
    try:
        day, story, mark = line.split()
        return date.fromisoformat(day), int(story), mark if len(mark) == 32 else ""
    except ValueError:
        return None
