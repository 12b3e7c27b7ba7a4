"""Fill a fresh installation with real places and innovations, and with a sample competition."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from tuntas.casework.actions.calendar import load_holidays
from tuntas.forum.actions import sample as events
from tuntas.forum.actions.loading import load_programmes
from tuntas.forum.actions.sample_stories import talk, tell_stories
from tuntas.forum.models import Gathering, Story
from tuntas.innovations.actions.register import load_register
from tuntas.innovations.models import Innovation
from tuntas.kernel.identifiers import token
from tuntas.kipp.actions.sample import practice, year2021
from tuntas.kipp.actions.sample.people import account, give, office, sign_ins
from tuntas.kipp.models import Edition
from tuntas.lobby.actions import demo_services
from tuntas.people.models import Holding, Person
from tuntas.people.terms import Role
from tuntas.places.actions import load_regions
from tuntas.places.models import Place
from tuntas.replication.actions import sample as copies
from tuntas.replication.actions.reporting import load_reported
from tuntas.replication.models import Replication
from tuntas.residents.actions.sample import sample_register

Progress = Callable[[str, int, int], None]


def sample_password() -> str:
    """The one password of all sample accounts: drawn on first run, kept under the data folder."""
    path = settings.HOME / "keys" / "sample-password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(f"kawung-{token(40).replace('_', 'a').replace('-', 'b').lower()}")
    return path.read_text()


def fill(*, now: datetime, progress: Progress) -> bool:
    """Load what is missing; False when everything was there already. Each part is complete or absent."""
    done = bool(load_regions(now=now, progress=lambda at, of: progress("regions", at, of)))
    done |= bool(load_holidays(now=now))
    progress("register", 0, 1)
    done |= bool(load_register(now=now))
    done |= bool(load_reported(now=now))
    done |= bool(load_programmes(now=now))
    if not Person.objects.filter(is_sample=True).exists():
        sign_ins(sample_password(), year2021.at(5, 1))
        done = True
    cast = sign_ins(sample_password(), year2021.at(5, 1))
    if not Edition.objects.filter(slug=year2021.SLUG).exists():
        year2021.build(organiser=cast["penyelenggara"], secretary=cast["sekretariat"], progress=progress)
        done = True
    if not Edition.objects.filter(slug=practice.SLUG).exists():
        progress("practice", 0, 1)
        practice.build(cast=cast, now=now)
        done = True
    if not Replication.objects.filter(case__is_sample=True).exists():
        progress("copies", 0, 1)
        _copies(cast, now)
        done = True
    if not Story.objects.filter(is_sample=True).exclude(live=None).exists():
        progress("stories", 0, 1)
        _stories(cast, now)
        done = True
    if not Gathering.objects.exists():
        progress("events", 0, 1)
        _events(cast, now)
        done = True
    progress("services", 0, 1)
    done |= demo_services.switch_on(by=cast["penyelenggara"], now=now)
    done |= _residents(now)
    return done


def _residents(now: datetime) -> bool:
    """The register of the sample village, for its sample officer."""
    place = Place.objects.get(code=demo_services.HOME)
    officers = Holding.objects.filter(role=Role.VILLAGE_OFFICER, place=place, person__is_sample=True)
    officer = officers.select_related("person").order_by("pk").first()
    return officer is not None and sample_register(place=place, by=officer.person, now=now)


def _stories(cast: dict[str, Person], now: datetime) -> None:
    """The newsroom's stories, and a question about the sample innovation with its answer."""
    tell_stories(editor=cast["redaksi"], readers=[cast["warga"], cast["inovator"]], now=now)
    asker = account("admin-jepara", "Admin Jepara Contoh")
    talk(innovation=Innovation.objects.get(slug=copies.SLUG), asker=asker, owner=cast["admin"], now=now)


def _events(cast: dict[str, Person], now: datetime) -> None:
    """Forum Inspirasi 2021 as reported, two sample events and a sample award."""
    events.build(
        organiser=cast["penyelenggara"],
        office=office("Biro Organisasi Setda Provinsi Jawa Tengah", Place.objects.get(code="33"), "agency"),
        honoured=office("Dinas Kesehatan Kab. Batang", Place.objects.get(code="33.25"), "regency"),
        guests=[cast["admin"], cast["inovator"], cast["juri1"], cast["juri2"], cast["pengamat"]],
        edition=Edition.objects.filter(slug=year2021.SLUG).first(),
        now=now,
    )


# Sample offices that copy, by code of their regency.
ADOPTERS = (
    ("33.25", "Batang"),
    ("33.24", "Kendal"),
    ("33.28", "Tegal"),
    ("33.19", "Kudus"),
    ("33.20", "Jepara"),
    ("33.07", "Wonosobo"),
)


def _copies(cast: dict[str, Person], now: datetime) -> None:
    """Sample copies of a sample innovation, owned by the sample office of the local admin."""
    since = now - timedelta(days=600)
    owner = office("Dinas Kesehatan Kab. Pekalongan", Place.objects.get(code="33.26"), "regency")
    give(cast["admin"], Role.LOCAL_ADMIN, owner, since)
    Holding.objects.filter(person=cast["admin"], organisation=owner, since__gt=since).update(since=since)
    adopters = []
    for code, name in ADOPTERS:
        place = office(f"Dinas Kesehatan Kab. {name}", Place.objects.get(code=code), "regency")
        admin = account(f"admin-{name.lower()}", f"Admin {name} Contoh")
        give(admin, Role.LOCAL_ADMIN, place, since)
        adopters.append((place, admin))
    province = cast["penyelenggara"]
    copies.build(owner=owner, owner_admin=cast["admin"], province=province, adopters=adopters, now=now)
