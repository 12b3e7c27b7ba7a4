"""Reading: a file becomes a grid, the grid becomes a table."""

from collections.abc import Iterable

from tuntas.files.sheets.grid import Grid
from tuntas.files.sheets.guard import is_workbook
from tuntas.files.sheets.header import find_header
from tuntas.files.sheets.plain import read_text
from tuntas.files.sheets.table import Limits, Note, Row, SheetRefused, Table
from tuntas.files.sheets.workbook import read_workbook

LIMITS = Limits()


def read(data: bytes, name: str = "", *, limits: Limits = LIMITS, known: Iterable[str] = (), sheet: str = "") -> Table:
    """The table in an .xlsx or .csv file, by its content; `name` is only for messages.

    Skips titles above the header, blank rows and columns and the row of column numbers below the header;
    spreads merged cells. `known` are column names the caller hopes for: they help to find the header. `sheet`
    names the sheet of a workbook; without it the first visible one with rows is read. Raises `SheetRefused`.
    """
    grid = read_workbook(data, limits, sheet) if is_workbook(data, limits) else read_text(data, limits)
    if not grid.rows:
        raise SheetRefused("empty")
    table = _table(grid, known)
    if len(table.rows) > limits.rows:
        raise SheetRefused("rows", limit=limits.rows)
    return table


def _table(grid: Grid, known: Iterable[str]) -> Table:
    header = find_header(grid, known)
    notes = [*grid.notes, *header.notes]
    places = [(place, column) for place, column in enumerate(header.columns) if column]
    rows = []
    for number, cells in grid.rows[header.below :]:
        width = len(cells)
        row = {column: cells[place] if place < width else None for place, column in places}
        if any(value is not None for value in row.values()):
            rows.append(Row(number, row))
    if not rows:
        notes.append(Note("no_rows"))
    return Table([column for _, column in places], rows, notes, grid.sheet, header.number)
