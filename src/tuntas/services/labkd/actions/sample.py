"""Letters of the sample village: invented people, every paper marked as a sample."""

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress

from tuntas.kernel.clock import wib_date
from tuntas.people.models import Holding, Person
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.residents.actions import add
from tuntas.residents.models import Resident
from tuntas.residents.terms import Basis, Marital, Relation, Religion, ResidentFields, Sex
from tuntas.services.labkd.actions import asking, chain, ending, preparing
from tuntas.services.labkd.models import Letter, Post
from tuntas.services.labkd.rules.kinds import kinds
from tuntas.services.labkd.terms import Channel, Rank

DOMAIN = "contoh.tuntas.example"
OFFICE = (
    ("petugas", "Petugas Desa Contoh", Role.VILLAGE_OFFICER, None, ""),
    ("sekdes", "Sekretaris Desa Contoh", Role.VILLAGE_OFFICER, Rank.SECRETARY, "Sekretaris Desa"),
    ("kades", "Kepala Desa Contoh", Role.LEADER, Rank.HEAD, "Kepala Desa {place}"),
)
FAMILY = "3326050101100091"
PEOPLE = (
    ("Sutrisno Contoh", Sex.MALE, date(1975, 5, 9), Relation.HEAD, Marital.MARRIED, "Petani", "Krajan"),
    ("Lestari Contoh", Sex.FEMALE, date(1979, 11, 23), Relation.WIFE, Marital.MARRIED, "Pedagang", "Krajan"),
    ("Dwi Contoh", Sex.MALE, date(2003, 2, 14), Relation.CHILD, Marital.SINGLE, "Pelajar", "Krajan"),
)
HANDED, ISSUED, SIGNING, CHECKING, REVOKED = "handed", "issued", "signing", "checking", "revoked"
# Kind, place in PEOPLE, what is answered, days ago, how far it has come.
LETTERS = (
    ("domicile", 0, {"keperluan": "Membuka rekening bank"}, 9, HANDED),
    ("business", 1, {"usaha": "Warung sembako", "alamat_usaha": "Dusun Krajan", "keperluan": "KUR"}, 7, HANDED),
    ("poor", 2, {"keperluan": "Keringanan biaya sekolah"}, 6, REVOKED),
    ("lost", 0, {"barang": "Kartu ATM", "tanggal_hilang": "2021-01-04", "tempat_hilang": "Pasar Talun",
                 "keperluan": "Laporan ke kepolisian"}, 2, ISSUED),
    ("cover", 1, {"keperluan": "Pengurusan BPJS"}, 1, SIGNING),
    ("police_record", 2, {"keperluan": "Melamar pekerjaan"}, 1, CHECKING),
)  # fmt: skip


def sample(*, place: Place, by: Person, now: datetime) -> None:
    """An office, a family and letters at every stage; once. The accounts have the sample operator's password."""
    if Post.objects.filter(place=place).exists():
        return
    operator, secretary, head = (_account(place, row, by, now) for row in OFFICE)
    residents = [_resident(place, number, operator, now) for number in range(len(PEOPLE))]
    for key, number, answers, days, reaches in LETTERS:
        _letter(
            place, key, residents[number], answers, reaches, (operator, secretary, head), now - timedelta(days=days)
        )
    asking.ask(
        place=place,
        kind=kinds()["domicile"],
        channel=Channel.HOME,
        answers={"keperluan": "Pendaftaran sekolah"},
        by=None,
        now=now,
        claim=asking.Claim("Lestari Contoh", "3326056311790092", "080000000000"),
        is_sample=True,
    )


def _account(place: Place, row: tuple[str, str, Role, Rank | None, str], by: Person, now: datetime) -> Person:
    key, name, role, rank, title = row
    email = f"{key}@{DOMAIN}"
    found = Person.objects.filter(email=email).first()
    if found is None:
        found = Person.objects.create_user(email, None, name=name, is_sample=True)
        found.password = by.password
        found.save(update_fields=["password"])
        EmailAddress.objects.create(user=found, email=email, verified=True, primary=True)
    since = now - timedelta(days=300)
    Holding.objects.get_or_create(person=found, role=role, place=place, defaults={"since": since})
    if rank is not None:
        Post.objects.create(
            place=place,
            rank=rank,
            person=found,
            name=name,
            title=title.format(place=place.name),
            since=wib_date(since),
        )
    return found


def _resident(place: Place, number: int, operator: Person, now: datetime) -> Resident:
    name, sex, born, relation, marital, occupation, hamlet = PEOPLE[number]
    day = born.day + (40 if sex == Sex.FEMALE else 0)
    fields = ResidentFields(
        name=name,
        sex=sex,
        nik=f"332605{day:02d}{born:%m%y}{91 + number:04d}",
        family_number=FAMILY,
        relation=relation,
        birth_place="Pekalongan",
        birth_date=born,
        religion=Religion.ISLAM,
        occupation=occupation,
        marital=marital,
        address="Jalan Contoh 7",
        rt="001",
        rw="002",
        hamlet=hamlet,
    )
    return add(place=place, fields=fields, basis=Basis.LEGAL_DUTY, by=operator, now=now, is_sample=True)


def _letter(
    place: Place,
    key: str,
    resident: Resident,
    answers: dict[str, str],
    reaches: str,
    office: tuple[Person, Person, Person],
    when: datetime,
) -> None:
    """One letter, as far as it has come."""
    operator, secretary, head = office
    letter: Letter = asking.ask(
        place=place,
        kind=kinds()[key],
        channel=Channel.DESK,
        answers=answers,
        by=operator,
        now=when,
        resident=resident,
        is_sample=True,
    )
    chain.step(letter=letter, key="take_up", by=operator, now=when)
    preparing.prepare(letter=letter, answers=answers, corrections={}, reason="", revision=1, by=operator, now=when)
    chain.step(letter=letter, key="to_check", by=operator, now=when)
    if reaches == CHECKING:
        return
    chain.step(letter=letter, key="approve", by=secretary, now=when)
    if reaches == SIGNING:
        return
    letter = chain.sign(letter=letter, by=head, now=when)
    if reaches == HANDED:
        chain.hand_over(letter=letter, by=operator, now=when + timedelta(hours=5))
    if reaches == REVOKED and letter.document is not None:
        letter.document.refresh_from_db()
        if letter.document.file_id:
            ending.revoke(
                letter=letter, reason="Keterangan keliru (contoh).", by=secretary, now=when + timedelta(days=1)
            )
