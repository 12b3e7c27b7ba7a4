"""Events and an award for the demonstration: Forum Inspirasi 2021 as reports tell it, and two invented ones."""

from datetime import datetime, time, timedelta

from django.db import transaction

from tuntas.forum.actions.bookings import book
from tuntas.forum.actions.gatherings import add_material, begin_gathering, publish_gathering, put_item
from tuntas.forum.actions.honours import add_honouree, grant_honour, prepare_honour
from tuntas.forum.models import Booking, Gathering
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import WIB, wib_date
from tuntas.kipp.models import Edition
from tuntas.people.models import Organisation, Person

FORUM_2021 = "forum-inspirasi-jawa-tengah-2021"
NEEDS = "Contoh: juru bahasa isyarat"


@transaction.atomic
def build(
    *, organiser: Person, office: Organisation, honoured: Organisation, guests: list[Person], edition: Edition | None,
    now: datetime,
) -> None:  # fmt: skip
    """All of it. `edition`: whose winners stand in the exhibition of 2021."""
    forum_2021(edition, now)
    past = _past(organiser, office, guests, now)
    _honour(organiser, office, honoured, past, now)
    _coming(organiser, office, guests, now)


def forum_2021(edition: Edition | None, now: datetime) -> Gathering:
    """What public reports say of Forum Inspirasi 2021, and no more."""
    values = {
        "title": "Forum Inspirasi Jawa Tengah 2021",
        "about": (
            "Forum tempat Pemerintah Provinsi Jawa Tengah menyerahkan penghargaan KIPP 2021 kepada 20 inovasi: sepuluh "
            "dari perangkat daerah provinsi dan sepuluh dari kabupaten/kota. Hadir antara lain sekretariat provinsi, "
            "Bappenas, KemenPANRB, dan DFAT. Provinsi juga menyampaikan penghargaan atas peran KOMPAK.\n\n"
            "Susunan acara dan jamnya tidak disebut dalam laporan yang kami pakai."
        ),
        "about_en": (
            "The forum at which the province of Central Java handed the KIPP awards of 2021 to 20 innovations: ten of "
            "provincial agencies and ten of regencies and cities. Present were among others the provincial "
            "secretariat, Bappenas, KemenPANRB and DFAT. The province also thanked KOMPAK for its role.\n\n"
            "The programme and its hours are not told in the reports used here."
        ),
        "starts_at": datetime(2021, 12, 1, tzinfo=WIB),
        "ends_at": datetime(2021, 12, 2, tzinfo=WIB),
        "day_only": True,
        "date_note": (
            "Sumber berbeda: Humas Jateng menyebut Selasa, 30 November 2021; Suara Merdeka dan KOMPAK menyebut Rabu, "
            "1 Desember 2021. Di sini dipakai yang kedua."
        ),
        "date_note_en": (
            "Sources differ: Humas Jateng says Tuesday, 30 November 2021; Suara Merdeka and KOMPAK say Wednesday, "
            "1 December 2021. The second is used here."
        ),
        "venue": "Hotel Gumaya",
        "edition": edition,
        "exhibition_until": datetime(2021, 12, 9, tzinfo=WIB).date(),
        "source": "kompak.or.id, 10 Desember 2021; Suara Merdeka; humas.jatengprov.go.id",
    }
    gathering = begin_gathering(values=values, by=None, now=now, slug=FORUM_2021)
    return publish_gathering(gathering=gathering, by=None, now=now)


