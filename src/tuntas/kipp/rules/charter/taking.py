"""Rules of a file taken over in parts. Pure."""

from collections.abc import Iterable
from copy import deepcopy

from tuntas.kipp.rules.charter.editing import tidied
from tuntas.kipp.rules.charter.facts import EDITION
from tuntas.kipp.rules.charter.shape import Charter, Row
from tuntas.kipp.rules.charter.shelves import SHELVES
from tuntas.kipp.rules.charter.stages import CRITERIA, STAGES


def taken(present: Charter, file: Charter, pages: Iterable[str]) -> Charter:
    """The present rules with everything of the chosen pages as the file has it.

    Stages go with the calendar; of criteria and weights, the stages that both have take those of the file.
    """
    pages = frozenset(pages)
    made = deepcopy(present)
    for fact in EDITION.facts:
        if (fact.on or EDITION.page) in pages and fact.name in file["edition"]:
            made["edition"][fact.name] = deepcopy(file["edition"][fact.name])
    for shelf in SHELVES:
        if shelf is not STAGES and shelf.page in pages:
            made[shelf.key] = deepcopy(file[shelf.key])
    made["stages"] = _stages(present["stages"], file["stages"], pages)
    return tidied(made)


def _stages(present: list[Row], file: list[Row], pages: frozenset[str]) -> list[Row]:
    """Stages of the calendar chosen; each with the weights and criteria of the page chosen."""
    calendar, scoring = STAGES.page in pages, CRITERIA.page in pages
    old, new = {row["key"]: row for row in present}, {row["key"]: row for row in file}
    found = []
    for row in file if calendar else present:
        mine, theirs = old.get(row["key"]), new.get(row["key"])
        scored = (theirs or mine) if scoring else (mine or theirs)
        assert scored is not None
        found.append({**deepcopy(row), "weight": scored["weight"], "criteria": deepcopy(scored["criteria"])})
    return found
