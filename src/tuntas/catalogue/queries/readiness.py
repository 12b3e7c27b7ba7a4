"""What a place says it has ready for a module."""

from dataclasses import dataclass
from typing import Any

from tuntas.catalogue.models import ReadinessAnswer
from tuntas.catalogue.terms import Axis, Module, Readiness
from tuntas.places.models import Place


@dataclass(frozen=True)
class Ready:
    """One thing a place should have, and what it said of it."""

    item: Readiness
    answer: ReadinessAnswer | None = None

    @property
    def met(self) -> bool:
        """The place says that it has it."""
        return self.answer is not None and self.answer.met

    @property
    def axis(self) -> Any:
        """The axis in the reader's words."""
        return Axis(self.item.axis).label


def readiness_at(module: Module, place: Place) -> list[Ready]:
    """The module's checklist with the place's answers. One query."""
    rows = ReadinessAnswer.objects.filter(module=module.key, place=place, ended_at=None).select_related("by", "file")
    said = {row.key: row for row in rows}
    return [Ready(item, said.get(item.key)) for item in module.readiness]


def not_ready(module: Module, place: Place) -> list[Readiness]:
    """What the module asks for and the place has not said to have."""
    return [one.item for one in readiness_at(module, place) if not one.met] if module.readiness else []
