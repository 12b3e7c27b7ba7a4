"""Around the desk: proposals that passed, jurors who have them, sheets handed in. Plain functions for any test."""

from datetime import datetime
from decimal import Decimal

from tuntas.kipp.actions.judging import Marks, hand_in
from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Stage
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.proposals import finished, fresh
from tuntas.kipp.tests.stage import during, stage
from tuntas.people.models import Organisation, Person

DESK_DAY = during(StageKind.DESK)


def passed(edition: Edition, organisation: Organisation, by: Person, title: str = "KUDU Sekolah") -> Entry:
    """A proposal of the small edition that stands where the jury reads it (set there, not walked)."""
    entry = finished(edition, organisation, by, title)
    entry.case.stage = EntryStage.PASSED
    entry.case.save(update_fields=["stage"])
    entry.number = Entry.objects.filter(edition=edition, number__isnull=False).count() + 1
    entry.save(update_fields=["number"])
    return fresh(entry)


def desk(edition: Edition) -> Stage:
    return stage(edition, StageKind.DESK)


def give(step: Stage, entry: Entry, juror: SeatHolder, at: datetime = DESK_DAY) -> Assignment:
    """An assignment without asking anybody."""
    return Assignment.objects.create(stage=step, entry=entry, juror=juror, at=at)


def marks(significance: object, novelty: object, **more: str) -> Marks:
    """Scores for the small edition's two criteria; `signifikansi="…"` adds a remark to it."""
    values = {
        key: None if value is None else Decimal(str(value))
        for key, value in (("signifikansi", significance), ("kebaruan", novelty))
    }
    return Marks(
        values=values, remarks={key: text for key, text in more.items() if key != "whole"}, remark=more.get("whole", "")
    )


def scored(step: Stage, entry: Entry, juror: SeatHolder, significance: object, novelty: object) -> Assignment:
    """A sheet handed in with remarks wherever they may be needed."""
    row = give(step, entry, juror)
    said = marks(significance, novelty, signifikansi="Alasan.", kebaruan="Alasan.")
    hand_in(assignment=row, marks=said, revision=0, by=juror.person, now=DESK_DAY)
    return row
