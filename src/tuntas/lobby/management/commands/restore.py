"""`tuntas restore FILE.zip`: an archive back into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from tuntas.lobby.actions.backup import restore
from tuntas.lobby.terms import ArchiveRefused


class Command(BaseCommand):
    help = "Fill an empty installation from an archive and check every row against it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        try:
            archive = restore(source=options["file"])
        except ArchiveRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored and checked: {sum(archive.rows.values())} rows, {archive.files} files.")
