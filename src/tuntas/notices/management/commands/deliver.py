"""`tuntas deliver`: send the e-mails that wait. For a timer, every minute or two."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tuntas.kernel.clock import now
from tuntas.notices.actions import deliver


class Command(BaseCommand):
    help = "Send waiting e-mails and try failed ones again when their time has come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=1000, help="at most this many letters in one round")

    def handle(self, *args: Any, **options: Any) -> None:
        done = deliver(now(), limit=options["limit"])
        self.stdout.write(f"sent {done.sent}, failed {done.failed}, given up {done.given_up}")
