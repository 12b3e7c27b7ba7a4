"""Who may read a document: each kind names its guard, and whether its file is public."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.files.models import File
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Person
from tuntas.people.rules import may_operate

Guard = Callable[[Any, Document, datetime], bool]

_guards: dict[str, Guard] = {}
_public: set[str] = set()
_forgetful: set[str] = set()


def register(kind: str, guard: Guard, public: bool = False, forget: bool = False) -> None:
    """Say who may read documents of a kind; called from the owning room's `apps.py`.

    `guard(reader, document, now)`: the reader may be anonymous. `public`: whoever has the code may read
    the file itself from the verification page, as with a certificate. `forget`: once the file exists, what its
    template read is emptied, so that identity stands in the sealed file alone.
    """
    if _guards.get(kind, guard) is not guard:
        raise ValueError(f"two guards for documents of kind {kind}")
    _guards[kind] = guard
    if public:
        _public.add(kind)
    if forget:
        _forgetful.add(kind)


def forgets(kind: str) -> bool:
    """Documents of this kind keep their file only, not the data it was made from."""
    return kind in _forgetful


def is_public(document: Document) -> bool:
    """Its file may be read by anybody who has the code, as long as it is in force."""
    return document.kind in _public and document.status == Status.ISSUED


def has_expired(document: Document, now: datetime) -> bool:
    """It was not ended by anybody, but its last day lies behind."""
    last = document.valid_until
    return document.status == Status.ISSUED and last is not None and wib_date(now) > last


def may_read(reader: Any, document: Document, now: datetime) -> bool:
    """Public, or the guard of its kind says yes, or the reader issued it."""
    if is_public(document):
        return True
    if not reader.is_authenticated:
        return False
    guard = _guards.get(document.kind)
    return reader.pk == document.issued_by_id or bool(guard and guard(reader, document, now))


def may_read_file(reader: Any, file: File, now: datetime) -> bool:
    """The guard of the stored PDF: that of its document."""
    document = Document.objects.filter(file=file).first()
    return document is not None and may_read(reader, document, now)


def may_end(person: Person, document: Document, now: datetime) -> bool:
    """May revoke, replace or void by hand: whoever runs the installation for the province."""
    return may_operate(person, now)
