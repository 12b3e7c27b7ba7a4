"""Who sees, runs and enters events; when registration and the door are open."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from tuntas.files.models import File
from tuntas.files.rules.guards import Reader
from tuntas.files.terms import JPEG_TYPE, MB, PDF_TYPE, PNG_TYPE, WEBP_TYPE, XLSX_TYPE, Kind
from tuntas.forum.models import Booking, Gathering, Material
from tuntas.forum.terms import BookingState, Registration
from tuntas.kernel.identifiers import ALPHABET
from tuntas.kipp.models import Entry
from tuntas.kipp.rules.meetings import is_announced
from tuntas.people.models import Person
from tuntas.people.rules import held, may_operate, roles_in
from tuntas.people.terms import Role
from tuntas.places.terms import CENTRAL_JAVA

MATERIAL = "forum.material"  # the purpose of files left after an event
MATERIAL_KIND = Kind(
    "material", frozenset({PDF_TYPE, XLSX_TYPE, JPEG_TYPE, PNG_TYPE, WEBP_TYPE}), 20 * MB, "PDF, JPG, PNG, XLSX"
)
RESERVED = frozenset({"baru", "arsip", "kalender"})
CODE_LENGTH = 8
DOOR_OPENS = timedelta(hours=12)  # before the event begins
DOOR_CLOSES = timedelta(hours=24)  # after it ends: phones that were offline still hand in whom they let in
_ALIKE = str.maketrans("OIL", "011")


def may_run(reader: Reader, now: datetime) -> bool:
    """Makes events and sees who comes: whoever runs the competition or the installation for the province."""
    return isinstance(reader, Person) and may_operate(reader, now)


def may_let_in(reader: Reader, now: datetime) -> bool:
    """Stands at the door: organisers, and the province's secretariat."""
    if not isinstance(reader, Person):
        return False
    if may_operate(reader, now):
        return True
    return held(reader, now).filter(role=Role.SECRETARIAT, organisation=None, place_id=CENTRAL_JAVA).exists()


def is_public() -> Q:
    """Events everybody may read about."""
    return Q(published_at__isnull=False)


def may_see(reader: Reader, gathering: Gathering, now: datetime) -> bool:
    """Everybody once it is published; until then those who make events."""
    return gathering.published_at is not None or may_run(reader, now)


def is_over(gathering: Gathering, now: datetime) -> bool:
    return gathering.ends_at <= now


def registration_of(gathering: Gathering, now: datetime) -> Registration:
    """Whether somebody can still register at `now`."""
    if gathering.capacity is None or gathering.published_at is None:
        return Registration.NONE
    closes = min(gathering.closes_at or gathering.starts_at, gathering.starts_at)
    if gathering.cancelled_at is not None or closes <= now:
        return Registration.CLOSED
    return Registration.OPEN if gathering.taken < gathering.capacity else Registration.FULL


def may_withdraw(booking: Booking, gathering: Gathering, now: datetime) -> bool:
    """Until the event begins, whoever has a place or waits for one."""
    return booking.state != BookingState.WITHDRAWN and gathering.starts_at > now and gathering.cancelled_at is None


def door_is_open(gathering: Gathering, now: datetime) -> bool:
    """Whether people can be let in at `now`."""
    near = gathering.starts_at - DOOR_OPENS <= now < gathering.ends_at + DOOR_CLOSES
    return near and gathering.published_at is not None and gathering.cancelled_at is None


def new_code() -> str:
    """A ticket's code: random letters that survive being read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def normal_code(typed: str) -> str:
    """What was typed or scanned, as codes are kept; empty when it cannot be one. A ticket's address works too."""
    last = typed.strip().rstrip("/").rpartition("/")[2]
    letters = "".join(last.split()).replace("-", "").upper().translate(_ALIKE)
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(ALPHABET) else ""


def grouped_code(code: str) -> str:
    """The code as people read it: `7Q4X-M2HD`."""
    return f"{code[:4]}-{code[4:]}"


def has_stands(gathering: Gathering) -> bool:
    """Its exhibition shows winners that are public."""
    return gathering.edition is not None and is_announced(gathering.edition)


def may_dress(reader: Reader, gathering: Gathering, entry: Entry, now: datetime) -> bool:
    """Writes on a winner's stand: its organisation, and those who make events."""
    if not isinstance(reader, Person):
        return False
    own = roles_in(reader, entry.organisation, now) & {Role.INNOVATOR, Role.LOCAL_ADMIN}
    return bool(own) or may_run(reader, now)


def material_guard(reader: Any, file: File, now: datetime) -> bool:
    """Materials are everybody's once the event is public."""
    found = Material.objects.select_related("gathering").filter(file=file).first()
    return found is not None and may_see(reader, found.gathering, now)
