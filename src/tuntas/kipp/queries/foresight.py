"""How many proposals somebody would have a conflict with, asked before they are seated or invited."""

from dataclasses import dataclass
from datetime import datetime

from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.rules.barring import against
from tuntas.kipp.rules.conflicts import Judge
from tuntas.kipp.terms import ConflictKind, EntryStage
from tuntas.people.models import Person

NOBODY = 0  # no person has this id: an address without an account


@dataclass(frozen=True)
class Foresight:
    """Proposals in conflict, by kind (one may count under several), of how many handed in so far."""

    total: int
    of: int
    kinds: list[tuple[ConflictKind, int]]

    @property
    def all(self) -> bool:
        """Nothing would be left to judge."""
        return bool(self.of) and self.total == self.of


def foresee(edition: Edition, person: Person | None, affiliation: str, now: datetime) -> Foresight:
    """What would be found if this person sat on the jury; three queries.

    For an address without an account only the institution as written can tell.
    """
    judge = Judge(seat=NOBODY, person=person.pk if person else NOBODY, affiliation=affiliation.strip())
    entries = Entry.objects.filter(edition=edition, number__isnull=False).exclude(
        case__stage__in=[EntryStage.FAILED, EntryStage.WITHDRAWN]
    )
    found = against([judge], entries, edition.conflict_years, now)
    counts = dict.fromkeys(ConflictKind, 0)
    for reasons in found.values():
        for kind in reasons:
            counts[kind] += 1
    return Foresight(len(found), entries.count(), [(kind, count) for kind, count in counts.items() if count])
