"""Issuing: the number is taken inside the act's own transaction, the file follows after it."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import models, transaction

from tuntas.documents.actions.pressing import press
from tuntas.documents.models import Document, Series
from tuntas.documents.press.code import new_code
from tuntas.documents.press.typeset import fingerprint
from tuntas.documents.rules import label_for
from tuntas.documents.terms import DEFAULT_PATTERN
from tuntas.journal.actions import record
from tuntas.journal.rules import subject_of
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Person


@transaction.atomic
def issue(
    *,
    series: str,
    kind: str,
    title: str,
    data: dict[str, Any],
    subject: models.Model | str,
    by: Person,
    now: datetime,
    holder: str = "",
    language: str = "id",
    pattern: str = DEFAULT_PATTERN,
    is_sample: bool = False,
    marks: dict[str, str] | None = None,
    valid_until: date | None = None,
    held: str = "",
) -> Document:
    """Take the next number of the series in this year (WIB) and reserve a document; its file is made after commit.

    Call it inside the transaction of the act that wants the paper: if that rolls back, the number was never
    taken. The row of the series stays locked until the commit, so numbers have no gaps and no doubles. The
    pattern of a series is settled by its first document of a year; `marks` are further words of it. `title` and
    `holder` are public. A document that is `held` is not pressed here: its room brings the file (`adopt`).
    """
    template = fingerprint(kind)  # a kind without a template must not take a number
    day = wib_date(now)
    counter = next_numbers(series=series, count=1, pattern=pattern, day=day)
    document = Document.objects.create(
        series=counter,
        number=counter.last,
        label=label_for(counter.pattern, number=counter.last, key=series, day=day, marks=marks),
        kind=kind,
        template=template,
        title=title[:200],
        holder=holder[:160],
        subject=subject if isinstance(subject, str) else subject_of(subject),
        data=data,
        language=language,
        token=new_code(),
        issued_at=now,
        issued_by=by,
        is_sample=is_sample,
        valid_until=valid_until,
        held=held,
    )
    record(
        act="documents.reserved",
        subject=document,
        by=by,
        now=now,
        data={"series": counter.pk, "number": counter.last, "kind": kind},
    )
    # What fails here is logged and made good by `press_pending`: the act itself has happened.
    if not held:
        transaction.on_commit(partial(press, document_id=document.pk, now=now), robust=True)
    return document


def next_numbers(*, series: str, count: int, pattern: str, day: date) -> Series:
    """Advance the series by `count` and keep its row locked until the commit; `last` is the last number taken."""
    counter: Series = Series.objects.select_for_update().get_or_create(
        key=series, year=day.year, defaults={"pattern": pattern}
    )[0]
    counter.last += count
    counter.save(update_fields=["last"])
    return counter
