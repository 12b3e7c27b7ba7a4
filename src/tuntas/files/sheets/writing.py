"""Writing: tables that open well in a spreadsheet program and never act in it."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import chain, islice
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from tuntas.files.sheets.grid import RISKY
from tuntas.files.sheets.table import Sheet, Value

WIB = ZoneInfo("Asia/Jakarta")
LONGEST = 32_767  # letters a cell can hold in Excel
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SURROGATES = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_TITLE = re.compile(r"[\[\]:*?/\\]")


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook: bold header that stays in view, filter, widths by content, real numbers and dates.

    Text is always text, also when it looks like a formula. Moments are written as WIB.
    """
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _add(book, sheet, taken)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _add(book: Workbook, sheet: Sheet, taken: set[str]) -> None:
    page = book.create_sheet(_title(sheet.name, taken))
    rows = iter(sheet.rows)
    first = [list(row) for row in islice(rows, 100)]
    for place, column in enumerate(sheet.columns):
        longest = max([len(str(column)), *(len(str(row[place])) for row in first if place < len(row))])
        page.column_dimensions[get_column_letter(place + 1)].width = min(max(longest + 2, 8), 60)
    page.freeze_panes = "A2"
    header = []
    for column in sheet.columns:
        cell = _cell(page, _text(str(column)))
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="022A5B")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        header.append(cell)
    page.append(header)
    count = 1
    for row in chain(first, rows):
        page.append([_value(page, value) for value in row])
        count += 1
    if sheet.columns:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"


def _title(name: str, taken: set[str]) -> str:
    """A sheet name Excel accepts: at most 31 letters, no brackets or slashes, each once."""
    base = _TITLE.sub(" ", _text(name)).strip(" '")[:31] or "Sheet"
    title, count = base, 1
    while title.casefold() in taken:
        count += 1
        title = f"{base[:27]} ({count})"
    taken.add(title.casefold())
    return title


def _text(text: str) -> str:
    text = _SURROGATES.sub("", _FORBIDDEN.sub("", text))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _cell(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, value=None)
    cell._value, cell.data_type = text, "s"  # set so, a leading = stays a letter
    return cell


def _value(page: Any, value: Value) -> Any:
    if isinstance(value, str):
        text = _text(value)
        return _cell(page, text) if text.startswith("=") else text
    if isinstance(value, datetime):
        moment = value.astimezone(WIB).replace(tzinfo=None) if value.tzinfo else value
        return moment.replace(microsecond=0)
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, Decimal):
        return float(value) if value.is_finite() else None
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return _value(page, str(value))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]], *, separator: str = ";") -> bytes:
    """CSV in UTF-8 with mark. With `;` numbers have a decimal comma, as Excel in Indonesian expects.

    Text that a spreadsheet could take for a formula gets an apostrophe in front.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    comma = separator == ";"
    writer.writerow([_guarded(str(column)) for column in columns])
    writer.writerows([[_plain(value, comma) for value in row] for row in rows])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _guarded(text: str) -> str:
    if text.startswith(RISKY) or (text[:1] == "'" and text[1:2] in RISKY):
        return "'" + text
    return text


def _plain(value: Value, comma: bool) -> str | int:
    if isinstance(value, str):
        return _guarded(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if not isfinite(value):
            return ""
        text = repr(value)
        return text.replace(".", ",") if comma else text
    if isinstance(value, Decimal):
        text = f"{value:f}" if value.is_finite() else ""
        return text.replace(".", ",") if comma else text
    if isinstance(value, datetime):
        moment = value.astimezone(WIB) if value.tzinfo else value
        return moment.strftime("%Y-%m-%d %H:%M:%S")
    return _guarded(str(value))
