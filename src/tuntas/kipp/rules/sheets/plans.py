"""What a dry run finds out: rows that would come in, and everything that stands in their way."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class FieldPlan:
    """A column an import knows: its key, what people call it, and whether it must be there."""

    key: str
    title: Any
    aliases: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class Problem:
    """Something wrong in one row, in words the person who keeps the sheet understands."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Planned:
    """What one good row would do: "new", "change" or "same". `values` is what the action takes."""

    row: int
    verb: str
    label: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DryRun:
    """The whole sheet tried without touching anything."""

    planned: list[Planned]
    problems: list[Problem]

    def count(self, verb: str) -> int:
        """How many rows would do that."""
        return sum(1 for row in self.planned if row.verb == verb)

    @property
    def bad_rows(self) -> list[int]:
        """Rows with at least one problem, in order."""
        return sorted({problem.row for problem in self.problems})

    @property
    def is_clean(self) -> bool:
        """No problem at all."""
        return not self.problems


class CellRefused(ValueError):
    """A cell does not hold what its column asks for; `str(error)` says what it should be."""
