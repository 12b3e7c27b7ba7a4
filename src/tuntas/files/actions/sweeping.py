"""Sweeping away bytes nobody owns any more."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from tuntas.files.models import File

KEEP_REMOVED = timedelta(days=30)
KEEP_UNOWNED = timedelta(days=1)
COPIES = ("clean", "small")  # folders of copies made from a file: PDFs without traces, pictures in smaller sizes


def sweep(*, now: datetime) -> int:
    """Delete the bytes of files removed more than 30 days ago, and bytes without a row older than a day.

    Returns how many were deleted. Rows stay, so that the journal's subjects can still be named.
    """
    owned = set(File.objects.exclude(removed_at__lt=now - KEEP_REMOVED).values_list("stored", flat=True))
    present = File.objects.filter(removed_at=None).values_list("pk", flat=True)
    cleaned = {f"{folder}/{pk.hex}" for pk in present for folder in COPIES}
    gone = 0
    for path in _all_paths(""):
        kept = path.rsplit("-", 1)[0] in cleaned if path.startswith(COPIES) else path in owned
        if not kept and default_storage.get_modified_time(path) < now - KEEP_UNOWNED:
            default_storage.delete(path)
            gone += 1
    return gone


def _all_paths(folder: str) -> Iterator[str]:
    if folder and not default_storage.exists(folder):
        return
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from _all_paths(f"{folder}{name}/")
