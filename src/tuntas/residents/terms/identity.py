"""What leaves this room: plain values, never rows of the database."""

from dataclasses import dataclass, field
from datetime import date

from tuntas.residents.terms.kinds import Group, Marital, Relation, Religion, ResidentState, Sex

MASK = "•"


def masked(number: str) -> str:
    """A NIK or KK number as pages show it: the area of first registration, nothing that tells birth or person."""
    return number[:6] + MASK * (len(number) - 6) if len(number) == 16 else MASK * len(number)


@dataclass(frozen=True)
class ResidentFields:
    """What somebody types about a resident. Only name and sex must be known."""

    name: str
    sex: str
    nik: str = ""
    family_number: str = ""
    relation: str = ""
    birth_place: str = ""
    birth_date: date | None = None
    religion: str = ""
    occupation: str = ""
    marital: str = ""
    nationality: str = "WNI"
    education: str = ""
    address: str = ""
    rt: str = ""
    rw: str = ""
    hamlet: str = ""
    father: str = ""
    mother: str = ""
    phone: str = ""
    disability: str = ""
    welfare: bool = False
    welfare_source: str = ""
    welfare_on: date | None = None


@dataclass(frozen=True)
class Identity:
    """One resident as read for a purpose. Use it at once and keep it nowhere; `nik` is whole, show `masked_nik`."""

    resident_id: int
    key: str
    name: str
    nik: str
    family_number: str
    birth_place: str
    birth_date: date | None
    sex: Sex
    religion: Religion | None
    occupation: str
    marital: Marital | None
    nationality: str
    education: str
    address: str
    rt: str
    rw: str
    hamlet: str
    village: str
    village_code: str
    relation: Relation | None
    father: str
    mother: str
    phone: str
    disability: str = ""
    welfare: bool = False
    welfare_source: str = ""
    welfare_on: date | None = None
    groups: frozenset[Group] = field(default_factory=frozenset)
    state: ResidentState = ResidentState.PRESENT
    is_sample: bool = False

    @property
    def masked_nik(self) -> str:
        """The NIK as every page shows it."""
        return masked(self.nik)

    @property
    def masked_family_number(self) -> str:
        """The family card's number as every page shows it."""
        return masked(self.family_number)


@dataclass(frozen=True)
class Found:
    """One line of a search: enough to tell two neighbours apart."""

    resident_id: int
    key: str
    name: str
    masked_nik: str
    birth_year: int | None
    hamlet: str
    is_sample: bool = False
