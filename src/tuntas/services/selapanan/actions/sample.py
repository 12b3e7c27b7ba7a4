"""Two invented groups of the sample village with three past meetings each; every name ends in "Contoh"."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from tuntas.casework.actions import answer
from tuntas.casework.terms import ReferralStatus
from tuntas.kernel.clock import WIB, wib_date
from tuntas.people.models import Holding, Person
from tuntas.people.rules import in_force
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.services.selapanan.actions import cash, findings, meetings, minutes
from tuntas.services.selapanan.actions.groups import GroupFields, MemberFields, add_member, found_group
from tuntas.services.selapanan.actions.planning import carry_answers
from tuntas.services.selapanan.models import Finding, Group, Meeting, Member
from tuntas.services.selapanan.rules.series import day_of
from tuntas.services.selapanan.terms import Attendance, FindingKind, Happening, Seat

MEETINGS = 3


@dataclass(frozen=True)
class Invented:
    """A sample group. `ago`: days since its last meeting."""

    name: str
    hamlet: str
    ago: int
    hour: time
    women: tuple[str, ...]
    men: tuple[str, ...] = ()


GROUPS = (
    Invented("Kelompok Selapanan Melati", "Krajan", 12, time(13, 0),
             ("Sumini", "Rukmini", "Wartini", "Kasmi", "Tumirah"), ("Sarjono",)),
    Invented("Kelompok Selapanan Kenanga", "Sawahan", 20, time(19, 30), ("Darsih", "Ponirah", "Suharti", "Muntamah")),
)  # fmt: skip
FOUND = (
    (FindingKind.BIRTH, "Anak usia 4 tahun belum punya akta kelahiran.", "Anak Bu K., Dusun Krajan RT 02",
     "Akta sudah terbit dan diserahkan kepada ibunya, tanpa biaya."),
    (FindingKind.SCHOOL, "Anak usia 13 tahun berhenti sekolah setelah lulus SD.", "Anak Pak M., RT 04", ""),
    (FindingKind.VOICE, "Jembatan bambu menuju sekolah perlu diperbaiki sebelum musim hujan.", "", ""),
)  # fmt: skip


def _somebody(role: Role, name: str, word: str, place: Place, now: datetime) -> Person:
    """Who holds that role in the sample, long enough for its past; else somebody invented, without a way to sign in."""
    early = now - timedelta(days=200)
    known = Holding.objects.filter(in_force(early), role=role, place=place, person__is_sample=True)
    if (holding := known.select_related("person").order_by("pk").first()) is not None:
        return holding.person
    email = f"{word}-{place.code.replace('.', '')}@contoh.example"
    found = Person.objects.create_user(email, None, name=name, is_sample=True)
    Holding.objects.create(person=found, role=role, place=place, since=early - timedelta(days=1))
    return found


@transaction.atomic
def sample(*, place: Place, by: Person, now: datetime) -> None:
    """Fill the village once; a second time changes nothing."""
    if Group.objects.filter(place=place, is_sample=True).exists():
        return
    guide = _somebody(Role.VOLUNTEER, "Sri Pendamping Contoh", "pendamping-selapanan", place, now)
    officer = _somebody(Role.VILLAGE_OFFICER, "Joko Perangkat Contoh", "perangkat-selapanan", place, now)
    for invented in GROUPS:
        _group(invented, place, guide, officer, now)


def _group(invented: Invented, place: Place, guide: Person, officer: Person, now: datetime) -> None:
    last = wib_date(now) - timedelta(days=invented.ago)
    base = last - timedelta(days=35 * (MEETINGS - 1))
    start = datetime.combine(base - timedelta(days=7), time(9, 0), WIB)
    fields = GroupFields(
        name=invented.name, base=base, hour=invented.hour, venue=f"Balai Dusun {invented.hamlet}",
        hamlet=invented.hamlet, about="Kelompok contoh: warga bertemu setiap selapan untuk saling mendengar.",
    )  # fmt: skip
    group = found_group(place=place, fields=fields, by=guide, now=start, is_sample=True)
    seats = iter([Seat.CHAIR, Seat.SECRETARY, Seat.TREASURER])
    people = []
    for sex, names in (("f", invented.women), ("m", invented.men)):
        for name in names:
            who = MemberFields(f"{name} Contoh", next(seats, Seat.MEMBER), sex)
            people.append(add_member(group=group, fields=who, joined_on=wib_date(start), by=guide, now=start))
    for number in range(1, MEETINGS + 1):
        _meeting(group, number, people, guide, officer)


def _meeting(group: Group, number: int, people: list[Member], guide: Person, officer: Person) -> None:
    day = day_of(group.base, number)
    at = datetime.combine(day, group.hour, WIB)
    who: dict[str, Any] = {"by": guide, "now": at}
    meeting = Meeting.objects.select_related("case", "group__place").get(group=group, number=number)
    meetings.begin(meeting=meeting, **who)
    for finding in Finding.objects.filter(agenda=meeting).select_related("group__place"):
        findings.tell_answer(finding=finding, meeting=meeting, **who)
    away = people[number % len(people)].pk
    states = {one.pk: str(Attendance.EXCUSED if one.pk == away else Attendance.PRESENT) for one in people}
    guests = [("Kader Contoh", "PKK desa")] if number == 2 else []
    minutes.call_roll(meeting=meeting, states=states, guests=guests, **who)
    kind, note, whom, outcome = FOUND[number - 1]
    finding = findings.raise_finding(meeting=meeting, kind=kind, note=note, whom=whom, agreed=True, **who)
    if number == 1:
        minutes.decide(meeting=meeting, text="Iuran Rp 5.000 setiap pertemuan.", **who)
    if number == MEETINGS:
        due = day_of(group.base, number + 1)
        minutes.give_task(
            meeting=meeting, text="Mendata anak tanpa akta di RT 01 sampai RT 03.", owner=people[1], due=due, **who
        )
    _cash(group, meeting, number, len(people), guide, at)
    meetings.finish(meeting=meeting, **who)
    if outcome and finding.referral:
        answered = at + timedelta(days=9)
        answer(referral=finding.referral, status=ReferralStatus.DONE, outcome=outcome, by=officer, now=answered)
        carry_answers(group=group, now=answered)


def _cash(group: Group, meeting: Meeting, number: int, people: int, guide: Person, at: datetime) -> None:
    rows = ((Happening.DUES, 5000 * people, "Iuran anggota"), (Happening.SNACKS, 15000, "Teh dan kudapan"))
    for at_row, (happening, amount, text) in enumerate(rows):
        cash.write(
            group=group, happening=happening, amount=amount, day=meeting.day, text=text,
            token=f"sample-{number}-{at_row}", meeting=meeting, by=guide, now=at,
        )  # fmt: skip
