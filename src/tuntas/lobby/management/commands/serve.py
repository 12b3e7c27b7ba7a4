"""`tuntas serve`: the web server for one machine, behind a TLS proxy in production."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from granian import Granian
from granian.constants import Interfaces


class Command(BaseCommand):
    help = "Serve on 127.0.0.1:8000, or where told. Finishes documents a stopped process left numbered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes; keep 1 on SQLite")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        call_command("press")
        self.stdout.write(f"Tuntas: http://{options['host']}:{options['port']}/  (Ctrl+C berhenti / stops)")
        Granian(
            "tuntas.config.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=2,
            workers_kill_timeout=10,  # a stop signal during start can hang the worker
            log_enabled=settings.DEBUG,
        ).serve()
