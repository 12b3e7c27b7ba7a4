"""Ending a document. Its number is never given again, and the reason is public."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.documents.actions.issuing import issue
from tuntas.documents.models import Document
from tuntas.documents.terms import DocumentEnded, Status
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.people.models import Person


class CannotEnd(Exception):
    """The document is not in a state to be ended so, or no reason was given; `str(error)` is for the person."""


def void(*, document: Document, reason: str, by: Person, now: datetime) -> Document:
    """Give up a document that was never issued. The number stays taken, with the reason."""
    return _end(document, {Status.RESERVED}, Status.VOID, reason, by, now)


def revoke(*, document: Document, reason: str, by: Person, now: datetime) -> Document:
    """Withdraw an issued document. Its file stays; the verification page says it no longer holds, and why."""
    return _end(document, {Status.ISSUED}, Status.REVOKED, reason, by, now)


@transaction.atomic
def replace(
    *,
    document: Document,
    data: dict[str, Any],
    reason: str,
    by: Person,
    now: datetime,
    title: str = "",
    holder: str = "",
) -> Document:
    """Issue a new document of the same series, kind and subject in place of this one; gives back the new one."""
    old = _end(document, {Status.ISSUED}, Status.REPLACED, reason, by, now)
    new = issue(
        series=old.series.key,
        kind=old.kind,
        title=title or old.title,
        data=data,
        subject=old.subject,
        by=by,
        now=now,
        holder=holder or old.holder,
        language=old.language,
        pattern=old.series.pattern,
        is_sample=old.is_sample,
    )
    Document.objects.filter(pk=old.pk).update(replaced_by=new)
    document.replaced_by = new
    return new


@transaction.atomic
def succeed(*, document: Document, by_document: Document, reason: str, by: Person, now: datetime) -> Document:
    """End an issued document because another, issued one holds in its place; its page leads there."""
    if by_document.status != Status.ISSUED:
        raise CannotEnd(_("What is to hold in its place has not been issued yet."))
    old = _end(document, {Status.ISSUED}, Status.REPLACED, reason, by, now)
    Document.objects.filter(pk=old.pk).update(replaced_by=by_document)
    document.replaced_by = by_document
    return old


@transaction.atomic
def _end(document: Document, from_: set[Status], to: Status, reason: str, by: Person, now: datetime) -> Document:
    if not reason.strip():
        raise CannotEnd(_("Write the reason. Everybody who checks the document will read it."))
    fresh = Document.objects.select_for_update().get(pk=document.pk)
    if fresh.status not in from_:
        raise CannotEnd(_("This document is already: %(status)s.") % {"status": fresh.get_status_display()})
    fresh.status, fresh.reason, fresh.revoked_at = to, reason.strip()[:400], now
    fresh.save(update_fields=["status", "reason", "revoked_at"])
    record(act=f"documents.{to.value}", subject=fresh, by=by, now=now, data={"number": fresh.number})
    publish(DocumentEnded(fresh.pk, to.value))
    document.status, document.reason, document.revoked_at = fresh.status, fresh.reason, fresh.revoked_at
    return fresh
