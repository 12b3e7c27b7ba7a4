"""A village's spreadsheet of 5,000 residents on its way into the register, and the register with 30,000 in it."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.test import Client
from django.urls import reverse

from bench.measure import Result, measure
from tuntas.files.sheets import Sheet, write_xlsx
from tuntas.kernel.clock import WIB
from tuntas.people.models import Holding, Person
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.residents.actions.importing import bring, check
from tuntas.residents.actions.writing import write
from tuntas.residents.models import Resident

NOW = datetime(2021, 10, 4, 9, 0, tzinfo=WIB)
HEADER = [
    "NIK",
    "No KK",
    "Nama",
    "JK",
    "Tempat Lahir",
    "Tgl Lahir",
    "SHDK",
    "Nama Ayah",
    "Nama Ibu",
    "Dusun",
    "RT",
    "RW",
]
_WORDS = (
    "Siti Ahmad Nur Sri Muhammad Dwi Tri Budi Agus Eko Wahyu Dewi Rini Joko Slamet Aminah Lestari Hidayat Susanto "
    "Utami Rahayu Setiawan Wulandari Kurniawan Puspita Santoso Fitriani Nugroho Handayani Saputra"
)
NAMES = _WORDS.split()
NOBODY = "no tool of the field was measured"


def rows(first: int, number: int, draw: Random) -> Iterator[list[str | date]]:
    """Invented people, four to a family, three words a name."""
    for person in range(first, first + number):
        day = date(1940, 1, 1) + timedelta(days=draw.randrange(29_000))
        woman = bool(draw.getrandbits(1))
        nik = f"332605{day.day + 40 * woman:02d}{day:%m%y}{person % 10_000:04d}"
        relation = ("Kepala Keluarga", "Istri", "Anak", "Anak")[person % 4]
        name, father, mother = (" ".join(draw.choices(NAMES, k=3)) for _ in range(3))
        place = [f"Dusun {person % 5 + 1}", str(person % 9 + 1), str(person % 4 + 1)]
        card = f"33260501{person // 4:08d}"
        yield [nik, card, name, "P" if woman else "L", "Pekalongan", day, relation, father, mother, *place]


def run() -> Iterator[Result]:
    """Bring, look at and write 5,000 rows; then 25,000 more, and read."""
    top = Place.objects.create(code="33", level="province", name="Jawa Tengah", kind="provinsi")
    place = Place.objects.create(code="33.26.05.2005", level="village", name="Talun", kind="desa", parent=top)
    officer = Person.objects.create_user("petugas@example.org", None, name="Petugas Contoh")
    Holding.objects.create(person=officer, role=Role.VILLAGE_OFFICER, place=place, since=NOW - timedelta(days=9))
    draw, started = Random(1), time.perf_counter()

    def sheet(part: int) -> bytes:
        return write_xlsx([Sheet("Data", HEADER, rows(part * 5000, 5000, draw))])

    def bring_one(data: bytes) -> int:
        made, _notes = bring(place=place, data=data, name="warga.xlsx", by=officer, now=NOW)
        check(sheet=made, by=officer, now=NOW)
        return sum(write(sheet=made, by=officer, now=NOW).counts.values())

    data = sheet(0)
    started, used = time.perf_counter(), time.process_time()
    bring_one(data)
    taken, used = (time.perf_counter() - started) * 1000, (time.process_time() - used) * 1000
    written = Resident.objects.count()
    assert written > 4900, written
    yield Result(
        "R1", "5,000 rows read, looked at, written", 20_000, taken, taken, 1, 0, len(data), written, NOBODY, cpu=used
    )
    for part in range(1, 6):
        bring_one(sheet(part))
    client = Client(SERVER_NAME="localhost")
    client.force_login(officer)

    def page(number: int) -> tuple[int, int]:
        answer = client.get(reverse("residents:list", args=[place.code]), {"page": number})
        assert answer.status_code == 200 and answer.content.count(b"<tr>") == 51
        return len(answer.content), 50

    def find() -> tuple[int, int]:
        answer = client.post(reverse("residents:find", args=[place.code]), {"q": "siti lestari"})
        assert answer.status_code == 200 and answer.content.count(b"<tr>") > 10
        return len(answer.content), answer.content.count(b"<tr>") - 1

    yield measure("R2", "register of 30,000, first page", 100, lambda: page(1), NOBODY, times=20)
    yield measure("R2", "register of 30,000, page 400", 150, lambda: page(400), NOBODY, times=20)
    yield measure("R3", "search among 30,000 by name", 200, find, NOBODY, times=20)
