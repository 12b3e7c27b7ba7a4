"""The house keeps its own rules: short files, short functions, a README a room, a word for every term."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "tuntas"
ROOMS = sorted(path for path in [*HOUSE.iterdir(), *(HOUSE / "services").iterdir()] if (path / "__init__.py").exists())


def sources() -> Iterator[Path]:
    """Every Python file written by hand."""
    for folder in (HOUSE, ROOT / "tests", ROOT / "tools", ROOT / "bench"):
        yield from (path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_files_are_short() -> None:
    lengths = {name(path): len(path.read_text().splitlines()) for path in sources()}
    long = {path: lines for path, lines in lengths.items() if lines > 300}
    assert not long, f"split by noun: {long}"


def test_functions_are_short() -> None:
    long = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60:
                long[f"{name(path)}:{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    assert not long, f"over 60 lines: {long}"


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_every_room_says_what_it_is(room: Path) -> None:
    readme = room / ("README.md" if room.name != "config" else "__init__.py")
    lines = readme.read_text().splitlines()
    assert lines and len(lines) <= 80, "one screen"


def test_every_term_is_a_word_of_the_house() -> None:
    words = (ROOT / "docs" / "words.md").read_text()
    missing = []
    for path in [*HOUSE.glob("**/terms.py"), *HOUSE.glob("**/terms/*.py")]:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and f"`{node.name}`" not in words:
                missing.append(f"{name(path)} {node.name}")
    assert not missing, f"docs/words.md lacks {missing}"


def test_time_is_read_in_one_place() -> None:
    callers = []
    for path in HOUSE.rglob("*.py"):
        if path.parts[-2:] == ("kernel", "clock.py") or "migrations" in path.parts or "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                spelled = ast.unparse(node.func)
                if spelled in {"timezone.now", "datetime.now", "date.today", "datetime.today", "datetime.utcnow"}:
                    callers.append(f"{name(path)}:{node.lineno}")
    assert not callers


def test_actions_and_rules_never_read_the_clock() -> None:
    """`now` is given: only doors call `clock.now()`."""
    callers = []
    for floor in ("actions", "queries", "rules", "flow", "models"):
        for path in [*HOUSE.glob(f"**/{floor}.py"), *HOUSE.glob(f"**/{floor}/**/*.py")]:
            callers += [
                f"{name(path)}:{node.lineno}"
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Call) and ast.unparse(node.func) in {"now", "clock.now"}
            ]
    assert not callers


def test_every_sentence_has_its_indonesian() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "messages.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of a machine in any text, and no registry address in a lock."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    paths = re.compile(r"(?<![\w.:])/(?:tmp|work|root|home)/\w")
    found = [
        file
        for file in listed
        if file.endswith((".py", ".md", ".toml", "Makefile", ".html", ".js", ".css", ".typ"))
        and paths.search((ROOT / file).read_text())
    ]
    assert not found
    for lock in ROOT.glob("*.lock"):
        assert "://" not in lock.read_text()


def test_bench_is_runnable() -> None:
    assert importlib.util.find_spec("bench") is not None
