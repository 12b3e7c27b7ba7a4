"""`tuntas serve`: the web server for one machine, behind a TLS proxy in production."""

import hashlib
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from tuntas import __version__


class Command(BaseCommand):
    help = "Serve on 127.0.0.1:8000, or where told. Finishes documents a stopped process left numbered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes; keep 1 on SQLite")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            _collect()
        call_command("press")
        self.stdout.write(f"Tuntas: {self._said(options)}  (Ctrl+C berhenti / stops)")
        self.stdout.flush()
        granian = [
            "--interface", "wsgi", "--host", options["host"], "--port", str(options["port"]),
            "--workers", str(options["workers"]), "--blocking-threads", "2",
            "--workers-kill-timeout", "10",  # a stop signal during start can hang the worker
            "--log" if settings.DEBUG else "--no-log",
        ]  # fmt: skip
        # In place of this process: the one that only watches over the workers then holds 30 MB instead of 170.
        os.execv(sys.executable, [sys.executable, "-m", "granian", *granian, "tuntas.config.wsgi:application"])

    def _said(self, options: dict[str, Any]) -> str:
        """The address to open: on this machine by its name, because passkeys need one."""
        host = "localhost" if options["host"] in ("127.0.0.1", "::1") else options["host"]
        return f"http://{host}:{options['port']}/"


def _collect() -> None:
    """Hashed and compressed static files, made anew only when one of them has changed: that costs two seconds."""
    stamp, wanted = Path(settings.HOME) / "static.stamp", _state_of_static()
    there = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    if there and stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted)


def _state_of_static() -> str:
    """A digest that differs whenever a static file or the way they are kept has changed."""
    state = hashlib.sha256(f"{settings.STORAGES['staticfiles']} {__version__}".encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            state.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return state.hexdigest()
