"""Workbooks: the cells of one sheet of an .xlsx, values only. Macros, links and formulas are never touched."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._reader import WorkSheetParser

from tuntas.files.sheets.grid import Grid, tidy
from tuntas.files.sheets.table import Limits, Note, SheetRefused, Value

MOST_ROWS = 1_048_576


def read_workbook(data: bytes, limits: Limits, sheet: str = "") -> Grid:
    """The grid of one sheet; formula cells give the value the spreadsheet program saved last.

    Call `guard.is_workbook` first: it refuses archives that are too large, and XML with declarations.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False, keep_vba=False)
            return _grid(book, limits, sheet)
    except SheetRefused:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over in a spoilt workbook
        raise SheetRefused("damaged") from error


def _grid(book: Any, limits: Limits, wanted: str) -> Grid:
    sheets = list(book.worksheets)
    if wanted:
        sheets = [sheet for sheet in sheets if sheet.title == wanted]
        if not sheets:
            raise SheetRefused("sheet", name=wanted, names=", ".join(sheet.title for sheet in book.worksheets))
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets
    grid = Grid()
    for sheet in shown:
        grid = _rows(book, sheet, limits)
        if grid.rows:
            break
    others = [sheet.title for sheet in shown if sheet.title != grid.sheet]
    if others and not wanted:
        grid.notes.append(Note("other_sheets", {"read": grid.sheet, "others": ", ".join(others)}))
    return grid


def _rows(book: Any, sheet: Any, limits: Limits) -> Grid:
    grid, errors = Grid(sheet=sheet.title), 0
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, found in parser.parse():
            cells: list[Value] = []
            for cell in found:
                value = cell["value"]
                if value is None:
                    continue
                if cell["data_type"] == "e":
                    errors += 1
                    continue
                place = cell["column"] - 1
                if isinstance(value, str):
                    value = tidy(value, number, limits)
                    if value is None:
                        continue
                elif type(value) is not int:
                    value = plain(value)
                if place >= limits.columns:
                    raise SheetRefused("columns", limit=limits.columns)
                if place >= len(cells):
                    cells.extend([None] * (place + 1 - len(cells)))
                cells[place] = value
            grid.add(number, cells, limits)
        _spread(grid, parser, limits)
    if errors:
        grid.notes.append(Note("errors", {"count": errors}))
    return grid


def plain(value: Any) -> Value:
    """A cell's value as a plain one: whole numbers as int, midnights as dates, times of day as text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    return value if isinstance(value, int | date) else str(value)


def _merges(parser: Any) -> Iterator[tuple[int, int, int, int]]:
    """Merged areas as first row, last row, first column, last column (from 1)."""
    for area in getattr(parser.merged_cells, "mergeCell", None) or []:
        columns, rows = (area.min_col, area.max_col), (area.min_row, area.max_row)
        if rows[1] <= MOST_ROWS:
            yield rows[0], rows[1], columns[0], columns[1]


def _spread(grid: Grid, parser: Any, limits: Limits) -> None:
    """A value merged downwards counts for each of its rows; one merged sideways stays where it stands."""
    where = {number: place for place, (number, _) in enumerate(grid.rows)}
    spread = 0
    for first, last, column, _ in _merges(parser):
        if last == first or first not in where or last - first > len(grid.rows) * 2:
            continue
        top = grid.rows[where[first]][1]
        value = top[column - 1] if column <= len(top) else None
        if value is None:
            continue
        for number in range(first + 1, last + 1):
            if number in where:
                cells = grid.rows[where[number]][1]
                if column > len(cells):
                    cells.extend([None] * (column - len(cells)))
                if cells[column - 1] is None:
                    cells[column - 1] = value
                    spread += 1
        if spread > limits.cells:
            raise SheetRefused("cells", limit=limits.cells)
    if spread:
        grid.notes.append(Note("merged", {"count": spread}))
