"""What jurors know well: the table of an edition, and one juror's levels."""

from dataclasses import dataclass

from tuntas.kipp.models import Category, Competence, Edition, SeatHolder
from tuntas.kipp.terms import Mastery, Seat


@dataclass(frozen=True)
class Cell:
    """One juror and one category; `proposed` waits for the organiser."""

    level: Mastery
    proposed: Mastery | None


@dataclass(frozen=True)
class Line:
    """One juror and all categories."""

    holder: SeatHolder
    cells: list[Cell]

    @property
    def waits(self) -> bool:
        """The juror proposed something."""
        return any(cell.proposed is not None for cell in self.cells)


def categories_of(edition: Edition) -> list[Category]:
    """In the order people see."""
    return list(Category.objects.filter(edition=edition))


def table_of_competences(edition: Edition) -> tuple[list[Category], list[Line]]:
    """All jurors by name; three queries."""
    categories = categories_of(edition)
    known = {
        (holder, category): Cell(Mastery(level), None if proposed is None else Mastery(proposed))
        for holder, category, level, proposed in Competence.objects.filter(holder__edition=edition).values_list(
            "holder_id", "category_id", "level", "proposed"
        )
    }
    jurors = SeatHolder.objects.filter(edition=edition, seat=Seat.JUROR, left_at=None).select_related("person")
    nothing = Cell(Mastery.UNSTATED, None)
    return categories, [
        Line(juror, [known.get((juror.pk, category.pk), nothing) for category in categories])
        for juror in jurors.order_by("person__name", "pk")
    ]


def levels_of(holder: SeatHolder) -> dict[int, Cell]:
    """Category id → what is stated and what waits."""
    return {
        row.category_id: Cell(Mastery(row.level), None if row.proposed is None else Mastery(row.proposed))
        for row in Competence.objects.filter(holder=holder)
    }