def _at(now: datetime, days: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(wib_date(now) + timedelta(days=days), time(hour, minute), tzinfo=WIB)


def _past(organiser: Person, office: Organisation, guests: list[Person], now: datetime) -> Gathering:
    """An invented meeting two months ago, with attendance and a link."""
    before, starts = _at(now, -75, 9), _at(now, -60, 9)
    values = {
        "title": "Temu Inovator (contoh)",
        "title_en": "Innovators' meeting (sample)",
        "about": "Acara contoh: peserta, susunan acara, dan materinya rekaan.",
        "about_en": "A sample event: those who came, its programme and materials are invented.",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=4),
        "venue": "Aula Contoh, Semarang; pintu timur tanpa anak tangga",
        "host": office,
        "capacity": 30,
    }
    gathering = begin_gathering(values=values, by=organiser, now=before, is_sample=True)
    publish_gathering(gathering=gathering, by=organiser, now=before)
    _items(gathering, organiser, starts, before)
    for number, guest in enumerate(guests):
        mine = book(gathering=gathering, by=guest, now=before + timedelta(minutes=number), office="Peserta contoh")
        if number % 4:
            Booking.objects.filter(pk=mine.pk).update(came_at=starts + timedelta(minutes=number), let_in_by=organiser)
    add_material(
        gathering=gathering, title="Panduan untuk pelapor inovasi (contoh)", link="https://materi.contoh.example/temu",
        by=organiser, now=starts + timedelta(hours=5),
    )  # fmt: skip
    return gathering


def _coming(organiser: Person, office: Organisation, guests: list[Person], now: datetime) -> Gathering:
    """An invented event three weeks ahead whose registration runs."""
    starts = _at(now, 21, 9)
    values = {
        "title": "Bincang Replikasi (contoh)",
        "title_en": "Talking about replication (sample)",
        "about": "Acara contoh yang pendaftarannya dibuka. Cobalah mendaftar, melihat tiket, lalu membatalkannya.",
        "about_en": "A sample event whose registration is open. Try to register, look at your ticket, withdraw.",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=4),
        "venue": "Aula Contoh, Semarang; pintu timur tanpa anak tangga",
        "online": "https://rapat.contoh.example/bincang",
        "host": office,
        "capacity": len(guests) + 2,
        "closes_at": starts - timedelta(days=1),
    }
    gathering = begin_gathering(values=values, by=organiser, now=now, is_sample=True)
    publish_gathering(gathering=gathering, by=organiser, now=now)
    _items(gathering, organiser, starts, now)
    for number, guest in enumerate(guests):
        needs = NEEDS if number == 1 else ""
        book(gathering=gathering, by=guest, now=now, office="Peserta contoh", needs=needs)
    return gathering


def _items(gathering: Gathering, by: Person, starts: datetime, now: datetime) -> None:
    shown = Innovation.objects.filter(slug="gerakan-kudu-sekolah", is_public=True).first()
    lines = (
        (0, 30, "Pembukaan", "Opening", "Penyelenggara (contoh)", None),
        (30, 90, "Cerita dari tempat asal", "Told by the place it comes from", "Tim inovasi (contoh)", shown),
        (120, 90, "Yang perlu disiapkan untuk meniru", "What copying it takes", "Daerah pengadopsi (contoh)", None),
    )
    for after, minutes, title, title_en, speaker, innovation in lines:
        begins = starts + timedelta(minutes=after)
        values = {
            "title": title, "title_en": title_en, "starts_at": begins, "ends_at": begins + timedelta(minutes=minutes),
            "room": "Aula", "speaker": speaker, "innovation": innovation,
        }  # fmt: skip
        put_item(gathering=gathering, values=values, by=by, now=now)


def _honour(
    organiser: Person, office: Organisation, honoured: Organisation, gathering: Gathering, now: datetime
) -> None:
    values = {
        "name": "Penghargaan Mitra Replikasi (contoh)",
        "name_en": "Replication partner award (sample)",
        "citation": "Penghargaan contoh: untuk kesediaan berbagi cara kerja dengan daerah lain.",
        "citation_en": "A sample award: for sharing how it is done with other regencies.",
        "giver": office,
        "gathering": gathering,
    }
    honour = prepare_honour(values=values, by=organiser, now=gathering.starts_at, is_sample=True)
    add_honouree(honour=honour, organisation=honoured, by=organiser, now=gathering.starts_at)
    grant_honour(honour=honour, by=organiser, now=gathering.ends_at)
