"""`tuntas journal verify`: is the record as it was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tuntas.journal.models import Line
from tuntas.journal.queries import Checked, verify

SHOWN = 100  # troubles printed; the rest is only counted


class Command(BaseCommand):
    help = "Check the journal: finds changed, removed and inserted lines and a cut end, and says which."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("--from", dest="start", type=int, default=1, metavar="N", help="start at line N")
        parser.add_argument(
            "--expect",
            metavar="NUMBER:HASH",
            help="a head noted earlier: also finds a record that was rewritten as a whole since then",
        )

    def handle(self, *, verb: str, start: int, expect: str | None, **options: Any) -> None:
        found, reached = 0, Checked(0, 0, "")
        for result in verify(max(start, 1)):
            if isinstance(result, Checked):
                reached = result
                continue
            found += 1
            if found <= SHOWN:
                self.stdout.write(result.what)
        if expect and (trouble := self._against(expect)):
            found += 1
            self.stdout.write(trouble)
        if found:
            raise CommandError(f"{reached.lines} lines checked: {found} troubles", returncode=1)
        self.stdout.write(f"{reached.lines} lines checked, all in order. Head: {reached.number}:{reached.hash}")

    def _against(self, expect: str) -> str:
        number, _, hash_ = expect.partition(":")
        if not number.isdigit() or len(hash_) != 64:
            raise CommandError("--expect wants NUMBER:HASH as this command prints it", returncode=2)
        line = Line.objects.filter(number=int(number)).first()
        if line is None:
            return f"line {number} is missing"
        return "" if line.hash == hash_ else f"line {number} is not the one noted: the record was rewritten"
