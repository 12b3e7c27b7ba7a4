"""Prepare the peers the bench compares with, in `.peers/`: pretalx with its own example event, and WeasyPrint.

They are other people's programs under their own licences. They are installed for measuring only, in an environment of
their own; nothing of ours imports them and nothing of them is shipped.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / ".peers"
PYTHON = HOME / "bin" / "python"
PACKAGES = ["pretalx==2025.2.2", "gunicorn", "faker", "freezegun", "weasyprint", "pyhanko"]
SETTINGS = """[filesystem]
data={home}/pretalx
static={home}/static
[site]
debug=False
url=http://127.0.0.1:8555
[database]
backend=sqlite3
name={home}/pretalx.sqlite3
[django]
secret=only-for-measuring
"""
ADMIN = {
    "DJANGO_SUPERUSER_EMAIL": "bench@example.org",
    "DJANGO_SUPERUSER_PASSWORD": "only-for-measuring-1",
    "PRETALX_INIT_ORGANISER_NAME": "Bench",
    "PRETALX_INIT_ORGANISER_SLUG": "bench",
}


def environment() -> dict[str, str]:
    """What pretalx reads at its start."""
    return os.environ | ADMIN | {"PRETALX_CONFIG_FILE": str(HOME / "pretalx.cfg")}


def pretalx(*words: str) -> None:
    """One of its own commands."""
    subprocess.run([PYTHON, "-m", "pretalx", *words], env=environment(), check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """All of it; about two minutes, once."""
    if (HOME / "ready").exists():
        return 0
    venv.create(HOME, with_pip=True, clear=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    (HOME / "pretalx").mkdir()
    (HOME / "pretalx.cfg").write_text(SETTINGS.format(home=HOME))
    for words in (["migrate"], ["collectstatic", "--noinput"], ["init", "--noinput"]):
        pretalx(*words)
    pretalx("create_test_event", "--slug", "bench", "--stage", "over")
    (HOME / "ready").touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
