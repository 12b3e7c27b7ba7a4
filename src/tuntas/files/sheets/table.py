"""What a table is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Value = str | int | float | bool | Decimal | date | datetime | None
MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much is read at most. What is larger is refused, never cut."""

    size: int = 20 * MB  # bytes of the file
    unpacked: int = 120 * MB  # bytes of an .xlsx when unpacked
    ratio: int = 200  # unpacked to packed, for one part
    parts: int = 2000  # files inside an .xlsx
    rows: int = 20_000
    columns: int = 200
    cells: int = 1_000_000
    text: int = 100_000  # letters in one cell


class SheetRefused(Exception):
    """The file cannot be read as a table. `code` and `values` name the reason; `str()` says it in English.

    `files.rules.explain` says it in the reader's language.
    """

    SENTENCES = {
        "empty": "This file has no rows.",
        "too_large": "This file is too large: {size} MB, the limit is {limit} MB.",
        "unknown": "This file is neither .xlsx nor .csv. Save it as Excel workbook (.xlsx), then choose it again.",
        "old_xls": "This is an old Excel file (.xls). Open it in Excel and save it as Excel workbook (.xlsx).",
        "encrypted": "This file is locked with a password. Save it without a password, then choose it again.",
        "ods": "This is an OpenDocument table. Save it as Excel workbook (.xlsx), then choose it again.",
        "html": "This file is a web page, although its name says otherwise. Open it in Excel and save it as .xlsx.",
        "damaged": "This file is damaged and cannot be read. Save it again and try once more.",
        "bomb": "This file unpacks to far more than it should and was not opened.",
        "unsafe": "This file contains instructions a table does not need and was not opened.",
        "rows": "This table has more than {limit} rows. Split it and send the parts one by one.",
        "columns": "This table has more than {limit} columns. Remove those that are not needed.",
        "cells": "This table has more than {limit} cells. Remove rows or columns that are not needed.",
        "text": "Row {row} has a cell with more than {limit} letters.",
        "sheet": "There is no sheet named {name}. The file has: {names}.",
    }

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(self.SENTENCES[code].format(**values))
        self.code, self.values = code, values


@dataclass(frozen=True)
class Note:
    """Something that was done or assumed while reading; `files.rules.explain` says it in words."""

    code: str  # titles, numbering, merged, duplicate, errors, encoding, other_sheets, formulas
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One row of data: its number as the spreadsheet program shows it, and its cells by column name."""

    number: int
    cells: dict[str, Value]

    def __getitem__(self, column: str) -> Value:
        return self.cells.get(column)


@dataclass(frozen=True)
class Table:
    """Columns by name, rows with their numbers, and notes on how it was read."""

    columns: list[str]
    rows: list[Row]
    notes: list[Note] = field(default_factory=list)
    sheet: str = ""
    header: int = 1  # number of the row the column names stand in


@dataclass(frozen=True)
class Sheet:
    """One sheet to write. Cells may be text, numbers, dates, yes/no or nothing; text is never a formula."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]
