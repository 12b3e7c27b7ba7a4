"""Questions about files."""

from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.urls import reverse

from tuntas.files.models import File
from tuntas.files.rules.pictures import widths_for


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


@dataclass(frozen=True)
class Sources:
    """What a `<picture>` needs: `srcset` of AVIF and WebP, one address for everybody else, and the true size."""

    avif: str
    webp: str
    src: str
    width: int
    height: int


def sources_of(file: File, width: int, height: int) -> Sources:
    """Addresses of the smaller copies of a picture that is `width` × `height` pixels."""
    sizes = widths_for(width)

    def at(one: int, form: str) -> str:
        return reverse("files:picture", args=[file.pk, one, form])

    avif, webp = (", ".join(f"{at(one, form)} {one}w" for one in sizes) for form in ("avif", "webp"))
    return Sources(avif, webp, at(sizes[min(1, len(sizes) - 1)], "webp"), width, height)
