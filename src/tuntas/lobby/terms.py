"""Words of the lobby."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing the doctor looked at. `mend` says what to do when it is not well."""

    name: str
    well: bool
    detail: str
    mend: str = ""
    grave: bool = True  # a warning when False


@dataclass(frozen=True)
class Duty:
    """What a room has to do once a day. Doing it twice a day does nothing twice; `run` says in a line what it did."""

    key: str
    run: Callable[[datetime], str]


@dataclass(frozen=True)
class Archive:
    """What a backup holds: rows by table, files, the migrations it was made at, and where it lies."""

    path: Path
    rows: dict[str, int]
    files: int
    migrations: dict[str, str]
    sha256: str


class ArchiveRefused(Exception):
    """The archive is damaged, of another version, or the installation is not empty."""


@dataclass(frozen=True)
class Signpost:
    """A link of the navigation."""

    href: str
    label: Any
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Errand:
    """Something the desk offers: where it leads, in the reader's words, with how far it has come."""

    href: str
    title: str
    hint: Any = ""
    done: int = 0
    total: int = 0
    tone: str = "info"


@dataclass(frozen=True)
class Desk:
    """What waits for one person: errands by kind. Empty lists mean a quiet day, not an error."""

    editions: list[Errand] = field(default_factory=list)
    judging: list[Errand] = field(default_factory=list)
    entries: list[Errand] = field(default_factory=list)
    checking: list[Errand] = field(default_factory=list)
    serving: list[Errand] = field(default_factory=list)
    offices: list[Errand] = field(default_factory=list)
    copies: list[Errand] = field(default_factory=list)
    questions: list[Errand] = field(default_factory=list)
    news: list[Errand] = field(default_factory=list)
    coaching: list[Errand] = field(default_factory=list)
    services: list[Errand] = field(default_factory=list)
    serves_place: bool = False  # holds a role at a place: needs no organisation to work here

    @property
    def is_quiet(self) -> bool:
        """Nothing at all waits."""
        works = self.editions or self.judging or self.checking or self.serving or self.coaching
        return not (works or self.entries or self.copies or self.questions or self.news)


@dataclass(frozen=True)
class Hit:
    """One line of the site search."""

    href: str
    title: str
    kind: Any
    text: str = ""


@dataclass(frozen=True)
class Guide:
    """A guide for a role. `key` is its address and Indonesian file, `english` its other file, `parts` whose it is."""

    key: str
    english: str
    title: Any
    about: Any
    parts: tuple[str, ...]

    def file(self, language: str) -> str:
        """The name of its file in that language, without ending."""
        return self.key if language == "id" else self.english
