"""`tuntas daily`: everything that has to be done once a day, in one command for one timer."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tuntas.kernel.clock import now
from tuntas.lobby.actions.daily import duties, run_daily


class Command(BaseCommand):
    help = "Do every room's daily duty; one that fails stops no other. Exit code 1 when one failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", nargs="+", metavar="DUTY", help="only these duties")
        parser.add_argument("--list", action="store_true", help="name the duties and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a duty."""
        known = duties()
        if options["list"]:
            self.stdout.write("\n".join(duty.key for duty in known))
            return
        wanted = options["only"] or [duty.key for duty in known]
        if unknown := sorted(set(wanted) - {duty.key for duty in known}):
            raise CommandError(f"No such duty: {', '.join(unknown)}. `tuntas daily --list` names them.")
        failed = False
        for duty, said, well in run_daily(now=now(), chosen=[duty for duty in known if duty.key in wanted]):
            self.stdout.write(f"{'ok  ' if well else 'BAD '} {duty.key}: {said}")
            failed |= not well
        if failed:
            sys.exit(1)
