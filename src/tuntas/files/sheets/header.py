"""Finding the row with the column names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tuntas.files.sheets.grid import Grid
from tuntas.files.sheets.mapping import normal
from tuntas.files.sheets.table import Note, Value

LOOKED_AT = 30  # rows from the top in which the names may stand
_COUNTED = re.compile(r"^\(\s*\d{1,3}\s*\)$")


@dataclass
class Header:
    """Column names by place (empty: the column is blank), and where the data begin in the grid."""

    columns: list[str]
    below: int
    number: int
    notes: list[Note] = field(default_factory=list)


def find_header(grid: Grid, known: Iterable[str]) -> Header:
    """The header of the grid. Names below names (two rows) are joined; blank names become their column's letter."""
    at = _row_of_names(grid, {normal(name) for name in known})
    number, cells = grid.rows[at]
    names = [_flat(cell) for cell in cells]
    notes = [Note("titles", {"rows": at})] if at else []
    below = at + 1
    if below < len(grid.rows) and _continues(names, grid.rows[below][1], grid.rows[below + 1 : below + 6]):
        names = _joined(names, [_flat(cell) for cell in grid.rows[below][1]])
        below += 1
    if below < len(grid.rows) and _counts_columns(grid.rows[below][1]):
        notes.append(Note("numbering", {"row": grid.rows[below][0]}))
        below += 1
    return _named(names, grid, below, number, notes)


def _row_of_names(grid: Grid, known: set[str]) -> int:
    top = grid.rows[:LOOKED_AT]
    if known:
        hits = [sum(1 for cell in cells if isinstance(cell, str) and normal(cell) in known) for _, cells in top]
        if max(hits) >= 2 or (max(hits) == 1 and sum(hits) == 1):
            return hits.index(max(hits))
    filled = [sum(1 for cell in cells if cell is not None) for _, cells in grid.rows[: LOOKED_AT * 2]]
    needed = max(1, max(filled) * 0.6)
    for at, (_, cells) in enumerate(top):
        words = sum(1 for cell in cells if isinstance(cell, str))
        if filled[at] >= needed and words >= 0.7 * filled[at]:
            above = [_flat(cell) for cell in top[at - 1][1]] if at and filled[at - 1] >= 2 else []
            return at - 1 if above and _continues(above, cells, grid.rows[at + 1 : at + 6]) else at
    return next((at for at, count in enumerate(filled[: len(top)]) if count >= needed), 0)


def _flat(cell: Value) -> str:
    return "" if cell is None else re.sub(r"\s+", " ", str(cell)).strip()


def _continues(names: list[str], cells: list[Value], after: list[tuple[int, list[Value]]]) -> bool:
    """The next row holds sub-names: all words, only where a group spans, and the rows after it look different."""
    found = [(place, cell) for place, cell in enumerate(cells) if cell is not None]
    if len(found) < 2 or not all(isinstance(cell, str) for _, cell in found) or not after:
        return False
    spanned = [place for place, _ in found if place >= len(names) or not names[place]]
    own = [place for place in range(len(names)) if names[place] and (place >= len(cells) or cells[place] is None)]
    numeric = any(place < len(row) and isinstance(row[place], int | float) for _, row in after for place, _ in found)
    filled = all(any(place < len(row) and row[place] is not None for _, row in after) for place in own)
    return bool(spanned and own and filled and numeric)


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """`Nilai | · | ·` over `K1 | K2 | K3` → `Nilai K1`, `Nilai K2`, `Nilai K3`."""
    names, group = [], ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        under = lower[place] if place < len(lower) else ""
        group = above or group
        names.append(f"{group} {under}".strip() if under else above)
    return names


def _counts_columns(cells: list[Value]) -> bool:
    """The row `(1) (2) (3)` that official tables have below their header; plain `1 2 3 4 5` too, from five on."""
    found = [cell for cell in cells if cell is not None]
    if len(found) < 3:
        return False
    if all(isinstance(cell, str) and _COUNTED.match(cell) for cell in found):
        return True
    return len(found) >= 5 and [str(cell) for cell in found] == [str(n) for n in range(1, len(found) + 1)]


def letter(place: int) -> str:
    """The name a spreadsheet gives a column: 0 → A, 26 → AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _named(names: list[str], grid: Grid, below: int, number: int, notes: list[Note]) -> Header:
    data = grid.rows[below:]
    width = max([len(names), *(len(cells) for _, cells in data)])
    used = [False] * width
    for _, cells in data:
        for place, cell in enumerate(cells):
            if cell is not None:
                used[place] = True
    columns: list[str] = []
    taken: set[str] = set()
    doubles: list[str] = []
    for place in range(width):
        name = names[place] if place < len(names) else ""
        if not name and not used[place]:
            columns.append("")
            continue
        wanted, count = name or letter(place), 1
        name = wanted
        while name in taken:
            count += 1
            name = f"{wanted} ({count})"
        if count > 1:
            doubles.append(wanted)
        taken.add(name)
        columns.append(name)
    if doubles:
        notes.append(Note("duplicate", {"names": ", ".join(dict.fromkeys(doubles))}))
    return Header(columns, below, number, notes)
