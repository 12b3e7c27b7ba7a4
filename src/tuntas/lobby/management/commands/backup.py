"""`tuntas backup FILE.zip`: the whole installation in one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tuntas.kernel.clock import now
from tuntas.lobby.actions.backup import back_up, inspect
from tuntas.lobby.terms import ArchiveRefused


class Command(BaseCommand):
    help = "Write database, files and keys to one archive, and check it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only check an existing archive")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            archive = inspect(path) if options["check"] else back_up(to=path, now=now())
            inspect(path)
        except ArchiveRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{path}: {sum(archive.rows.values())} rows in {len(archive.rows)} tables, {archive.files} files, "
            f"checked, sha256 {archive.sha256[:16]}. It holds keys and personal data: keep it safe."
        )
