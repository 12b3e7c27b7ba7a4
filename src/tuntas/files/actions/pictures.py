"""Smaller copies of pictures, made once and kept beside them."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tuntas.files.models import File
from tuntas.files.rules.pictures import FORMS, shrunk, widths_for


def picture_copy(*, file: File, width: int, form: str) -> str:
    """Where the copy of a picture at that width and in that form ("avif", "webp") is kept; made at the first call."""
    path = f"small/{file.pk.hex}-{width}.{form}"
    if not default_storage.exists(path):
        with default_storage.open(file.stored) as original:
            default_storage.save(path, ContentFile(shrunk(original.read(), width, form)))
    return path


def make_copies(*, file: File, width: int) -> None:
    """All copies of a picture `width` pixels wide, so that no reader waits for them (about a second)."""
    for one in widths_for(width):
        for form in FORMS:
            picture_copy(file=file, width=one, form=form)
