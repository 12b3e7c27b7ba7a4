"""Words of the lobby."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One thing the doctor looked at. `mend` says what to do when it is not well."""

    name: str
    well: bool
    detail: str
    mend: str = ""
    grave: bool = True  # a warning when False


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
