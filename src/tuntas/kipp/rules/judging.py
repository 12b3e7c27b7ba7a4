"""Who may score, when, and who may see scores.

Until a scored stage is locked, a juror sees only the own sheets and the office sees only progress
(`rules.unsealing` has the whole rule).
"""

from datetime import datetime

from tuntas.kipp.models import Edition, Entry, SeatHolder, Stage
from tuntas.kipp.rules.calendar import has_closed, has_opened
from tuntas.kipp.rules.seats import parts_of, seats_of
from tuntas.kipp.rules.unsealing import hidden
from tuntas.kipp.terms import SCORED, EditionStatus, EntryStage, Seat, StageKind
from tuntas.people.models import Person

# Entries a juror can have on the desk, by kind of stage: before the shortlist all that passed, then finalists.
# Later stages stay listed so that a juror finds own sheets again.
_LATER = (EntryStage.FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)
JUDGED = {
    StageKind.DESK: (EntryStage.PASSED, EntryStage.NOT_FINALIST, *_LATER),
    StageKind.INTERVIEW: _LATER,
    StageKind.FIELD: _LATER,
}
OUTSIDE = (EditionStatus.DRAFT, EditionStatus.ARCHIVED)


def is_scored(stage: Stage) -> bool:
    """The stage has scores: desk, interview or field."""
    return stage.kind in SCORED


def judged_stages(stage: Stage) -> tuple[EntryStage, ...]:
    """Where an entry's case must stand for its sheets in this stage to be shown."""
    return JUDGED.get(StageKind(stage.kind), ())


def scores_closed(stage: Stage, now: datetime) -> bool:
    """No score can come in any more: locked, or past the closing second (which itself still counts)."""
    return stage.locked_at is not None or has_closed(stage, now)


def takes_scores(stage: Stage, edition: Edition, now: datetime) -> bool:
    """Sheets can be saved now."""
    return (
        is_scored(stage) and edition.status not in OUTSIDE and has_opened(stage, now) and not scores_closed(stage, now)
    )


def juror_seat(person: Person, edition: Edition) -> SeatHolder | None:
    """The person's juror seat in this edition; None for everybody else, whatever they are elsewhere."""
    if not person.is_authenticated or not person.is_active:
        return None
    return SeatHolder.objects.filter(edition=edition, person=person, seat=Seat.JUROR, left_at=None).first()


def may_assign(person: Person, edition: Edition) -> bool:
    """Gives entries to jurors."""
    return bool(seats_of(person, edition) & {Seat.ORGANISER, Seat.SECRETARIAT})


def may_lock(person: Person, edition: Edition) -> bool:
    """Locks and unlocks scores, makes the shortlist."""
    return Seat.ORGANISER in seats_of(person, edition)


def may_watch(person: Person, edition: Edition) -> bool:
    """Sees how far the jury is, and the ranking once it may be seen."""
    return bool(seats_of(person, edition) & {Seat.ORGANISER, Seat.SECRETARIAT})


def may_see_scores(person: Person, edition: Edition, stage: Stage, now: datetime) -> bool:
    """Sees single scores and the ranking of a stage: its office once it is locked; organisers who broke its seal."""
    return not hidden([stage], seats_of(person, edition), now)


def may_see_derivation(person: Person, entry: Entry, stage: Stage, now: datetime) -> bool:
    """Staff after the lock; the entry's own people once the edition has announced its winners."""
    if may_see_scores(person, entry.edition, stage, now):
        return True
    told = entry.edition.status == EditionStatus.ANNOUNCED and stage.locked_at is not None
    return told and bool(parts_of(person, entry, now))


def names_jurors(person: Person, edition: Edition) -> bool:
    """Reads jurors' names beside their scores. Others, entrants above all, read "Juror 1", "Juror 2"."""
    return may_watch(person, edition)
