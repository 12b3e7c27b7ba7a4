"""`tuntas kipp run`: rank a finished competition from files. `replay`: work an assignment out again.

`archive` and `verify`: the sealed archive of an edition (`management.archives`).
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now
from tuntas.kipp.actions.finished import FilesRefused, run
from tuntas.kipp.management import archives
from tuntas.kipp.models import Run
from tuntas.kipp.presets.catalogue import PRESETS
from tuntas.kipp.queries.runs import replay
from tuntas.kipp.rules.finished.plan import PlanRefused, plan_of
from tuntas.kipp.rules.sheets.plans import Problem


class Command(BaseCommand):
    help = "Rank a finished competition from an entries file and a scores file (.xlsx or .csv)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="verb", required=True)
        ranks = commands.add_parser("run", help="write ranking.xlsx and minutes.pdf")
        ranks.add_argument("--entries", type=Path, required=True)
        ranks.add_argument("--scores", type=Path, required=True)
        ranks.add_argument("--edition", required=True, help=f"a preset ({', '.join(PRESETS)}) or a .json file")
        ranks.add_argument("--out", type=Path, default=Path("."))
        ranks.add_argument("--leave-out", action="store_true", help="rank without the rows that have problems")
        again = commands.add_parser("replay", help="work a run of assigning out again from what it kept")
        again.add_argument("number", type=int, help="number of the run, as its address shows it")
        archives.add_verbs(commands)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "replay":
            self._replay(options["number"])
            return
        if options["verb"] == "archive":
            archives.archive(options, self.stdout)
            return
        if options["verb"] == "verify":
            sys.exit(archives.check(options, self.stdout))
        edition: str = options["edition"]
        try:
            plan = plan_of(edition if edition in PRESETS else Path(edition).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, PlanRefused) as error:
            raise CommandError(f"--edition {edition}: {error}. Presets: {', '.join(PRESETS)}") from error
        try:
            done = run(
                plan=plan,
                entries=options["entries"],
                scores=options["scores"],
                out=options["out"],
                now=now(),
                leave_out_bad=options["leave_out"],
            )
        except FilesRefused as refused:
            self._list(refused.problems)
            self.stderr.write(_("Nothing was written. Mend the rows, or add --leave-out to rank without them."))
            sys.exit(1)
        self._list(done.problems)
        counted = {"proposals": done.contenders, "sheets": done.sheets, "winners": done.winners}
        self.stdout.write(_("%(proposals)d proposals, %(sheets)d score sheets, %(winners)d winners.") % counted)
        self.stdout.write(f"{done.ranking}\n{done.minutes}")

    def _replay(self, number: int) -> None:
        run = Run.objects.filter(pk=number).first()
        again = replay(run) if run else None
        if run is None or again is None:
            raise CommandError(_("There is no run %(number)d that was worked out.") % {"number": number})
        self.stdout.write(f"{run.input_hash} {run.result_hash} {run.objective}")
        self.stdout.write(f"{'=' if again.input_ok else '≠'} {again.result} {again.objective}")
        if not again.same:
            self.stderr.write(_("Worked out again: different"))
            sys.exit(1)
        self.stdout.write(_("Worked out again: the same"))

    def _list(self, problems: list[Problem]) -> None:
        for problem in problems:
            where = _("row %(row)d") % {"row": problem.row} if problem.row else _("file")
            self.stderr.write(f"{where}, {problem.column or '–'}: {problem.sentence}")
