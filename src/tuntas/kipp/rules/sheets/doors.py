"""Who may take which table out."""

from datetime import datetime

from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.rules.judging import is_scored, may_assign, may_see_scores
from tuntas.kipp.rules.seats import may_check, may_organise
from tuntas.kipp.terms import EditionStatus
from tuntas.people.models import Person


def may_export(person: Person, edition: Edition, what: str, stage: Stage | None, now: datetime) -> bool:
    """Results are everybody's once announced; lists are the staff's; scores only after their stage has closed."""
    if what == "results":
        return edition.status == EditionStatus.ANNOUNCED
    if what in ("entries", "jurors", "conflicts"):
        return may_check(person, edition)
    if what == "assignments":
        return may_assign(person, edition)
    if what == "severity" and not may_organise(person, edition):
        return False
    if what in ("scores", "analysis", "agreement", "severity"):
        return stage is not None and is_scored(stage) and may_see_scores(person, edition, stage, now)
    stages = [stage] if stage else [found for found in edition.stages.all() if is_scored(found)]
    return bool(stages) and all(may_see_scores(person, edition, found, now) for found in stages)
