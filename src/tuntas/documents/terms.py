"""Words for documents."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.events import Event


class Status(TextChoices):
    """What the public verification page says of a document."""

    RESERVED = "reserved", _("Being made")
    ISSUED = "issued", _("Valid")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")
    VOID = "void", _("Void")


@dataclass(frozen=True)
class DocumentIssued(Event):
    """The file exists, is sealed and can be verified."""

    document_id: int


@dataclass(frozen=True)
class DocumentEnded(Event):
    """A document was revoked, replaced or made void."""

    document_id: int
    status: str


DEFAULT_PATTERN = "{number:03d}/{key}/{roman}/{year}"
PURPOSE = "documents.pdf"  # of the stored file; its guard is in rules/reading.py
