"""Translations: compile them at installation, and find sentences that have none.

Every room keeps its Indonesian sentences in `locale/id/LC_MESSAGES/*.po`, one file a noun; together they
become the room's `django.mo`. English is the language of the source. `python tools/messages.py` compiles;
with `--check` it lists what is missing, different in its placeholders, or said in two ways, and fails if
anything is. Django merges the rooms' catalogues, so that one sentence with two translations would read now one
way, now the other: where one English word truly wants two Indonesian ones, a context (`pgettext`) tells them apart.
"""

import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "tuntas"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}")


def rooms() -> list[Path]:
    """Every package with sentences of its own: the rooms, and each of the services."""
    found = [path for path in SOURCE.iterdir() if path.is_dir() and path.name != "services"]
    return sorted([*found, *(path for path in (SOURCE / "services").iterdir() if path.is_dir())])


def catalog_of(room: Path) -> Catalog:
    """All Indonesian sentences of a room, its files merged."""
    whole = Catalog(locale="id", charset="utf-8")
    whole._num_plurals, whole._plural_expr = 1, "0"  # Indonesian has one form; Babel does not know it
    for path in sorted((room / "locale/id/LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="id"):
                if message.id:
                    whole.add(message.id, message.string, context=message.context)
    return whole


def compile_all() -> None:
    """Write each room's `django.mo` where its sentences are newer."""
    for folder in (room / "locale/id/LC_MESSAGES" for room in rooms()):
        if not folder.is_dir():
            continue
        made = folder / "django.mo"
        newest = max((path.stat().st_mtime for path in folder.glob("*.po")), default=0)
        if not made.exists() or made.stat().st_mtime < newest:
            buffer = BytesIO()
            write_mo(buffer, catalog_of(folder.parents[2]))
            made.write_bytes(buffer.getvalue())


def sentences(room: Path) -> Iterator[tuple[Path, int, str | tuple[str, str], str | None]]:
    """Every translatable sentence of a room: file, line, text (singular and plural), context."""
    for path in sorted(room.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or {"tests", "migrations"} & set(path.parts):
            continue
        text = path.read_text()
        if path.suffix != ".py":
            if "templates" not in path.parts:
                continue
            text = templatize(text, origin=str(path))
        for line, function, found, _comments in extract_python(BytesIO(text.encode()), KEYWORDS, [], {}):
            parts = found if isinstance(found, tuple) else (found,)
            if function.startswith("ngettext"):
                yield path, line, (parts[0], parts[1]), None
            elif function.startswith("pgettext"):
                yield path, line, parts[1], parts[0]
            elif parts[0]:
                yield path, line, parts[0], None


def check(wanted: list[str]) -> int:
    """Print every sentence without a good translation; the number of them."""
    base = trans_real.translation("id")
    troubles = 0
    for room in (path for path in rooms() if not wanted or path.name in wanted):
        catalog = catalog_of(room)
        for path, line, text, context in sentences(room):
            key = text[0] if isinstance(text, tuple) else text
            message = catalog.get(key, context)
            told = message.string if message else ""
            told = told if isinstance(told, str) else told[0]
            where = f"{path.relative_to(SOURCE)}:{line}"
            if not told:
                if context is None and base._catalog.get(key):  # another room, Django or allauth says it
                    continue
                troubles += 1
                print(f"{where}: no Indonesian for {key!r}")
            elif set(PLACEHOLDER.findall(key)) != set(PLACEHOLDER.findall(told)):
                troubles += 1
                print(f"{where}: placeholders differ in {key!r}")
    return troubles


def clashes() -> int:
    """Print every sentence (with its context) that two files translate differently; the number of them."""
    told: dict[tuple[str | None, str], dict[str, list[str]]] = {}
    for path in sorted(path for room in rooms() for path in room.glob("locale/id/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="id"):
                key, said = (text if isinstance(text, str) else text[0] for text in (message.id, message.string))
                if key and said:
                    where = f"{path.parents[3].name}/{path.name}"
                    told.setdefault((message.context, key), {}).setdefault(said, []).append(where)
    different = {key: ways for key, ways in told.items() if len(ways) > 1}
    for (context, key), ways in different.items():
        said = "; ".join(f"{way!r} in {', '.join(files)}" for way, files in ways.items())
        print(f"two translations of {key!r}{f' ({context})' if context else ''}: {said}")
    return len(different)


if __name__ == "__main__":
    compile_all()
    if "--check" in sys.argv:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tuntas.config.settings"
        django.setup()
        sys.exit(1 if check([a for a in sys.argv[1:] if not a.startswith("-")]) + clashes() else 0)
