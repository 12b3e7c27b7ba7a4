"""Who prepares and grants special awards, and who knows of them."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from tuntas.documents.models import Document
from tuntas.files.rules.guards import Reader
from tuntas.forum.models import Honour
from tuntas.people.models import Person
from tuntas.people.rules import may_operate

CERTIFICATE = "forum.honour"  # the kind of document
RESERVED = frozenset({"baru"})


def may_award(reader: Reader, now: datetime) -> bool:
    """Prepares, grants and takes back: whoever runs the competition or the installation for the province."""
    return isinstance(reader, Person) and may_operate(reader, now)


def may_see_honour(reader: Reader, honour: Honour, now: datetime) -> bool:
    """Everybody once it is granted; until then nobody but those who prepare it."""
    return honour.granted_at is not None or may_award(reader, now)


def is_granted() -> Q:
    """Awards everybody may read."""
    return Q(granted_at__isnull=False)


def certificate_guard(reader: Any, document: Document, now: datetime) -> bool:
    """The certificate is public while it is in force; afterwards those who grant awards still read it."""
    return may_award(reader, now)
