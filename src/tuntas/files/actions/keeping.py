"""Keeping what people upload, as it really is."""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tuntas.files.models import File
from tuntas.files.rules.content import examine, safe_name
from tuntas.files.rules.papers import without_traces
from tuntas.files.terms import ENDINGS, PDF_TYPE, Kind, UploadRefused
from tuntas.kernel.acts import record
from tuntas.people.models import Person

CHUNK = 256 * 1024


def store(
    *,
    upload: UploadedFile | bytes,
    name: str,
    kind: Kind,
    purpose: str,
    subject: str,
    by: Person | None,
    now: datetime,
) -> File:
    """Check what was uploaded and keep it. Raises `UploadRefused`, whose sentence is for the person.

    Pictures are drawn anew without hidden data; the kept bytes never change afterwards. `purpose` names the
    guard that will decide who reads it (`files.rules.register`). Bytes of an act that rolls back are swept later.
    """
    sound = examine(_read(upload, kind), kind)
    digest, identifier = hashlib.sha256(sound.data).hexdigest(), uuid.uuid4()
    path = f"{digest[:2]}/{digest[2:4]}/{digest}-{identifier.hex[:8]}.{ENDINGS[sound.type][0]}"
    stored = default_storage.save(path, ContentFile(sound.data))
    with transaction.atomic():
        file = File.objects.create(
            id=identifier,
            purpose=purpose,
            subject=subject,
            name=safe_name(name, sound.type),
            type=sound.type,
            size=len(sound.data),
            sha256=digest,
            stored=stored,
            added_by=by,
            added_at=now,
        )
        record(act="files.stored", subject=file, by=by, now=now, data={"sha256": digest, "for": subject})
    return file


def _read(upload: UploadedFile | bytes, kind: Kind) -> bytes:
    """The bytes, never more than the limit; what is too large is refused before it is read."""
    size = len(upload) if isinstance(upload, bytes) else upload.size or 0
    too_large = UploadRefused(
        _("This file is too large. The limit is %(limit)d MB; yours has %(size)s MB.")
        % {"limit": kind.megabytes, "size": number_format(size / 1024 / 1024, 1)}
    )
    if size > kind.limit:
        raise too_large
    data = bytearray()
    for chunk in _chunks(upload):
        data += chunk
        if len(data) > kind.limit:
            raise too_large
    if not data:
        raise UploadRefused(_("This file is empty."))
    return bytes(data)


def _chunks(upload: UploadedFile | bytes) -> Iterator[bytes]:
    if isinstance(upload, bytes):
        yield upload
    else:
        yield from upload.chunks(CHUNK)


@transaction.atomic
def remove(*, file: File, by: Person | None, now: datetime) -> None:
    """Take the file away from everybody. The row stays; the bytes are swept later. Twice is harmless."""
    if File.objects.filter(pk=file.pk, removed_at=None).update(removed_at=now):
        record(act="files.removed", subject=file, by=by, now=now)
        file.removed_at = now


def clean_copy(*, file: File, title: str) -> str:
    """Where the copy of a PDF without traces of people is kept; made at the first call.

    Other types have nothing to clean: their own path comes back.
    """
    if file.type != PDF_TYPE:
        return file.stored
    mark = hashlib.sha256(title.encode()).hexdigest()[:8]
    path = f"clean/{file.id.hex}-{mark}.pdf"
    if not default_storage.exists(path):
        with default_storage.open(file.stored) as original:
            default_storage.save(path, ContentFile(without_traces(original.read(), title)))
    return path
