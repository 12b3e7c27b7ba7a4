"""`tuntas doctor`: what is wrong with this installation and how to mend it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from tuntas.kernel.clock import now
from tuntas.lobby.queries.health import examine


class Command(BaseCommand):
    help = "Look at the installation; exit code 1 when something grave is wrong."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        grave = 0
        for finding in examine(now()):
            mark = "ok  " if finding.well else ("BAD " if finding.grave else "warn")
            self.stdout.write(f"{mark} {finding.name}: {finding.detail}")
            if not finding.well:
                self.stdout.write(f"       → {finding.mend}")
                grave += finding.grave
        if grave:
            sys.exit(1)
