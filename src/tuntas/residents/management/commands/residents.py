"""`tuntas residents …`: a new key for the register, and what has been kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tuntas.kernel.clock import now
from tuntas.residents.actions.retention import sweep
from tuntas.residents.actions.rotating import rotate
from tuntas.residents.vault import KeyLost


class Command(BaseCommand):
    help = "The residents' register: `rotate-key` seals everything anew, `retention` erases what was kept long enough."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["rotate-key", "retention"])
        parser.add_argument("--dry-run", action="store_true", help="retention: only count")

    def handle(self, *, verb: str, dry_run: bool, **options: Any) -> None:
        if verb == "retention":
            for line in sweep(now=now(), dry_run=dry_run):
                self.stdout.write(f"{line.number:>8}  {line.sentence}")
            if dry_run:
                self.stdout.write("Nothing was erased: leave out --dry-run to do it.")
            return
        try:
            made = rotate(now=now(), tell=self._tell)
        except KeyLost as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Everything is sealed with key {made.generation}. Keep the older keys as long as backups need them."
        )

    def _tell(self, village: str, done: int, total: int) -> None:
        self.stdout.write(f"{done + 1}/{total} {village}")
