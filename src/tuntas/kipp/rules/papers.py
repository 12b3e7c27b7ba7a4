"""Who may read the pictures of visits, the minutes and the certificates. Registered in `apps.py`."""

from datetime import datetime
from typing import Any

from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.kipp.models import Duel, Entry, Photo, Plenary
from tuntas.kipp.rules.meetings import may_see_photo, may_see_plenary
from tuntas.kipp.rules.seats import parts_of

PHOTO, MINUTES, CERTIFICATE, DUEL = "kipp.photo", "kipp.minutes", "kipp.certificate", "kipp.duel"


def photo_guard(reader: Any, file: File, now: datetime) -> bool:
    """A picture of a visit is read by whoever reads the visit."""
    if not reader.is_authenticated:
        return False
    photo = Photo.objects.select_related("visit__stage__edition", "visit__entry__edition").filter(file=file).first()
    return photo is not None and may_see_photo(reader, photo, now)


def minutes_guard(reader: Any, document: Document, now: datetime) -> bool:
    """Minutes are for the office of the edition, before the announcement and after it."""
    plenary = Plenary.objects.select_related("stage__edition").filter(pk=_id_in(document.subject)).first()
    return plenary is not None and may_see_plenary(reader, plenary.stage.edition)


def duel_guard(reader: Any, document: Document, now: datetime) -> bool:
    """Minutes of a duel round are for the office of the edition."""
    duel = Duel.objects.select_related("edition").filter(pk=_id_in(document.subject)).first()
    return duel is not None and may_see_plenary(reader, duel.edition)


def certificate_guard(reader: Any, document: Document, now: datetime) -> bool:
    """A certificate is public by its code; its own people and the office read it from their pages too."""
    entry = Entry.objects.select_related("edition", "organisation").filter(pk=_id_in(document.subject)).first()
    return entry is not None and (may_see_plenary(reader, entry.edition) or bool(parts_of(reader, entry, now)))


def _id_in(subject: str) -> int:
    """The number in `kipp.entry:12`."""
    return int(subject.rpartition(":")[2])
