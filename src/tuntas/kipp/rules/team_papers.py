"""Who may read papers between an entry's team and the office: reports, objections, answers."""

from datetime import datetime
from typing import Any

from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.kipp.models import Entry, ObjectionPaper
from tuntas.kipp.rules.seats import CHECKS, parts_of, seats_of

FEEDBACK, ANSWER, OBJECTION = "kipp.feedback", "kipp.answer", "kipp.objection"


def is_theirs(reader: Any, entry: Entry, now: datetime) -> bool:
    """The entry's team, and the office of its edition. Jurors, observers and rivals are neither."""
    if not reader.is_authenticated:
        return False
    return bool(parts_of(reader, entry, now) or seats_of(reader, entry.edition) & CHECKS)


def team_guard(reader: Any, document: Document, now: datetime) -> bool:
    """A paper whose subject is the entry."""
    entry = (
        Entry.objects.select_related("edition", "organisation", "case")
        .filter(pk=int(document.subject.rpartition(":")[2]))
        .first()
    )
    return entry is not None and is_theirs(reader, entry, now)


def objection_file_guard(reader: Any, file: File, now: datetime) -> bool:
    """A file that came with an objection."""
    paper = (
        ObjectionPaper.objects.select_related(
            "objection__entry__edition", "objection__entry__organisation", "objection__entry__case"
        )
        .filter(file=file)
        .first()
    )
    return paper is not None and is_theirs(reader, paper.objection.entry, now)
