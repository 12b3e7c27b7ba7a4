"""Who may see and do what around interviews, visits and the plenary, and what a proposal claims."""

import re
from datetime import datetime

from tuntas.kipp.models import Edition, Entry, Photo, Plenary, Stage, Visit
from tuntas.kipp.rules.barring import is_hidden
from tuntas.kipp.rules.seats import seats_of
from tuntas.kipp.terms import EditionStatus, EntryStage, Seat
from tuntas.people.models import Person
from tuntas.people.rules import held
from tuntas.people.terms import Role

OFFICE = {Seat.ORGANISER, Seat.SECRETARIAT}
STANDING = (EntryStage.FINALIST, EntryStage.WINNER, EntryStage.NOT_WINNER)


def may_see_schedule(person: Person, edition: Edition) -> bool:
    """The whole timetable: everybody with a seat in the edition."""
    return bool(seats_of(person, edition))


def organisations_of(person: Person, now: datetime) -> set[int]:
    """Organisations the person writes or answers for now."""
    if not person.is_authenticated:
        return set()
    rows = held(person, now).filter(role__in=[Role.INNOVATOR, Role.LOCAL_ADMIN], organisation__isnull=False)
    return set(rows.values_list("organisation_id", flat=True))


def is_visitor(person: Person, visit: Visit) -> bool:
    """Was sent to this visit and still sits on the jury."""
    return visit.visitors.filter(person=person, left_at=None).exists()


def may_write_visit(person: Person, visit: Visit, now: datetime) -> bool:
    """Records what the visit finds: its visitors without a conflict, and the organiser for them."""
    if Seat.ORGANISER in seats_of(person, visit.stage.edition):
        return True
    return is_visitor(person, visit) and not is_hidden(person, visit.entry, now)


def may_see_visit(person: Person, visit: Visit, now: datetime) -> bool:
    """Reads a visit: office and visitors always, the other jurors once the stage's scores are locked.

    A juror with a conflict never does, visitor or not.
    """
    seats = seats_of(person, visit.stage.edition)
    if seats & OFFICE:
        return True
    sent = is_visitor(person, visit) or (Seat.JUROR in seats and visit.stage.locked_at is not None)
    return sent and not is_hidden(person, visit.entry, now)


def may_see_photo(person: Person, photo: Photo, now: datetime) -> bool:
    """A photo goes with its visit."""
    return may_see_visit(person, photo.visit, now)


def may_see_plenary(person: Person, edition: Edition) -> bool:
    """Decisions are private until announced: office only."""
    return bool(seats_of(person, edition) & OFFICE)


def is_announced(edition: Edition) -> bool:
    """The winners are public."""
    return edition.announced_at is not None and edition.status in (EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED)


def may_preview_results(person: Person, edition: Edition) -> bool:
    """The results page before the announcement: office only, once the plenary has closed."""
    return (
        may_see_plenary(person, edition)
        and Plenary.objects.filter(stage__edition=edition, closed_at__isnull=False).exists()
    )


def is_finalist(entry: Entry) -> bool:
    """Reached the shortlist, whatever came after."""
    return entry.case.stage in STANDING


def still_open(stage: Stage) -> bool:
    """Scores of the stage are not locked yet, so its meetings can still change."""
    return stage.locked_at is None


_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9À-Ý])|\n+")
_LEAST_WORDS = 4
_LONGEST = 400


def sentences(text: str) -> list[str]:
    """The sentences of an answer that can be a claim: at least four words, at most 400 characters.

    A longer sentence is cut at a word with an ellipsis. Abbreviations such as "dr. Sari" may split too
    early: the person choosing sees the result and can write an own claim.
    """
    found = []
    for piece in _END.split(text):
        line = " ".join((piece or "").split())
        if len(line.split()) < _LEAST_WORDS:
            continue
        if len(line) > _LONGEST:
            line = line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
        found.append(line)
    return found
