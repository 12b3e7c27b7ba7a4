"""Counting readers: a line in a spool for every new one, and all lines in one go, by whichever process comes by.

A page costs one appended line, or nothing when this process has seen the reader today. The database is asked only
when the spool is old or large, so a million visits are some thousand rows in a few dozen queries.
"""

import os
import secrets
import time
from collections import Counter
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F

from tuntas.forum.models import ReadDay, Reader, Story
from tuntas.forum.rules.reading import line_of, mark_of, read_line
from tuntas.kernel.clock import wib_date

OLD = 20.0  # seconds after which the spool is counted
LARGE = 256 * 1024  # bytes, about 4,000 reads
SEEN_AT_MOST = 50_000  # marks a process remembers, about 8 MB
AT_ONCE = 500  # rows a query

_seen: set[str] = set()
_keys: dict[tuple[Path, date], bytes] = {}


def note_read(*, story: int, address: str, agent: str, now: datetime) -> None:
    """Somebody reads the story. Never raises: a full disk loses a count, not a page."""
    today, home = wib_date(now), Path(settings.READS_ROOT)
    try:
        mark = mark_of(_key(home, today), story, address, agent)
        if mark in _seen:
            return
        if len(_seen) >= SEEN_AT_MOST:
            _seen.clear()
        _seen.add(mark)
        spool = home / "spool"
        with spool.open("a", encoding="ascii") as file:
            file.write(line_of(today, story, mark))  # far below a page: one write, never torn by another process
        if _is_due(spool):
            count_reads(now=now)
    except OSError:
        return


def count_reads(*, now: datetime) -> int:
    """Count what the spool holds; how many new readers that were. Two processes at once share no line."""
    home = Path(settings.READS_ROOT)
    spool, mine = home / "spool", home / f"counting-{secrets.token_hex(8)}"
    try:
        spool.rename(mine)
    except FileNotFoundError:
        if not home.exists():
            return 0
    left = [mine, *_left_behind(home, mine)]
    lines = [
        read_line(line) for path in left if path.exists() for line in path.read_text("ascii", "replace").split("\n")
    ]
    reads = {(day, mark): story for day, story, mark in filter(None, lines) if mark}
    new = _write(reads, now)
    for path in left:
        path.unlink(missing_ok=True)
    (home / "counted").touch()
    _forget(home, wib_date(now))
    return new


def _is_due(spool: Path) -> bool:
    counted = spool.with_name("counted")
    if not counted.exists():
        counted.touch()
        return False
    return spool.stat().st_size > LARGE or time.time() - counted.stat().st_mtime > OLD


def _left_behind(home: Path, mine: Path) -> list[Path]:
    """Spools of a counting that broke off more than ten minutes ago. Counting a line again changes nothing."""
    old = time.time() - 600
    return [path for path in home.glob("counting-*") if path != mine and path.stat().st_mtime < old]


@transaction.atomic
def _write(reads: dict[tuple[date, str], int], now: datetime) -> int:
    """Keep the marks that are new, add what was new to the day's figures, and let yesterday's marks go."""
    batch = secrets.token_hex(16)
    there = set(Story.objects.filter(pk__in=set(reads.values())).values_list("pk", flat=True))
    rows = [Reader(day=d, mark=m, story_id=s, batch=batch) for (d, m), s in reads.items() if s in there]
    Reader.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    new: Counter[tuple[int, date]] = Counter()
    counted = Reader.objects.filter(batch=batch).values_list("story_id", "day").annotate(n=Count("pk")).order_by()
    for story, day, count in counted:
        new[story, day] = count
    for (story, day), count in new.items():
        figure, made = ReadDay.objects.get_or_create(story_id=story, day=day, defaults={"reads": count})
        if not made:
            ReadDay.objects.filter(pk=figure.pk).update(reads=F("reads") + count)
    Reader.objects.filter(day__lt=wib_date(now)).delete()
    return sum(new.values())


def _key(home: Path, day: date) -> bytes:
    """Today's key, the same for every process of the machine; made at the first read of the day."""
    if key := _keys.get((home, day)):
        return key
    _seen.clear()
    _keys.clear()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / f"key-{day.isoformat()}"
    fresh = home / f"new-{secrets.token_hex(8)}"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
    try:
        os.link(fresh, path)  # whole or not at all: no process reads half a key
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    key = _keys[home, day] = path.read_bytes()
    return key


def _forget(home: Path, today: date) -> None:
    """Throw away the keys of days that are over: from then on the marks stand for nobody."""
    for path in home.glob("key-*"):
        if path.name < f"key-{today.isoformat()}":
            path.unlink(missing_ok=True)
