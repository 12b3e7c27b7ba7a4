"""Who reads photos of paper sheets and statements of the cash book."""

from datetime import datetime

from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.people.models import Person
from tuntas.services.selapanan.flow import parts_in
from tuntas.services.selapanan.models import Period, Photo

PHOTO = "selapanan.sheet"
STATEMENT = "selapanan.statement"


def may_read_photo(reader: Person, file: File, now: datetime) -> bool:
    """Whoever may read the group; a photo that no meeting knows is read by nobody."""
    photo = Photo.objects.select_related("meeting__group__place").filter(file=file).first()
    return photo is not None and bool(parts_in(reader, photo.meeting.group, now))


def may_read_statement(reader: Person, document: Document, now: datetime) -> bool:
    """Whoever may read the group."""
    period = Period.objects.select_related("group__place").filter(document=document).first()
    return period is not None and bool(parts_in(reader, period.group, now))
