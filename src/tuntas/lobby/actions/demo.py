"""Fill a fresh installation with real places and innovations, and with a sample competition."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from tuntas.casework.actions.calendar import load_holidays
from tuntas.innovations.actions.register import load_register
from tuntas.kernel.identifiers import token
from tuntas.kipp.actions.sample import practice, year2021
from tuntas.kipp.actions.sample.people import sign_ins
from tuntas.kipp.models import Edition
from tuntas.people.models import Person
from tuntas.places.actions import load_regions

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
    return done
