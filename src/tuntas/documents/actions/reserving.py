"""Numbers taken in advance, for an office that writes on paper while it has no connection."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.documents.actions.ending import CannotEnd
from tuntas.documents.actions.issuing import next_numbers
from tuntas.documents.actions.pressing import press
from tuntas.documents.models import Document
from tuntas.documents.press.code import new_code
from tuntas.documents.press.typeset import fingerprint
from tuntas.documents.rules import label_for
from tuntas.documents.terms import Status
from tuntas.journal.actions import record
from tuntas.kernel.clock import WIB, wib_date
from tuntas.people.models import Person

BLOCK = "documents.block"  # what holds a number that stands in a block


@transaction.atomic
def reserve(
    *,
    series: str,
    kind: str,
    title: str,
    count: int,
    subject: str,
    by: Person,
    now: datetime,
    pattern: str,
    marks: dict[str, str] | None = None,
    is_sample: bool = False,
) -> list[Document]:
    """Take the next `count` numbers at once. Each is a document that waits to be filled in or given up (`void`)."""
    template, day = fingerprint(kind), wib_date(now)
    counter = next_numbers(series=series, count=count, pattern=pattern, day=day)
    numbers = range(counter.last - count + 1, counter.last + 1)
    taken = [
        Document(
            series=counter,
            number=number,
            label=label_for(counter.pattern, number=number, key=series, day=day, marks=marks),
            kind=kind,
            template=template,
            title=title[:200],
            subject=subject,
            token=new_code(),
            issued_at=now,
            issued_by=by,
            is_sample=is_sample,
            held=BLOCK,
        )
        for number in numbers
    ]
    Document.objects.bulk_create(taken)
    data = {"series": counter.pk, "first": numbers[0], "last": numbers[-1], "kind": kind}
    record(act="documents.block_reserved", subject=subject, by=by, now=now, data=data)
    return list(Document.objects.filter(series=counter, number__in=numbers).order_by("number"))


@transaction.atomic
def fill(
    *,
    document: Document,
    title: str,
    data: dict[str, Any],
    subject: str,
    holder: str,
    day: date,
    by: Person,
    now: datetime,
    marks: dict[str, str] | None = None,
    valid_until: date | None = None,
) -> Document:
    """Say what was written on paper under a number of a block, on `day`; its sealed copy follows after the commit.

    Raises `CannotEnd` when the number was used or given up before.
    """
    fresh = Document.objects.select_for_update().select_related("series").get(pk=document.pk)
    if fresh.status != Status.RESERVED or fresh.held != BLOCK:
        raise CannotEnd(_("This number has been used or given up before."))
    fresh.title, fresh.holder, fresh.data, fresh.subject = title[:200], holder[:160], data, subject
    fresh.label = label_for(fresh.series.pattern, number=fresh.number, key=fresh.series.key, day=day, marks=marks)
    fresh.valid_until, fresh.held = valid_until, ""
    fresh.issued_at = datetime.combine(day, time(12), WIB)  # the hour is not known
    fresh.save(update_fields=["title", "holder", "data", "subject", "label", "valid_until", "held", "issued_at"])
    record(act="documents.filled_in", subject=fresh, by=by, now=now, data={"number": fresh.number})
    pk = fresh.pk
    transaction.on_commit(lambda: press(document_id=pk, now=now), robust=True)
    return fresh
