"""Words for files: what may be uploaded, how large."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """A kind of upload: which contents (by magic bytes, never by name) and how large."""

    key: str
    types: frozenset[str]
    limit: int  # bytes
    label: str  # what people read: "PDF", "JPG or PNG"


class UploadRefused(Exception):
    """The file is empty, too large, or not what it says; `str(error)` tells the person what to do."""
