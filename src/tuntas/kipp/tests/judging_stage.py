"""Around the desk: proposals that passed, jurors who have them, sheets handed in. Plain functions for any test."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tuntas.kipp.actions.judging import Marks, hand_in
from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Stage
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.tests.finished import jury_of
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


@pytest.fixture
def desk_day() -> Iterator[time_machine.Traveller]:
    """The clock stands at a day of the desk."""
    with time_machine.travel(DESK_DAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def jury(small_edition: Edition, ratna: Person) -> list[SeatHolder]:
    return jury_of(small_edition)


@pytest.fixture
def entry(small_edition: Edition, dindik: Organisation, wati: Person) -> Entry:
    """A proposal before the jury."""
    return passed(small_edition, dindik, wati)


@pytest.fixture
def mine(small_edition: Edition, entry: Entry, jury: list[SeatHolder]) -> Assignment:
    """The first juror has the proposal."""
    return give(desk(small_edition), entry, jury[0])


@pytest.fixture
def at(small_edition: Edition, entry: Entry) -> Callable[[str], str]:
    """`at("desk")` is that address for the entry."""
    slug, reference = small_edition.slug, entry.case.reference
    arguments = {
        "jury": [slug],
        "queue": [slug, "desk"],
        "desk": [slug, "desk", reference],
        "desk_autosave": [slug, "desk", reference],
        "take_back": [slug, "desk", reference],
        "assign": [slug, "desk"],
        "ranking": [slug, "desk"],
        "final": [slug, "akhir"],
        "derivation": [slug, "desk", reference],
        "lock": [slug, "desk"],
        "unlock": [slug, "desk"],
        "shortlist": [slug],
        "shortlist_publish": [slug],
    }
    return lambda name: reverse(f"kipp:{'ranking' if name == 'final' else name}", args=arguments[name])
