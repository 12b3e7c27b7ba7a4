"""The texts a module brings along: regulation draft, procedures, checklists, links to training, forms, templates.

One Markdown file each in the module's `practice/` folder, with a head between two lines of `---`:

    kind: sop                     one of `PartKind`
    title: Prosedur …             in Indonesian, and
    title_en: Procedure …         in English
    version: 2                    rises with every change that places should hear of
    effective: 2022-01-01         optional: the day from which it holds
    file: labkd/typst/letter.typ  for templates: the file among the module's templates
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tuntas.catalogue.terms import PartKind
from tuntas.kernel.text import clean

NEEDED = ("kind", "title", "title_en", "version")


class PracticeUnreadable(Exception):
    """A file of a practice folder is not written as it should be; `str(error)` says what to do."""


@dataclass(frozen=True)
class PracticePart:
    """One text of a module, as its origin wrote it."""

    key: str
    kind: PartKind
    title: str
    title_en: str
    version: int
    text: str
    effective: date | None = None
    file: str = ""


@lru_cache(maxsize=64)
def parts_in(package: str, folder: str) -> tuple[PracticePart, ...]:
    """The texts of a package, in the order of their kinds, then by name; none where there is no folder."""
    root = files(package).joinpath(folder)
    if not folder or not root.is_dir():
        return ()
    found = [
        read_part(path.name.removesuffix(".md"), path.read_text(encoding="utf-8"))
        for path in root.iterdir()
        if path.name.endswith(".md")
    ]
    order = list(PartKind)
    return tuple(sorted(found, key=lambda part: (order.index(part.kind), part.key)))


def read_part(key: str, source: str) -> PracticePart:
    """One file read; `PracticeUnreadable` says what is wrong with it."""
    opening, _, rest = source.replace("\r\n", "\n").partition("---\n")
    head, closed, body = rest.partition("\n---\n")
    if opening.strip() or not closed:
        raise PracticeUnreadable(f"{key}.md: begin with a head between two lines of ---")
    said = dict(_pair(key, line) for line in head.splitlines() if line.strip())
    if missing := [name for name in NEEDED if not said.get(name)]:
        raise PracticeUnreadable(f"{key}.md: the head lacks {', '.join(missing)}")
    try:
        return PracticePart(
            key=key,
            kind=PartKind(said["kind"]),
            title=said["title"],
            title_en=said["title_en"],
            version=int(said["version"]),
            text=clean(body),
            effective=date.fromisoformat(said["effective"]) if said.get("effective") else None,
            file=said.get("file", ""),
        )
    except ValueError as wrong:
        kinds = ", ".join(PartKind.values)
        raise PracticeUnreadable(
            f"{key}.md: {wrong} (kinds are {kinds}; version is a whole number, effective a day like 2022-01-31)"
        ) from wrong


def _pair(key: str, line: str) -> tuple[str, Any]:
    name, colon, value = line.partition(":")
    if not colon:
        raise PracticeUnreadable(f"{key}.md: the line {line!r} of the head has no colon")
    return name.strip(), value.strip()
