"""docs/adding-a-room.md and docs/adding-a-service.md are followed to the letter in a copy of the house.

The machines judge what they build, once for both.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_shape import ROOT

ROOM_PAGE, SERVICE_PAGE = ROOT / "docs" / "adding-a-room.md", ROOT / "docs" / "adding-a-service.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
NAMED = re.compile(r"^`([\w./-]+)`", re.M)
ORDER = re.compile(r"^    make new-module NAME=(\w+)$", re.M)
ROOM, SERVICE = "src/tuntas/thanks", "src/tuntas/services/posko"


def blocks(source: Path) -> list[tuple[str, str, str]]:
    """(file, kind of block, text) of every block of the page; a block without a name belongs to the file before it."""
    page, found, file, end = source.read_text(), [], "", 0
    for block in BLOCK.finditer(page):
        names = NAMED.findall(page[end : block.start()])
        file, end = (names[-1] if names else file), block.end()
        found.append((file, block[1], block[2]))
    return found


def changed(text: str, diff: str) -> str:
    """The text after a diff block; what the block expects must stand there exactly once."""
    lines = diff.splitlines()
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    assert text.count(before) == 1, f"the page expects once:\n{before}"
    return text.replace(before, after)


def follow(house: Path, page: Path) -> None:
    """Write and change what the page says."""
    for file, kind, text in blocks(page):
        path = house / file
        if kind == "diff":
            path.write_text(changed(path.read_text(), text))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house with what the pages write."""
    unwanted = shutil.ignore_patterns("__pycache__", "pictures", ".*", "*.mo")
    for name in ("src", "tests", "tools", "bench", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=unwanted)
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    follow(tmp_path, ROOM_PAGE)
    (key,) = ORDER.findall(SERVICE_PAGE.read_text())
    run(tmp_path, "tools/new_module.py", key)
    follow(tmp_path, SERVICE_PAGE)
    return tmp_path


def run(house: Path, *command: str) -> str:
    """What a command prints in the copy; it must succeed."""
    ours = ("TUNTAS", "PYTEST", "DJANGO")
    outside = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    surroundings = outside | {
        "PYTHONPATH": f"{house / 'src'}:{house}",
        "TUNTAS_HOME": str(house / "var"),
        "TUNTAS_DEBUG": "1",
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=house, env=surroundings, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.mark.slow
def test_the_pages_build_a_room_and_a_service_that_every_machine_accepts(copy: Path) -> None:
    start = "from tuntas.config.command import main; main()"
    run(copy, "-c", f"import sys; sys.argv = ['tuntas', 'makemigrations', 'thanks']; {start}")
    for made in (ROOM, SERVICE):
        assert (copy / made / "migrations" / "0001_initial.py").exists()
    run(copy, "tools/messages.py", "--check", "thanks", "posko")
    run(copy, "-m", "ruff", "check", ROOM, SERVICE, "src/tuntas/lobby/wiring.py", "src/tuntas/config")
    run(copy, "-m", "ruff", "format", "--check", ROOM, SERVICE)
    run(copy, "-m", "mypy", "--no-error-summary", ROOM, SERVICE)
    run(copy, "-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])")
    judged = (ROOM, SERVICE, "src/tuntas/catalogue/tests/test_conformance.py", "tests/house/test_shape.py")
    only = "thanks or posko or stranger_sees"
    run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *judged, "tests/house/test_addresses.py", "-k", only)
    assert "`ThanksGiven`" in (copy / "docs" / "words.md").read_text()


@pytest.mark.parametrize("key", ["Posko", "x", "kipp", "../posko", "labkd"])
def test_a_service_with_a_bad_name_is_refused(key: str) -> None:
    before = (ROOT / "src/tuntas/config/modules.py").read_text()
    tool = [sys.executable, str(ROOT / "tools/new_module.py"), key]
    done = subprocess.run(tool, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and key in done.stderr and "Traceback" not in done.stderr
    assert (ROOT / "src/tuntas/config/modules.py").read_text() == before
