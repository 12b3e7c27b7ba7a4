"""Guards: each purpose of a file names who may read it, and under which name."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from tuntas.files.models import File
from tuntas.people.models import Person

Reader = Person | AnonymousUser
Guard = Callable[[Any, File, datetime], bool]
Disguise = Callable[[Any, File, datetime], str | None]

_guards: dict[str, tuple[Guard, Disguise | None]] = {}


def register(purpose: str, guard: Guard, disguise: Disguise | None = None) -> None:
    """Say who may read files of a purpose; called from the owning room's `apps.py`.

    `guard(reader, file, now)` is asked on every reading; the reader may be anonymous. `disguise(reader,
    file, now)` gives a neutral name without ending (such as `bukti-2`) to a reader who must not learn
    names: what is served then has neither its own name nor any hidden data about people.
    """
    if _guards.get(purpose, (guard, disguise)) != (guard, disguise):
        raise ValueError(f"two guards for files of purpose {purpose}")
    _guards[purpose] = (guard, disguise)


def may_read(reader: Reader, file: File, now: datetime) -> bool:
    """The guard of the file's purpose says yes; without a guard nobody may."""
    if file.removed_at is not None or file.purpose not in _guards:
        return False
    return _guards[file.purpose][0](reader, file, now)


def disguised(reader: Reader, file: File, now: datetime) -> str | None:
    """The neutral name this reader must see instead of the file's own, or None."""
    disguise = _guards[file.purpose][1] if file.purpose in _guards else None
    return disguise(reader, file, now) if disguise else None
