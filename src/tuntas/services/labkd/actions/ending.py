"""Giving a number up, revoking a letter, issuing another in its place. Numbers are never given again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.casework.actions import move
from tuntas.documents import actions as documents
from tuntas.documents.terms import DocumentIssued, Status
from tuntas.journal.actions import record
from tuntas.people.models import Person
from tuntas.services.labkd.actions.asking import ask
from tuntas.services.labkd.actions.chain import locked
from tuntas.services.labkd.actions.preparing import content_of, kind_of
from tuntas.services.labkd.actions.refusals import NotYours, WrongInput
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.rules.access import LETTER, office_of
from tuntas.services.labkd.terms import Channel


def _leads(letter: Letter, by: Person, now: datetime) -> None:
    if not office_of(by, letter.case.place, now).leads:
        raise NotYours(_("Only the head and the secretary end letters of the village."))


@transaction.atomic
def give_up(*, letter: Letter, reason: str, by: Person, now: datetime, seen: int | None = None) -> Letter:
    """A letter that has a number and was never issued is void. The number stays taken, with the reason."""
    fresh = locked(letter)
    move(case=fresh.case, move="void", by=by, now=now, message=reason, seen=seen)
    if fresh.document is not None:
        documents.void(document=fresh.document, reason=reason, by=by, now=now)
    return fresh


@transaction.atomic
def revoke(*, letter: Letter, reason: str, by: Person, now: datetime) -> Letter:
    """An issued letter no longer holds; everybody who checks it reads why."""
    fresh = locked(letter)
    _leads(fresh, by, now)
    if fresh.document is None:
        raise WrongInput(_("The letter has no number yet."))
    documents.revoke(document=fresh.document, reason=reason, by=by, now=now)
    record(act="labkd.revoked", subject=fresh, by=by, now=now, data={"document": fresh.document.pk})
    return fresh


@transaction.atomic
def replace(*, letter: Letter, reason: str, by: Person, now: datetime) -> Letter:
    """Begin the letter that is to stand in this one's place. It goes the whole way; only then does this one end."""
    fresh = locked(letter)
    _leads(fresh, by, now)
    if fresh.document is None or fresh.document.status != Status.ISSUED:
        raise WrongInput(_("Only a letter that holds can be replaced."))
    if Letter.objects.filter(replaces=fresh).exists():
        raise WrongInput(_("Another letter is on its way in place of this one already."))
    if not reason.strip():
        raise WrongInput(_("Write the reason. Everybody who checks the document will read it."))
    content = content_of(fresh)
    return ask(
        place=fresh.case.place,
        kind=kind_of(fresh),
        channel=Channel.DESK,
        answers=content["answers"],
        by=by,
        now=now,
        resident=fresh.resident,
        replaces=fresh,
        reason=reason,
        language=fresh.language,
        is_sample=fresh.case.is_sample,
    )


def end_replaced(event: DocumentIssued) -> None:
    """Handler, wired by the lobby: once the new letter is issued, the one it stands in for is replaced by it."""
    new = (
        Letter.objects.filter(document_id=event.document_id, document__kind=LETTER)
        .exclude(replaces=None)
        .select_related("document", "replaces__document", "signed_by")
        .first()
    )
    if new is None or new.document is None or new.signed_by is None:
        return
    old = new.replaces.document if new.replaces else None
    if old is not None and old.status == Status.ISSUED:
        documents.succeed(
            document=old,
            by_document=new.document,
            reason=new.replace_reason,
            by=new.signed_by,
            now=new.signed_at or new.document.issued_at,
        )
