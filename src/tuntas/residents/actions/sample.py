"""Invented residents of the sample village, brought as villages do, by spreadsheet; all marked as a sample."""

from datetime import date, datetime

from django.db import transaction

from tuntas.files.sheets import Value, write_csv
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.residents.actions.importing import bring
from tuntas.residents.actions.rights import receive
from tuntas.residents.actions.writing import write
from tuntas.residents.models import Import
from tuntas.residents.terms import RightKind

HEADER = ["NIK", "No KK", "Nama", "JK", "Tempat Lahir", "Tgl Lahir", "SHDK", "Agama", "Status Kawin", "Pekerjaan",
          "Pendidikan", "Nama Ayah", "Nama Ibu", "Alamat", "Dusun", "RT", "RW", "Disabilitas", "DTKS"]  # fmt: skip
HAMLETS = ("Krajan", "Sawahan", "Wonosari")
# Father, mother, children (with sex), year the father was born, on the welfare list. All invented.
FAMILIES = (
    ("Parjo", "Sulastri", (("Eko", "L"), ("Ratih", "P")), 1971, True),
    ("Wagimin", "Tumini", (("Joko", "L"), ("Endah", "P"), ("Bayu", "L")), 1968, True),
    ("Supardi", "Kasiyem", (("Anisa", "P"),), 1985, False),
    ("Mulyono", "Hartini", (("Galih", "L"), ("Putri", "P")), 1979, False),
    ("Ngatiman", "Suparmi", (("Rizki", "L"), ("Nanda", "P"), ("Ilham", "L")), 1982, True),
    ("Darmaji", "Wahyuni", (("Laras", "P"),), 1990, False),
    ("Sugito", "Marsinah", (("Fajar", "L"), ("Intan", "P")), 1976, False),
    ("Rohmat", "Khotijah", (("Zahra", "P"), ("Fikri", "L")), 1988, False),
    ("Tarmuji", "Sumarni", (), 1949, True),
)
SHEET = "data-warga-contoh.csv"


@transaction.atomic
def sample_register(*, place: Place, by: Person, now: datetime) -> bool:
    """Some forty residents, one of them twice, and a request that waits; False when they are there already."""
    if Import.objects.filter(village=place, name=SHEET).exists():
        return False
    rows: list[list[Value]] = [
        row for number, family in enumerate(FAMILIES) for row in _family(number, *family, now.year)
    ]
    first = next(row for row in rows if row[2] == "Hartini Contoh")
    rows.append(["", "", "Hartinah Contoh", *first[3:6], "", *first[7:14], "Sawahan", "4", "1", "", ""])
    sheet, _notes = bring(place=place, data=write_csv(HEADER, rows), name=SHEET, by=by, now=now)
    write(sheet=sheet, by=by, now=now, is_sample=True)
    text = "Saya ingin tahu siapa saja yang membaca data saya bulan ini."
    receive(place=place, kind=RightKind.ACCESS, who="Ratih Contoh", text=text, by=by, now=now, is_sample=True)
    return True


def _family(
    number: int, father: str, mother: str, children: tuple[tuple[str, str], ...], born: int, poor: bool, year: int
) -> list[list[Value]]:
    """The rows of one family; days of birth follow from numbers, so every run makes the same people."""
    hamlet, card = HAMLETS[number % 3], f"33260501011100{number + 1:02d}"
    where = ["Jalan Contoh", hamlet, str(number % 4 + 1), str(number % 2 + 1), "", "Ya" if poor else ""]
    him, her = date(born, number % 12 + 1, number * 3 % 27 + 1), date(born + 3, (number + 5) % 12 + 1, number + 8)
    people = [
        (father, "L", him, "Kepala Keluarga", "Kawin", "Petani", "SMP", f"Karso {number + 1}", f"Sinah {number + 1}"),
        (mother, "P", her, "Istri", "Kawin", "Pedagang", "SMA", f"Wiryo {number + 1}", f"Painem {number + 1}"),
    ]
    for order, (name, sex) in enumerate(children):
        day = date(min(born + 25 + order * 5, year - 1), (number + order * 4) % 12 + 1, number + order + 2)
        people.append((name, sex, day, "Anak", "Belum Kawin", "Pelajar", "", father, mother))
    rows: list[list[Value]] = []
    for serial, (name, sex, day, relation, marital, work, school, dad, mum) in enumerate(people, number * 10 + 101):
        nik = f"332605{day.day + (40 if sex == 'P' else 0):02d}{day:%m%y}{serial:04d}"
        about: list[Value] = [relation, "Islam", marital, work, school, f"{dad} Contoh", f"{mum} Contoh"]
        rows.append([nik, card, f"{name} Contoh", sex, "Pekalongan", day, *about, *where])
    return rows
