"""Sheets filled in on paper: their photo is kept with the meeting, and typed in later beside it."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.files.actions import store
from tuntas.files.terms import IMAGE
from tuntas.journal.actions import record
from tuntas.journal.rules import subject_of
from tuntas.people.models import Person
from tuntas.services.selapanan.actions.errors import NotFitting, must
from tuntas.services.selapanan.flow import parts_in
from tuntas.services.selapanan.models import Meeting, Photo
from tuntas.services.selapanan.rules.papers import PHOTO
from tuntas.services.selapanan.terms import Part, SheetKind

KIND = IMAGE(8)
MOST = 12  # photos a meeting


def keep_photo(*, meeting: Meeting, upload: UploadedFile, kind: SheetKind, by: Person, now: datetime) -> Photo:
    """Keep the photo of a sheet. Raises `UploadRefused` when it is no picture; its hidden data (place, device) goes."""
    if Part.CASHIER not in parts_in(by, meeting.group, now):
        must(by, meeting.group, Part.RUNNER, now)
    if meeting.photos.count() >= MOST:
        raise NotFitting(_("A meeting keeps at most %d photos.") % MOST)
    with transaction.atomic():
        file = store(
            upload=upload, name=upload.name or "lembar", kind=KIND, purpose=PHOTO, subject=subject_of(meeting), by=by,
            now=now,
        )  # fmt: skip
        photo = Photo.objects.create(meeting=meeting, file=file, kind=kind, added_by=by, added_at=now)
        record(act="selapanan.photo_kept", subject=photo, by=by, now=now, data={"meeting": meeting.pk})
    return photo


@transaction.atomic
def entered(*, photo: Photo, by: Person, now: datetime) -> Photo:
    """What stands on the sheet has been typed in."""
    if Part.CASHIER not in parts_in(by, photo.meeting.group, now):
        must(by, photo.meeting.group, Part.RUNNER, now)
    if photo.entered_at is None:
        photo.entered_at = now
        photo.save(update_fields=["entered_at"])
        record(act="selapanan.photo_entered", subject=photo, by=by, now=now, data={"meeting": photo.meeting_id})
    return photo
