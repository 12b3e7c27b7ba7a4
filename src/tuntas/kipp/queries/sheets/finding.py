"""Finding the proposal and the juror a cell speaks of."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from tuntas.kipp.models import Edition, Entry, SeatHolder
from tuntas.kipp.rules.sheets.cells import fold, text_of
from tuntas.kipp.rules.sheets.plans import CellRefused
from tuntas.kipp.terms import Seat


class Entries:
    """The edition's proposals by number, reference and title."""

    def __init__(self, edition: Edition) -> None:
        self._found: dict[str, list[Entry]] = defaultdict(list)
        for entry in edition.entries.select_related("case", "organisation__place", "track"):
            names = {fold(entry.title), entry.case.reference.casefold(), *([str(entry.number)] if entry.number else [])}
            for name in names:
                self._found[name].append(entry)

    def __call__(self, cell: Any) -> Entry | None:
        """The proposal a cell names. Raises `CellRefused` when none or several fit."""
        text = text_of(cell)
        if not text:
            raise CellRefused(_("is empty"))
        found = self._found.get(text.casefold()) or self._found.get(fold(text)) or []
        if not found:
            raise CellRefused(_("“%(text)s” is no proposal of this edition") % {"text": text[:80]})
        if len(found) > 1:
            raise CellRefused(_("“%(text)s” fits several proposals; use the number") % {"text": text[:80]})
        return found[0]


class Jurors:
    """The edition's jurors by e-mail address and name."""

    def __init__(self, edition: Edition) -> None:
        self._found: dict[str, list[SeatHolder]] = defaultdict(list)
        for seat in edition.seats.filter(seat=Seat.JUROR, left_at=None).select_related("person"):
            for name in {seat.person.email.casefold(), fold(seat.person.name)}:
                self._found[name].append(seat)

    def __call__(self, cell: Any) -> SeatHolder | None:
        """The juror a cell names. Raises `CellRefused` when none or several fit."""
        text = text_of(cell)
        if not text:
            raise CellRefused(_("is empty"))
        found = self._found.get(text.casefold()) or self._found.get(fold(text)) or []
        if not found:
            raise CellRefused(
                _("“%(text)s” is no juror of this edition; import the jurors first") % {"text": text[:80]}
            )
        if len(found) > 1:
            raise CellRefused(_("“%(text)s” fits several jurors; use the e-mail address") % {"text": text[:80]})
        return found[0]
