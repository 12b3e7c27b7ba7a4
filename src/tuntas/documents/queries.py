"""Questions about documents."""

import hashlib
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from tuntas.documents.models import Document
from tuntas.documents.press.code import normal
from tuntas.documents.press.seal import LocalSealer, Verdict
from tuntas.journal.rules import subject_of


def documents_of(subject: models.Model | str, kind: str = "") -> QuerySet[Document]:
    """The documents of a thing, newest first, with series and file at hand."""
    found = Document.objects.filter(subject=subject_of(subject)).select_related("series", "file")
    return (found.filter(kind=kind) if kind else found).order_by("-issued_at", "-pk")


def _whole() -> QuerySet[Document]:
    return Document.objects.select_related("file", "series", "replaced_by", "replaces")


def by_code(typed: str) -> Document | None:
    """The document of a code as somebody typed it, or None."""
    code = normal(typed)
    if not code:
        return None
    return _whole().filter(token=code).first()


@dataclass(frozen=True)
class Examined:
    """What looking at a file shows. `document` is set only when the file is, byte for byte, the one issued."""

    verdict: Verdict
    sha256: str
    document: Document | None


def examine(data: bytes, sealer: LocalSealer) -> Examined:
    """Compare a file with what was issued, by its hash, and look at its seal."""
    digest = hashlib.sha256(data).hexdigest()
    found = _whole().filter(file__sha256=digest).first()
    return Examined(sealer.verify(data), digest, found)
