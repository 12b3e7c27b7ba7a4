"""Reading cells as officials write them: decimal commas, Indonesian months, stray spaces."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from tuntas.kernel.text import clean
from tuntas.kipp.rules.sheets.plans import CellRefused

_MONTHS = [
    ("januari", "january", "jan"), ("februari", "february", "feb", "pebruari"), ("maret", "march", "mar"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("agustus", "august", "agu", "ags", "aug"), ("september", "sep", "sept"), ("oktober", "october", "okt", "oct"),
    ("november", "nov", "nopember"), ("desember", "december", "des", "dec"),
]  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}


def text_of(cell: Any) -> str:
    """The cell as one clean line of text; whole numbers without ".0"; "" when empty."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(clean(str(cell)).split())


def prose_of(cell: Any) -> str:
    """The cell as text that keeps its line breaks."""
    return "" if cell is None else clean(str(cell))


def fold(text: str) -> str:
    """The text for comparing: lower case, only letters and digits, single spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def score_of(cell: Any) -> Decimal | None:
    """A score from 0 to 100 with at most two decimals; None when empty. Raises `CellRefused`."""
    if isinstance(cell, bool):
        raise CellRefused(_("is not a number"))
    text = text_of(cell).replace(",", ".")
    if not text or text in {"-", "–"}:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise CellRefused(_("“%(text)s” is not a number") % {"text": text[:40]}) from None
    if not value.is_finite() or not 0 <= value <= 100:
        raise CellRefused(_("%(text)s is not between 0 and 100") % {"text": text[:40]})
    rounded = value.quantize(Decimal("0.01"))
    if abs(rounded - value) > Decimal("0.000001"):
        raise CellRefused(_("%(text)s has more than two decimals") % {"text": text[:40]})
    return rounded


def day_of(cell: Any) -> date | None:
    """A date: a real one, 31/12/2019, 2019-12-31 or "31 Desember 2019"; None when empty. Raises `CellRefused`."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if not text or text == "-":
        return None
    try:
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := re.fullmatch(r"(\d{1,2})\s+(\w+)\s+(\d{4})", text)) and found[2].casefold() in _MONTH:
            return date(int(found[3]), _MONTH[found[2].casefold()], int(found[1]))
    except ValueError:
        pass
    raise CellRefused(_("“%(text)s” is not a date; write it like 31/12/2019") % {"text": text[:40]})


def whole_of(cell: Any) -> int | None:
    """A whole number above zero; None when empty. Raises `CellRefused`."""
    text = text_of(cell)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}", text) or int(text) == 0:
        raise CellRefused(_("“%(text)s” is not a whole number") % {"text": text[:40]})
    return int(text)
