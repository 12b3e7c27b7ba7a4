"""Pressing: typeset, seal, check, keep. May be interrupted anywhere and repeated any number of times."""

import logging
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats, translation

from tuntas.documents.models import Document
from tuntas.documents.press.code import grouped, qr
from tuntas.documents.press.seal import LocalSealer, Verdict
from tuntas.documents.press.typeset import fingerprint, typeset
from tuntas.documents.rules import forgets
from tuntas.documents.terms import PURPOSE, DocumentIssued, Status
from tuntas.files.actions import store
from tuntas.files.terms import PDF
from tuntas.journal.actions import record
from tuntas.journal.rules import subject_of
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish

log = logging.getLogger(__name__)


class PressFailed(Exception):
    """The seal just made does not hold: nothing was issued, the number stays reserved."""


def sealer() -> LocalSealer:
    """The seal of this installation."""
    return _sealer_in(Path(settings.KEYS_ROOT))


@cache
def _sealer_in(folder: Path) -> LocalSealer:
    return LocalSealer(folder)


def press(*, document_id: int, now: datetime) -> Document:
    """Make the file of a reserved document and issue it; of any other, give it back as it is.

    The work is done outside a transaction; of two presses at once, one's file counts and the other's is swept.
    """
    document = Document.objects.select_related("series").get(pk=document_id)
    if document.status != Status.RESERVED or document.held:
        return document
    template = fingerprint(document.kind)
    data = sealer().seal(unsigned(document), reason=document.label)
    if sealer().verify(data) is not Verdict.OURS:
        raise PressFailed(document.label)
    return _keep(document, data, template, now)


def adopt(*, document: Document, data: bytes, now: datetime) -> Document:
    """Issue a document that was held with the file its room brings, a PDF signed elsewhere.

    The room has checked the signature before. That the file is this document is checked here again: a signature
    is added behind what was typeset, so the file must begin with it, byte for byte. Raises `PressFailed`.
    """
    if not data.startswith(unsigned(document)):
        raise PressFailed(document.label)
    return _keep(document, data, fingerprint(document.kind), now)


def _keep(document: Document, data: bytes, template: str, now: datetime) -> Document:
    """Store the file and issue the document, unless another process was first."""
    with transaction.atomic():
        fresh = Document.objects.select_for_update().get(pk=document.pk)
        if fresh.status != Status.RESERVED:
            return fresh
        fresh.file = store(
            upload=data,
            name=f"{fresh.title} {fresh.label.replace('/', '-')}.pdf",
            kind=PDF(30),
            purpose=PURPOSE,
            subject=subject_of(fresh),
            by=None,
            now=now,
        )
        fresh.template, fresh.status, fresh.held = template, Status.ISSUED, ""
        if forgets(fresh.kind):
            fresh.data = {}
        fresh.save(update_fields=["file", "template", "status", "held", "data"])
        record(act="documents.issued", subject=fresh, by=None, now=now, data={"sha256": fresh.file.sha256})
        publish(DocumentIssued(fresh.pk))
    return fresh


def press_pending(now: datetime) -> int:
    """Finish every document whose making was interrupted; how many were finished. One that fails stays reserved."""
    done = 0
    waiting = Document.objects.filter(status=Status.RESERVED, held="").order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        try:
            press(document_id=pk, now=now)
            done += 1
        except Exception:
            log.exception("document %s could not be pressed", pk)
    return done


def unsigned(document: Document) -> bytes:
    """The document as it is typeset, before anybody seals or signs it; the same bytes every time."""
    address = verification_address(document)
    return typeset(
        kind=document.kind,
        frame=frame_of(document, address),
        data=document.data,
        qr=qr(address),
        moment=document.issued_at,
    )


def verification_address(document: Document) -> str:
    """Where anybody can check the document; this is what its QR code holds."""
    return settings.PUBLIC_ADDRESS + reverse("documents:check", args=[document.token])


def frame_of(document: Document, address: str) -> dict[str, Any]:
    """What the base template prints around every document."""
    with translation.override(document.language):
        day = formats.date_format(wib_date(document.issued_at), "j F Y")
    return {
        "title": document.title,
        "label": document.label,
        "kind": document.kind,
        "holder": document.holder,
        "date": day,
        "language": document.language,
        "code": grouped(document.token),
        "address": address,
        "is_sample": document.is_sample,
    }
