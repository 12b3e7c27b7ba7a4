"""A published edition and the people who run it, for every test of this room.

Registration runs from 7 June to 31 October 2021, 23:59:59 WIB, so it is open at the cast's NOW (4 October).
"""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.cast import NOW, person

from tuntas.kernel.clock import WIB
from tuntas.kipp.actions.editions import open_edition, publish
from tuntas.kipp.models import CheckItem, Criterion, Edition, Group, SeatHolder, Section, Stage, Track
from tuntas.kipp.terms import Seat, StageKind
from tuntas.people.models import Organisation, Person

OPENED = NOW - timedelta(days=20)  # after the cast's roles began
DATES = {
    StageKind.REGISTRATION: ("2021-06-07 08:00:00", "2021-10-31 23:59:59"),
    StageKind.CHECK: ("2021-11-01 08:00:00", "2021-11-07 23:59:59"),
    StageKind.DESK: ("2021-11-08 08:00:00", "2021-11-21 23:59:59"),
    StageKind.SHORTLIST: ("2021-11-22 08:00:00", "2021-11-26 23:59:59"),
    StageKind.INTERVIEW: ("2021-11-29 08:00:00", "2021-12-02 23:59:59"),
    StageKind.FIELD: ("2021-12-03 08:00:00", "2021-12-12 23:59:59"),
    StageKind.PLENARY: ("2021-12-13 08:00:00", "2021-12-17 23:59:59"),
    StageKind.ANNOUNCEMENT: ("2021-12-20 08:00:00", "2021-12-21 23:59:59"),
}


def moment(text: str) -> datetime:
    """The WIB moment written as `2021-10-31 23:59:59`."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=WIB)


def stage(edition: Edition, kind: StageKind) -> Stage:
    """The edition's stage of that kind, fresh from the database."""
    return Stage.objects.get(edition=edition, kind=kind)


def during(kind: StageKind) -> datetime:
    """A moment inside the stage: noon of its second day."""
    return moment(DATES[kind][0]) + timedelta(days=1, hours=4)


def someone(name: str) -> Person:
    """The account of that name, made on first call."""
    found = Person.objects.filter(email=f"{name.split()[0].lower()}@example.org").first()
    return found or person(name)


@pytest.fixture
def draft_edition(sari: Person, biro: Organisation) -> Edition:
    """An edition that is not published."""
    return open_edition(
        preset="nasional-2023", name="KIPP Rahasia", year=2022, office=biro, by=sari, now=OPENED, slug="rahasia"
    )


@pytest.fixture
def edition(sari: Person, biro: Organisation) -> Edition:
    """KIPP Jawa Tengah 2021 from the preset, published, registration open; Sari organises."""
    made = open_edition(
        preset="jateng-2021",
        name="KIPP Jawa Tengah 2021",
        year=2021,
        office=biro,
        by=sari,
        now=OPENED,
        slug="kipp-jateng-2021",
    )
    for row in made.stages.all():
        opens, closes = DATES[StageKind(row.kind)]
        Stage.objects.filter(pk=row.pk).update(opens_at=moment(opens), closes_at=moment(closes))
    publish(edition=made, by=sari, now=OPENED)
    return Edition.objects.get(pk=made.pk)


@pytest.fixture
def secretary(edition: Edition) -> Person:
    """Dewi sits in the edition's secretariat."""
    return _seated(edition, "Dewi Sekretariat", Seat.SECRETARIAT).person


@pytest.fixture
def juror_seats(edition: Edition, ratna: Person) -> list[SeatHolder]:
    """Ratna, Hadi and Yusuf are jurors of the edition."""
    return [_seated(edition, name, Seat.JUROR) for name in ("Ratna Juror", "Hadi Juror", "Yusuf Juror")]


@pytest.fixture
def small_edition(sari: Person, biro: Organisation) -> Edition:
    """Two tracks, one group, two sections, two desk criteria; published, same calendar; Sari organises."""
    made = Edition.objects.create(
        slug="kipp-kecil",
        name="KIPP Kecil",
        name_en="Small KIPP",
        year=2021,
        about="Edisi kecil untuk uji.",
        office=biro,
        tie_break=["signifikansi", "kebaruan"],
        created_by=sari,
        created_at=OPENED,
    )
    SeatHolder.objects.create(edition=made, person=sari, seat=Seat.ORGANISER, added_at=OPENED)
    for order, (key, title, kinds) in enumerate(
        [("provinsi", "Provinsi", ["agency", "hospital", "enterprise"]), ("daerah", "Kabupaten/Kota", ["regency"])], 1
    ):
        Track.objects.create(edition=made, key=key, title=title, order=order, kinds=kinds, finalists=2, winners=1)
    Group.objects.create(edition=made, key="umum", title="Umum", min_age_months=12, order=1)
    for order, (key, words) in enumerate([("ringkasan", 50), ("dampak", 100)], 1):
        Section.objects.create(edition=made, key=key, title=key.capitalize(), words=words, order=order)
    CheckItem.objects.create(
        edition=made, key="lengkap", title="Lengkap", reason="Belum lengkap.", repairable=True, order=1
    )
    for order, (kind, (opens, closes)) in enumerate(DATES.items(), 1):
        weight = {StageKind.DESK: Decimal(60), StageKind.INTERVIEW: Decimal(40)}.get(kind, Decimal(0))
        row = Stage.objects.create(
            edition=made,
            key=str(kind),
            title=str(kind).capitalize(),
            kind=kind,
            order=order,
            opens_at=moment(opens),
            closes_at=moment(closes),
            weight=weight,
        )
        if weight:
            Criterion.objects.create(stage=row, key="signifikansi", title="Signifikansi", weight=70, order=1)
            Criterion.objects.create(stage=row, key="kebaruan", title="Kebaruan", weight=30, order=2)
    publish(edition=made, by=sari, now=OPENED)
    return Edition.objects.get(pk=made.pk)


def _seated(edition: Edition, name: str, seat: Seat) -> SeatHolder:
    return SeatHolder.objects.get_or_create(
        edition=edition,
        person=someone(name),
        seat=seat,
        defaults={"added_at": OPENED, "affiliation": "Universitas Contoh" if seat == Seat.JUROR else ""},
    )[0]
