"""A few invented residents of Desa Talun, for tests of this room and of those above it.

    from tuntas.residents.tests.neighbours import neighbours, officer  # noqa: F401  (fixtures)

`neighbours` is a dict by first name; `officer` keeps their register. All agreed to be read for meetings.
"""

from datetime import date

import pytest
from tests.cast import hold, person

from tuntas.people.models import Person
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.residents.actions import add, consent
from tuntas.residents.models import Resident
from tuntas.residents.terms import Basis, Disability, Marital, Purpose, Relation, Religion, ResidentFields, Sex

FAMILY = "3326050101100001"
ALONE = "3326050202120007"


def fields(name: str, sex: Sex, born: date, serial: int, **more: object) -> ResidentFields:
    """Fields whose NIK fits sex and birth."""
    day = born.day + (40 if sex == Sex.FEMALE else 0)
    nik = f"332605{day:02d}{born.month:02d}{born.year % 100:02d}{serial:04d}"
    given = {
        "nik": nik, "birth_place": "Pekalongan", "religion": Religion.ISLAM, "hamlet": "Krajan", "rt": "001",
        "rw": "002", "address": "Jalan Contoh 1", **more,
    }  # fmt: skip
    return ResidentFields(name=name, sex=sex, birth_date=born, **given)  # type: ignore[arg-type]


# Everybody here is invented.
PEOPLE = {
    "Slamet": fields(
        "Slamet Contoh", Sex.MALE, date(1978, 3, 12), 1, family_number=FAMILY, relation=Relation.HEAD,
        marital=Marital.MARRIED, occupation="Petani", education="SD", father="Karto Contoh", mother="Sumi Contoh",
        welfare=True,
        welfare_source="DTKS", welfare_on=date(2021, 3, 1),
    ),
    "Siti": fields(
        "Siti Aminah Contoh", Sex.FEMALE, date(1982, 7, 5), 2, family_number=FAMILY, relation=Relation.WIFE,
        marital=Marital.MARRIED, occupation="Pedagang", father="Wiryo Contoh", mother="Painah Contoh",
    ),
    "Bagas": fields(
        "Bagas Contoh", Sex.MALE, date(2014, 1, 20), 3, family_number=FAMILY, relation=Relation.CHILD, nik="",
        father="Slamet Contoh", mother="Siti Aminah Contoh",
    ),
    "Painah": fields(
        "Painah Contoh", Sex.FEMALE, date(1949, 12, 31), 4, family_number=ALONE, relation=Relation.HEAD,
        hamlet="Sawahan", rt="003", rw="001", marital=Marital.WIDOWED, disability=Disability.PHYSICAL,
    ),
    "Rudi": fields(
        "Rudi Contoh", Sex.MALE, date(2001, 2, 28), 5, hamlet="Sawahan", rt="004", rw="001", phone="0800000000",
    ),
}  # fmt: skip


@pytest.fixture
def officer(talun: Place) -> Person:
    """Yuni is an officer of Desa Talun and keeps its register."""
    who = person("Yuni Perangkat")
    hold(who, Role.VILLAGE_OFFICER, talun)
    return who


@pytest.fixture
def neighbours(talun: Place, officer: Person, now) -> dict[str, Resident]:
    """Slamet, Siti and little Bagas (without a NIK), old Painah, young Rudi."""
    made = {}
    for name, given in PEOPLE.items():
        made[name] = add(place=talun, fields=given, basis=Basis.LEGAL_DUTY, by=officer, now=now)
        agreed = {"evidence": "Formulir contoh", "guardian": "Slamet Contoh" if name == "Bagas" else ""}
        consent(resident=made[name], purpose=Purpose.MEETING, by=officer, now=now, **agreed)
    return made
