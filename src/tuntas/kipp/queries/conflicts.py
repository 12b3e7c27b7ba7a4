"""Who must not judge what, for a whole edition or a part of it."""

from collections.abc import Sequence
from datetime import datetime

from tuntas.kipp.models import Edition, Entry, SeatHolder
from tuntas.kipp.rules.barring import against, bars, standing
from tuntas.kipp.rules.conflicts import Evidence, Judge, Pair
from tuntas.kipp.terms import Seat
from tuntas.people.models import Person

__all__ = ["barred", "barred_among", "bars", "near"]

NOBODY = 0  # no seat has this id


def near(person: Person, entry: Entry, now: datetime) -> Evidence:
    """What ties this person to the entry, whether seated or not: asked before somebody coaches it. Three queries."""
    judge = Judge(seat=NOBODY, person=person.pk)
    return against([judge], Entry.objects.filter(pk=entry.pk), entry.edition.conflict_years, now).get(
        (entry.pk, NOBODY), {}
    )


def barred(edition: Edition, now: datetime) -> frozenset[Pair]:
    """(entry id, juror seat id) of every pair that must not meet; five queries whatever the size.

    All entries and all seated jurors of the edition. Live: a role given a minute ago counts.
    """
    jurors = list(SeatHolder.objects.filter(edition=edition, seat=Seat.JUROR, left_at=None))
    return frozenset(standing(edition, jurors, Entry.objects.filter(edition=edition), now))


def barred_among(
    edition: Edition, jurors: Sequence[SeatHolder], entries: Sequence[Entry], now: datetime
) -> frozenset[Pair]:
    """As `barred`, for these jurors and entries only."""
    chosen = Entry.objects.filter(pk__in=[entry.pk for entry in entries])
    return frozenset(standing(edition, jurors, chosen, now))
