"""A new service: `make new-module NAME=posko` writes a small one that works, from the patterns in `tools/new_module/`.

It is a whole module: manifest, flow, list, form, tests, Indonesian, README, texts. `docs/adding-a-service.md` says what
to do with it next. Nothing that exists is overwritten.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATTERNS = Path(__file__).resolve().parent / "new_module"
HOUSE = ROOT / "src" / "tuntas"
LIST = HOUSE / "config" / "modules.py"
# Where the patterns' folders go; the others keep their names.
GOES = {"templates": "templates/{key}", "locale": "locale/id/LC_MESSAGES"}


class Refused(Exception):
    """The module cannot be made; `str(error)` says why and what to do."""


def target(pattern: Path, key: str) -> Path:
    """The file a pattern becomes."""
    inside = pattern.relative_to(PATTERNS)
    folder = "/".join(GOES.get(part, part) for part in inside.parts[:-1]).format(key=key)
    name = f"{key}.po" if inside.name == "po.txt" else inside.name.removesuffix(".txt").replace("@key@", key)
    return HOUSE / "services" / key / folder / name


def filled(text: str, key: str) -> str:
    """A pattern with the module's names in it."""
    name, prefix = key.replace("_", " ").capitalize(), key.replace("_", "-")
    names = {"@key@": key, "@Name@Config": f"{name.title().replace(' ', '')}Config", "@Name@": name}
    names |= {"@prefix@": prefix, "@PREFIX@": prefix.upper()[:8]}
    for word, meant in names.items():
        text = text.replace(word, meant)
    return text


def make(key: str) -> list[Path]:
    """Write the module and add it to the list; the files written."""
    if not re.fullmatch(r"[a-z][a-z_]{2,29}", key):
        raise Refused(f"{key!r} is no key: use 3 to 30 small letters, e.g. make new-module NAME=posko")
    if (HOUSE / key).exists():
        raise Refused(f"{key} is a room already: choose another name")
    if (HOUSE / "services" / key).exists():
        raise Refused(f"services/{key} is there already: choose another name, or remove it first")
    written = []
    for pattern in sorted(PATTERNS.rglob("*.txt")):
        path = target(pattern, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(pattern.read_text(), key))
        written.append(path)
    LIST.write_text(listed(LIST.read_text(), f"tuntas.services.{key}"))
    return written


def listed(text: str, package: str) -> str:
    """The list of modules with one more."""
    head, _, rest = text.partition("MODULES: list[str] = [")
    inside, closed, tail = rest.partition("]")
    if not closed:
        raise Refused("config/modules.py has no MODULES: list[str] = […] any more: add the module by hand")
    packages = [*re.findall(r'"([\w.]+)"', inside), package]
    lines = "".join(f'    "{one}",\n' for one in packages)
    return f"{head}MODULES: list[str] = [\n{lines}]{tail}"


def main(key: str) -> int:
    """Write, migrate, compile; say what comes next."""
    try:
        written = make(key)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    surroundings = os.environ | {
        "TUNTAS_DEBUG": "1",
        "PYTHONPATH": f"{ROOT / 'src'}:{os.environ.get('PYTHONPATH', '')}",
    }
    for command in (
        ["-m", "tuntas.config.command", "makemigrations", key],
        [str(ROOT / "tools" / "messages.py")],
        ["-m", "ruff", "check", "--quiet", "--fix", str(HOUSE / "services" / key)],
        ["-m", "ruff", "format", "--quiet", str(HOUSE / "services" / key)],
    ):
        if (done := subprocess.run([sys.executable, *command], cwd=ROOT, env=surroundings)).returncode:
            return done.returncode
    print(f"{len(written)} files in src/tuntas/services/{key}; next: docs/adding-a-service.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
