"""`python -m bench [NAME …]`: every bench module in its own fresh database; fails when a target is missed."""

import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from bench.measure import show

MODULES = [
    "judging",
    "assigning",
    "severity",
    "archive",
    "residents",
    "simulation",
    "entering",
    "public",
    "search",
    "serving",
    "peers",
    "letters",
]

PURE = {"simulation"}  # no database: prints a report of its own


def one(name: str) -> bool:
    """Run one module in this process on an empty SQLite database."""
    module = importlib.import_module(f"bench.{name}") if name in PURE else None
    if module is not None:
        print(f"\n{name}")
        return module.report()
    django.setup()
    Path(settings.STATIC_ROOT).mkdir()
    call_command("migrate", verbosity=0)
    print(f"\n{name}")
    return show(importlib.import_module(f"bench.{name}").run())


def main(names: list[str]) -> int:
    """A process and a folder for each, so that one never warms or fills another."""
    bad = 0
    for name in names or MODULES:
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {
                "TUNTAS_HOME": home,
                "TUNTAS_TEST": "1",
                "TUNTAS_DEBUG": "0",
                "DJANGO_SETTINGS_MODULE": "tuntas.config.settings",
                "PYTHONPATH": os.pathsep.join(["src", "."]),
            }
            bad += subprocess.run([sys.executable, "-m", "bench", "--here", name], env=environment).returncode != 0
    return 1 if bad else 0


if __name__ == "__main__":
    if "--here" in sys.argv:
        sys.exit(0 if one(sys.argv[-1]) else 1)
    sys.exit(main(sys.argv[1:]))
