"""Adding to the record. `subject_of` is offered here too, for those who record."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from tuntas.journal.models import Head, Line
from tuntas.journal.rules import chain, plain, subject_of
from tuntas.people.models import Person

__all__ = ["record", "subject_of"]


def record(
    *,
    act: str,
    subject: models.Model | str,
    by: Person | None,
    now: datetime,
    data: dict[str, Any] | None = None,
) -> Line:
    """Add one line. Call it inside the transaction that does the act, so both happen or neither.

    `data` must be JSON and must not hold identity data (names, NIK, phone): ids only.
    """
    assert transaction.get_connection().in_atomic_block, "record() belongs inside the act's transaction"
    head = Head.objects.select_for_update().get_or_create(pk=1)[0]
    named = subject_of(subject)
    number, actor_id, data = head.number + 1, by.pk if by else None, plain(data or {})
    made = chain(number=number, at=now, actor_id=actor_id, act=act, subject=named, data=data, previous=head.hash)
    line = Line.objects.create(
        number=number,
        at=now,
        actor_id=actor_id,
        act=act,
        subject=named,
        data=data,
        previous=head.hash,
        hash=made,
    )
    Head.objects.filter(pk=1).update(number=number, hash=made)
    return line
