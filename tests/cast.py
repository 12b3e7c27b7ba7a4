"""The cast: invented people and organisations every test may call by name.

Places: Jawa Tengah (33), Kabupaten Pekalongan (33.26), Kecamatan Talun (33.26.05), Desa Talun
(33.26.05.2005), Kabupaten Brebes (33.29). Time stands at Monday 4 October 2021, 09:00 WIB.
"""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tuntas.kernel import events
from tuntas.kernel.clock import WIB
from tuntas.people.models import Holding, Organisation, Person
from tuntas.people.terms import OrganisationKind, Role
from tuntas.places.models import Place
from tuntas.places.terms import Level

NOW = datetime(2021, 10, 4, 9, 0, tzinfo=WIB)
PASSWORD = "kudu-sekolah-2021"
# Migrations whose triggers keep rows from being removed.
APPEND_ONLY = ("tuntas.journal.migrations.0002_append_only", "tuntas.services.selapanan.migrations.0002_book")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Opens the books of the test database: tests with real transactions empty every table afterwards.

    Tests of a book close it again (`journal_closed`, `cash_closed`).
    """
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for book in APPEND_ONLY:
            import_module(book).open_(None, editor)


@pytest.fixture
def journal_closed(db: None) -> None:
    """The journal as in production: the database refuses to change or remove its lines."""
    guard = import_module("tuntas.journal.migrations.0002_append_only")
    with connection.cursor() as cursor:
        for statement in guard.SQLITE_UP if connection.vendor == "sqlite" else guard.POSTGRES_UP:
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files and keys of a test run stay out of the installation's own folders; nothing is remembered from before."""
    base = tmp_path_factory.getbasetemp()
    settings.MEDIA_ROOT, settings.KEYS_ROOT = base / "files", base / "keys"
    cache.clear()


@pytest.fixture(autouse=True)
def as_wired() -> Iterator[None]:
    """Whoever wires events differently does so for one test only."""
    before = dict(events._handlers)
    yield
    events.wire(before)


@pytest.fixture
def now() -> datetime:
    """Monday 4 October 2021, 09:00 WIB."""
    return NOW


@pytest.fixture
def still() -> Iterator[time_machine.Traveller]:
    """The clock stands at NOW; `still.move_to(…)` sets it elsewhere."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def jateng(db: None) -> Place:
    return Place.objects.get_or_create(code="33", level=Level.PROVINCE, name="Jawa Tengah", kind="provinsi")[0]


@pytest.fixture
def pekalongan(jateng: Place) -> Place:
    return Place.objects.get_or_create(
        code="33.26", level=Level.REGENCY, name="Pekalongan", kind="kabupaten", parent=jateng
    )[0]


@pytest.fixture
def brebes(jateng: Place) -> Place:
    return Place.objects.get_or_create(
        code="33.29", level=Level.REGENCY, name="Brebes", kind="kabupaten", parent=jateng
    )[0]


@pytest.fixture
def talun(pekalongan: Place) -> Place:
    """Desa Talun in Kecamatan Talun, Kabupaten Pekalongan."""
    district = Place.objects.get_or_create(
        code="33.26.05", level=Level.DISTRICT, name="Talun", kind="kecamatan", parent=pekalongan
    )[0]
    return Place.objects.get_or_create(
        code="33.26.05.2005", level=Level.VILLAGE, name="Talun", kind="desa", parent=district
    )[0]


@pytest.fixture
def biro(jateng: Place) -> Organisation:
    """The provincial Biro Organisasi, which runs the competition."""
    return Organisation.objects.create(name="Biro Organisasi", kind=OrganisationKind.AGENCY, place=jateng)


@pytest.fixture
def dindik(pekalongan: Place) -> Organisation:
    """An office of Kabupaten Pekalongan that enters the competition."""
    return Organisation.objects.create(
        name="Dinas Pendidikan Kab. Pekalongan", kind=OrganisationKind.REGENCY, place=pekalongan
    )


@pytest.fixture
def dukcapil(brebes: Place) -> Organisation:
    """An office of Kabupaten Brebes, the rival."""
    return Organisation.objects.create(name="Dinas Dukcapil Kab. Brebes", kind=OrganisationKind.REGENCY, place=brebes)


def person(name: str) -> Person:
    """An account whose e-mail is the first name at example.org and whose password is `PASSWORD`."""
    found = Person.objects.create_user(f"{name.split()[0].lower()}@example.org", PASSWORD, name=name)
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=found, email=found.email, verified=True, primary=True)
    return found


def hold(who: Person, role: Role, where: Organisation | Place) -> Holding:
    """Give a role in an organisation or at a place, since a month before `NOW`."""
    since = NOW.replace(month=9)
    if isinstance(where, Organisation):
        return Holding.objects.create(person=who, role=role, organisation=where, since=since)
    return Holding.objects.create(person=who, role=role, place=where, since=since)


@pytest.fixture
def sari(biro: Organisation, jateng: Place) -> Person:
    """Sari organises the competition at Biro Organisasi."""
    who = person("Sari Organiser")
    hold(who, Role.ORGANISER, jateng)
    return who


@pytest.fixture
def wati(dindik: Organisation) -> Person:
    """Wati writes for Dinas Pendidikan Pekalongan."""
    who = person("Wati Inovator")
    hold(who, Role.INNOVATOR, dindik)
    return who


@pytest.fixture
def agus(dindik: Organisation) -> Person:
    """Agus is local admin of Dinas Pendidikan Pekalongan."""
    who = person("Agus Admin")
    hold(who, Role.LOCAL_ADMIN, dindik)
    return who


@pytest.fixture
def budi(dukcapil: Organisation) -> Person:
    """Budi writes for the rival in Brebes."""
    who = person("Budi Inovator")
    hold(who, Role.INNOVATOR, dukcapil)
    return who


@pytest.fixture
def ratna(db: None) -> Person:
    """Ratna sits on juries; a seat in an edition makes her a juror there."""
    return person("Ratna Juror")


@pytest.fixture
def tono(db: None) -> Person:
    """Tono is registered and has no role anywhere."""
    return person("Tono Warga")


@pytest.fixture
def signed_in(client: Client):
    """`signed_in(person)` is a client with that person's session."""

    def enter(who: Person) -> Client:
        client.force_login(who)
        return client

    return enter
