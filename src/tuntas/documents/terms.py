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
