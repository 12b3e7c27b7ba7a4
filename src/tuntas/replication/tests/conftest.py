"""An innovation of Pekalongan, and Brebes and others that copy it."""

import pytest
from tests.cast import NOW, hold, person

from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation, Person
from tuntas.people.terms import OrganisationKind, Role
from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.replication.tests.kit import Sides, begun


@pytest.fixture
def kudu(dindik: Organisation) -> Innovation:
    """A public innovation of Dinas Pendidikan Pekalongan, with one chapter told."""
    found = Innovation.objects.create(
        slug="kudu", name="KUDU Sekolah", owner=dindik, place=dindik.place, is_public=True, added_at=NOW, problem="Anak"
    )
    found.chapters.create(key="how", text="Operator desa mencatat anak lewat aplikasi.")
    return found


@pytest.fixture
def rini(dukcapil: Organisation) -> Person:
    """Rini is local admin of the office in Brebes that copies."""
    who = person("Rini Admin")
    hold(who, Role.LOCAL_ADMIN, dukcapil)
    return who


@pytest.fixture
def batang(jateng: Place) -> Organisation:
    """An office of Kabupaten Batang."""
    place = Place.objects.create(code="33.25", level=Level.REGENCY, name="Batang", kind="kabupaten", parent=jateng)
    return Organisation.objects.create(name="Dinas Pendidikan Batang", kind=OrganisationKind.REGENCY, place=place)


@pytest.fixture
def dewi(batang: Organisation) -> Person:
    """Dewi is local admin in Batang."""
    who = person("Dewi Admin")
    hold(who, Role.LOCAL_ADMIN, batang)
    return who


@pytest.fixture
def sides(rini: Person, agus: Person, sari: Person) -> Sides:
    return Sides(rini, agus, sari)


@pytest.fixture
def copy(kudu: Innovation, dukcapil: Organisation, rini: Person):
    """Brebes has expressed interest."""
    return begun(kudu, dukcapil, rini)
