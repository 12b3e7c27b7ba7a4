"""When an edition can be archived, who makes the archive, and who reads it."""

from datetime import datetime
from typing import Any

from tuntas.files.models import File
from tuntas.kipp.models import Archive, Edition, Plenary, Stage
from tuntas.kipp.rules.meetings import is_announced
from tuntas.kipp.rules.seats import ORGANISES, seats_of
from tuntas.kipp.terms import SCORED, Seat
from tuntas.people.models import Person

PURPOSE = "kipp.archive"


def can_be_archived(edition: Edition) -> bool:
    """Announced, or at the plenary with the scores of every stage locked: nothing sealed would be opened."""
    if is_announced(edition):
        return True
    if Stage.objects.filter(edition=edition, kind__in=SCORED, locked_at=None).exists():
        return False
    return Plenary.objects.filter(stage__edition=edition).exists()


def may_archive(person: Person, edition: Edition) -> bool:
    """Makes archives, and reads those with names."""
    return bool(seats_of(person, edition) & ORGANISES)


def is_public(edition: Edition) -> bool:
    """Everybody may read the archives without names: the winners are announced and the edition publishes scores."""
    return is_announced(edition) and edition.publish_scores


def may_read_archives(person: Any, edition: Edition) -> bool:
    """Archives without names: organisers, observers once announced, everybody where the edition publishes scores."""
    if is_public(edition):
        return True
    seats = seats_of(person, edition)
    return Seat.ORGANISER in seats or (Seat.OBSERVER in seats and is_announced(edition))


def archive_guard(reader: Any, file: File, now: datetime) -> bool:
    """The guard of the files: see `may_read_archives`; archives with names are for organisers alone."""
    found = Archive.objects.select_related("edition").filter(file=file).first()
    if found is None:
        return False
    if found.named:
        return may_archive(reader, found.edition)
    return may_read_archives(reader, found.edition)
