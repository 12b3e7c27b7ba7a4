"""Who reads the papers and files of a copy."""

from datetime import datetime
from typing import Any

from tuntas.documents.models import Document
from tuntas.files.models import File
from tuntas.replication.models import Replication
from tuntas.replication.rules.parts import parts_of

FILE = "replication.file"
AGREEMENT = "replication.agreement"
CERTIFICATE = "replication.certificate"
PREFIX = "replication.replication:"


def _copy(subject: str) -> Replication | None:
    number = subject.removeprefix(PREFIX)
    if subject == number or not number.isdigit():
        return None
    found = Replication.objects.select_related("case", "adopter", "innovation__owner")
    return found.filter(pk=int(number)).first()


def may_read_file(reader: Any, file: File, now: datetime) -> bool:
    """Both sides and the province."""
    copy = _copy(file.subject)
    return copy is not None and bool(parts_of(copy, reader, now))


def may_read_paper(reader: Any, document: Document, now: datetime) -> bool:
    """Both sides and the province."""
    copy = _copy(document.subject)
    return copy is not None and bool(parts_of(copy, reader, now))
