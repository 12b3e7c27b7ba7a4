"""A mapped table: rows as `{field key: cell}`, and readers that collect problems instead of stopping."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from tuntas.files.sheets import Table
from tuntas.kipp.rules.sheets.plans import CellRefused, FieldPlan, Problem

T = TypeVar("T")


@dataclass
class MappedRow:
    """One row of the sheet under the names the import knows."""

    number: int
    cells: dict[str, Any]
    columns: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def read(self, key: str, reader: Callable[[Any], T]) -> T | None:
        """The cell through `reader`; what it refuses becomes a problem of the row, and the answer None."""
        try:
            return reader(self.cells.get(key))
        except CellRefused as refused:
            self.refuse(key, str(refused))
            return None

    def refuse(self, key: str, sentence: str) -> None:
        """Note a problem in that column."""
        self.problems.append(Problem(self.number, self.columns.get(key, key), sentence))


def mapped(table: Table, mapping: dict[str, str]) -> Iterator[MappedRow]:
    """Rows with at least one filled mapped cell."""
    chosen = {key: column for key, column in mapping.items() if column in table.columns}
    for row in table.rows:
        cells = {key: row[column] for key, column in chosen.items()}
        if any(cell not in (None, "") for cell in cells.values()):
            yield MappedRow(row.number, cells, mapping)


def missing_columns(fields: list[FieldPlan], mapping: dict[str, str]) -> list[Problem]:
    """A problem in row 0 for each required column that is not mapped."""
    return [
        Problem(0, str(plan.title), _("Choose the column that holds this; it cannot be left out."))
        for plan in fields
        if plan.required and not mapping.get(plan.key)
    ]
