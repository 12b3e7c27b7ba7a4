"""The workload all benches share: 1,000 entries of 35 organisations, 25 jurors, 5 criteria, 5 sheets each, seed 1.

Everything is invented and marked as a sample. Built with bulk inserts in a temporary database.
"""

import random
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from tuntas.casework.models import Case
from tuntas.kernel.clock import now
from tuntas.kernel.identifiers import ALPHABET
from tuntas.kipp.models import (
    Answer,
    Assignment,
    Category,
    Criterion,
    Edition,
    Entry,
    Group,
    Score,
    SeatHolder,
    Section,
    Sheet,
    Stage,
    Track,
)
from tuntas.kipp.rules.scoring import total_of
from tuntas.kipp.terms import EditionStatus, EntryStage, Seat, StageKind
from tuntas.people.models import Organisation, Person
from tuntas.people.terms import OrganisationKind
from tuntas.places.models import Place
from tuntas.places.terms import Level

START = now()  # pages read the clock, so the world stands around the present moment
WORDS = ("warga", "desa", "layanan", "antre", "loket", "berkas", "anak", "sekolah", "bidan", "pasar", "sawah", "akta")


@dataclass
class World:
    """What a bench needs to ask for pages."""

    edition: Edition
    stage: Stage
    organiser: Person
    juror: Person
    seat: SeatHolder
    entries: list[Entry]


def some_text(dice: random.Random, characters: int) -> str:
    """About so many letters of invented words."""
    words: list[str] = []
    while sum(map(len, words)) + len(words) < characters:
        words.append(dice.choice(WORDS))
    return " ".join(words)[:characters]


def _reference(dice: random.Random) -> str:
    letters = "".join(dice.choice(ALPHABET) for _ in range(8))
    return f"KIPP-{letters[:4]}-{letters[4:]}"


def _person(name: str, email: str) -> Person:
    return Person.objects.create(email=email, name=name, is_sample=True)


def build(*, entries: int = 1000, jurors: int = 25, each: int = 5, seed: int = 1) -> World:
    """The world with the desk stage still running; close it with `close(world)` before asking for a ranking."""
    dice = random.Random(seed)
    jateng = Place.objects.get_or_create(code="33", level=Level.PROVINCE, name="Jawa Tengah", kind="provinsi")[0]
    organiser = _person("Panitia Contoh", "panitia@example.org")
    office = Organisation.objects.create(name="Biro Contoh", kind=OrganisationKind.AGENCY, place=jateng, is_sample=True)
    edition = Edition.objects.create(
        slug="kipp-uji", name="KIPP Uji", year=2021, office=office, status=EditionStatus.OPEN, tie_break=["k4", "k5"],
        created_by=organiser, created_at=START, is_sample=True,
    )  # fmt: skip
    track = Track.objects.create(edition=edition, key="semua", title="Semua", finalists=40, winners=20)
    group = Group.objects.create(edition=edition, key="umum", title="Umum")
    categories = [
        Category.objects.create(edition=edition, key=f"c{i}", title=f"Kategori {i}", order=i) for i in range(1, 6)
    ]
    sections = [
        Section.objects.create(edition=edition, key=f"s{i}", title=f"Bagian {i}", words=600, order=i)
        for i in range(1, 4)
    ]
    stage = Stage.objects.create(
        edition=edition, key="desk", title="Penilaian proposal", kind=StageKind.DESK, weight=Decimal(100),
        opens_at=START - timedelta(days=3), closes_at=START + timedelta(days=3), order=3,
    )  # fmt: skip
    for i, weight in enumerate([10, 15, 25, 30, 20], start=1):
        Criterion.objects.create(
            stage=stage, key=f"k{i}", title=f"Kriteria {i}", weight=Decimal(weight), order=i, sections=["s2"],
            anchors=[{"from": low, "to": high, "id": "Uraian mutu", "en": "What it means"}
                     for low, high in ((85, 100), (70, 84), (50, 69), (0, 49))],
        )  # fmt: skip
    SeatHolder.objects.create(edition=edition, person=organiser, seat=Seat.ORGANISER, added_at=START)
    seats = [
        SeatHolder.objects.create(
            edition=edition, person=_person(f"Juri Contoh {i}", f"juri{i}@example.org"), seat=Seat.JUROR, added_at=START
        )
        for i in range(1, jurors + 1)
    ]
    made = _entries(dice, edition, track, group, categories, sections, jateng, organiser, entries)
    _sheets(dice, stage, seats, made, each)
    return World(edition, stage, organiser, seats[0].person, seats[0], made)


def _entries(dice, edition, track, group, categories, sections, place, by, count) -> list[Entry]:  # noqa: ANN001
    owners = Organisation.objects.bulk_create(
        Organisation(name=f"Dinas Contoh {i}", kind=OrganisationKind.REGENCY, place=place, is_sample=True)
        for i in range(1, 36)
    )
    cases = Case.objects.bulk_create(
        Case(
            reference=_reference(dice), flow="kipp.entry", stage=EntryStage.PASSED, title=f"Inovasi Contoh {i}",
            place=place, organisation=owners[i % 35], opened_by=by, opened_at=START, stage_since=START, is_sample=True,
        )
        for i in range(1, count + 1)
    )  # fmt: skip
    made = Entry.objects.bulk_create(
        Entry(
            edition=edition, case=case, organisation=case.organisation, track=track, group=group,
            category=dice.choice(categories), number=i, title=case.title, created_by=by, created_at=START,
            saved_at=START, submitted_at=START, is_sample=True,
        )
        for i, case in enumerate(cases, start=1)
    )  # fmt: skip
    Answer.objects.bulk_create(
        (
            Answer(entry=entry, section=section, text=some_text(dice, size), saved_at=START)
            for entry in made
            for section, size in zip(sections, (400, 1500, 300), strict=True)
        ),
        batch_size=500,
    )
    return made


def _sheets(dice, stage, seats, entries, each) -> None:  # noqa: ANN001
    criteria = list(stage.criteria.all())
    weights = {one.pk: one.weight for one in criteria}
    line = list(seats)
    assignments = []
    for at, entry in enumerate(entries):
        for step in range(each):
            assignments.append(
                Assignment(stage=stage, entry=entry, juror=line[(at * each + step) % len(line)], at=START)
            )
    assignments = Assignment.objects.bulk_create(assignments, batch_size=500)
    sheets, scores = [], []
    for assignment in assignments:
        values = {one.pk: Decimal(dice.randint(1, 10) * 10) for one in criteria}
        sheet = Sheet(
            assignment=assignment, total=total_of(values, weights), remark=some_text(dice, 60), revision=1,
            saved_at=START, handed_in_at=START,
        )  # fmt: skip
        sheets.append(sheet)
        scores.append(values)
    sheets = Sheet.objects.bulk_create(sheets, batch_size=500)
    Score.objects.bulk_create(
        (
            Score(sheet=sheet, criterion_id=pk, value=value)
            for sheet, values in zip(sheets, scores, strict=True)
            for pk, value in values.items()
        ),
        batch_size=1000,
    )


def close(world: World) -> None:
    """Lock the desk stage, so that the ranking may be seen."""
    world.stage.locked_at = START
    world.stage.save(update_fields=["locked_at"])
