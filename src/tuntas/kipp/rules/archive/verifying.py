"""The whole check of an archive, from its bytes to its ranks; nothing but the file is needed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _

from tuntas.kipp.rules.archive import checking
from tuntas.kipp.rules.archive.container import Damaged, Reader
from tuntas.kipp.rules.archive.manifest import Seal, examine
from tuntas.kipp.rules.archive.reading import Record, record_of
from tuntas.kipp.rules.archive.shape import Unreadable

AGREES, DIFFERS, UNSEALED, NO_ARCHIVE = 0, 1, 2, 3  # what the command ends with


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, and what is wrong with it: nothing when `troubles` is empty."""

    title: str
    troubles: list[str]


@dataclass
class Report:
    """What the check found. `code` is what the command ends with."""

    checks: list[Check] = field(default_factory=list)
    seal: Seal = field(default_factory=Seal)
    record: Record | None = None
    code: int = AGREES

    def add(self, title: str, troubles: Iterator[str] | list[str], code: int) -> None:
        """Note a check; the gravest trouble decides the code."""
        found = list(troubles)
        self.checks.append(Check(title, found))
        if found:
            self.code = max(self.code, code)

    @property
    def sheets(self) -> int:
        return len(self.record.tables["sheets.csv"]) if self.record else 0

    @property
    def brought_in(self) -> int:
        """Sheets without a line of their own in the journal: they came from a spreadsheet."""
        if self.record is None:
            return 0
        told = {row["subject"] for row in self.record.tables["journal.csv"]}
        return sum(f"kipp.sheet:{row['sheet']}" not in told for row in self.record.tables["sheets.csv"])


def verify(file: IO[bytes], *, trust: bytes | None = None) -> Report:
    """Look at container, hashes, signature and seal, then count everything again and compare.

    `trust` is the PEM certificate the archive must be sealed with. Never raises for what is in the file.
    """
    report = Report()
    try:
        archive = Reader(file)
    except Damaged as error:
        words = _("The file is damaged, or was packed again: %(where)s.") % {"where": error}
        report.add(_("The file is whole"), [words], NO_ARCHIVE if error.nothing else UNSEALED)
        return report
    report.add(_("The file is whole"), [], UNSEALED)
    report.seal = examine(archive, trust)
    report.add(_("Every file is the one that was sealed, and the seal holds"), report.seal.troubles, UNSEALED)
    try:
        report.record = record_of(archive)
        for title, troubles in _recount(report.record, report.seal.manifest.get("journal_head") or {}):
            report.add(title, troubles, DIFFERS)
    except (Unreadable, LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        report.add(_("The tables can be read"), [str(error)], DIFFERS)
    return report


def _recount(record: Record, head: dict[str, Any]) -> Iterator[tuple[str, Iterator[str]]]:
    """Every check of the content, with what it holds against the archive."""
    found = checking.views(record)
    yield _("Every juror's total comes from the raw scores and the weights"), checking.totals(record)
    yield (
        _("Every score, rank and tie comes from the totals and the rule for ties"),
        checking.rankings(record, found),
    )
    yield _("The shortlist follows the ranking, or gives a reason"), checking.shortlisted(record, found)
    yield (
        _("The decisions follow the ranking, or give a reason, and are what was announced"),
        checking.decided(record, found),
    )
    yield _("The lines of the journal are as they were written"), checking.journal(record, head)
    yield _("Locks, early openings and sheets stand in the journal"), checking.witnessed(record)
