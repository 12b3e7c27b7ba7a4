"""Questions about files."""

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.urls import reverse

from tuntas.files.models import File


def address(file: File) -> str:
    """Where the file can be read by those who may."""
    return reverse("files:serve", args=[file.pk])


def files_of(subject: str, purpose: str = "") -> QuerySet[File]:
    """The files of a thing (`room.thing:id`) that are not removed, oldest first."""
    found = File.objects.filter(subject=subject, removed_at=None).order_by("added_at", "pk")
    return found.filter(purpose=purpose) if purpose else found


def content_of(file: File) -> bytes:
    """The bytes of a file; for sheets and other small ones that are read whole."""
    with default_storage.open(file.stored, "rb") as stream:
        return stream.read()
