"""An electronic signature made elsewhere: requested → returned → verified → issued. Nothing unverified is issued."""

import hashlib
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from tuntas.casework.actions import move
from tuntas.documents.actions import adopt, unsigned
from tuntas.documents.terms import Status
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.services.labkd.actions.chain import locked, numbered
from tuntas.services.labkd.actions.refusals import LetterRefused, WrongInput
from tuntas.services.labkd.models import Letter, Post, SignatureRequest
from tuntas.services.labkd.queries.signing import OPEN, signatures_due
from tuntas.services.labkd.signing import (
    RemoteSigner,
    Sent,
    Signatory,
    SignatureVerdict,
    SignerRefused,
    SignerUnreachable,
    check_signature,
)
from tuntas.services.labkd.signing.bridge import Bridge
from tuntas.services.labkd.signing.rehearsal import Rehearsal
from tuntas.services.labkd.terms import LetterIssued, LetterStage, SignatureFailed, SignatureState

PATIENCE = timedelta(hours=24)  # from the request until it lapses
UNSENT = timedelta(minutes=5)
# Between two questions; the last repeats.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (15, 60, 300, 900, 3600))


class SignatureRefused(LetterRefused):
    """The signing service said no, or could not be reached; the letter stays where it was."""


def provider() -> RemoteSigner:
    """The signer of the installation: the bridge where one is set, else the test signer (UJI)."""
    return _provider(Path(settings.KEYS_ROOT), tuple(settings.LETTER_SIGNER))


@lru_cache(maxsize=4)
def _provider(keys: Path, words: tuple[str, ...]) -> RemoteSigner:
    """`words` is empty, (address, token, file of authorities), or (dotted name of a class, its arguments …)."""
    if not words:
        return Rehearsal(keys / "uji")
    if words[0].startswith(("http://", "https://")):
        return Bridge(words[0], words[1], Path(words[2]))
    made: RemoteSigner = import_string(words[0])(*words[1:])
    return made


def request_signature(
    *, letter: Letter, secret: str, by: Person, now: datetime, seen: int | None = None
) -> SignatureRequest:
    """Take the number and ask the signing service. `secret` is the signer's passphrase: used at once, kept nowhere.

    The number, once taken, stays with the letter through every try. Raises `SignatureRefused` when the service says no.
    """
    signer = provider()
    made = _opened(letter, signer, by, now, seen)
    data = unsigned(made.document)
    sent = Sent.of(data)
    try:
        who = Signatory(made.signer_key, made.signer_name)
        ticket = signer.send(data, who=who, secret=secret, note=made.document.label)
    except (SignerRefused, SignerUnreachable) as error:
        _end(made, SignatureState.REFUSED, str(error)[:60], now)
        if isinstance(error, SignerRefused):
            raise SignatureRefused(
                _("The signing service refused. Check the passphrase and ask again; the number stays.")
            ) from error
        raise SignatureRefused(_("The signing service does not answer. Ask again later; the number stays.")) from error
    made.ticket, made.sent_length, made.sent_sha256 = ticket, sent.length, sent.sha256
    made.save(update_fields=["ticket", "sent_length", "sent_sha256"])
    return collect(request=made, now=now)


@transaction.atomic
def _opened(letter: Letter, signer: RemoteSigner, by: Person, now: datetime, seen: int | None) -> SignatureRequest:
    fresh = numbered(letter, by, now, method="test" if signer.is_test else "remote")
    move(case=fresh.case, move="send", by=by, now=now, seen=seen)
    assert fresh.document is not None and fresh.signer is not None
    post = Post.objects.get(letters_signed=fresh)
    if not post.certificate and not signer.is_test:
        raise WrongInput(_("The post has no certificate number yet: enter it where the posts stand."))
    made = SignatureRequest.objects.create(
        letter=fresh,
        document=fresh.document,
        provider=f"{type(signer).__module__}.{type(signer).__qualname__}",
        is_test=signer.is_test,
        signer_key=post.certificate or f"UJI-{post.pk}",
        signer_name=post.name,
        requested_by=by,
        requested_at=now,
    )
    record(act="labkd.signature_requested", subject=made, by=by, now=now, data={"letter": fresh.pk})
    return made


def collect(*, request: SignatureRequest, now: datetime) -> SignatureRequest:
    """Ask for a signature on its way; check what comes back and issue the letter only if it holds."""
    if request.state not in OPEN:
        return request
    signer = provider()
    try:
        returned = signer.fetch(request.ticket) if request.ticket else None
    except SignerRefused as error:
        return _end(request, SignatureState.REFUSED, str(error)[:60], now)
    except SignerUnreachable as error:
        return _later(request, str(error)[:60], now)
    if returned is None:
        return _later(request, "", now)
    return take(request=request, returned=returned, roots=signer.roots(), now=now)


def take(*, request: SignatureRequest, returned: bytes, roots: list[bytes], now: datetime) -> SignatureRequest:
    """What came back: looked at, and issued when it holds. Twice the same changes nothing."""
    arrived = {"state": SignatureState.RETURNED, "returned_at": now}
    arrived["returned_sha256"] = hashlib.sha256(returned).hexdigest()
    if not SignatureRequest.objects.filter(pk=request.pk, state__in=OPEN).update(**arrived):
        return SignatureRequest.objects.get(pk=request.pk)
    request.refresh_from_db(fields=list(arrived))
    verdict = check_signature(
        returned,
        sent=Sent(request.sent_length, request.sent_sha256),
        who=Signatory(request.signer_key, request.signer_name),
        roots=roots,
        moment=now,
    )
    if verdict is not SignatureVerdict.VERIFIED:
        return _end(request, SignatureState.REJECTED, verdict.value, now)
    with transaction.atomic():
        fresh = SignatureRequest.objects.select_for_update().get(pk=request.pk)
        if fresh.state not in OPEN:
            return fresh
        fresh.state, fresh.verified_at, fresh.detail = SignatureState.VERIFIED, now, verdict.value
        fresh.save(update_fields=["state", "verified_at", "detail"])
        letter = locked(fresh.letter)
        assert letter.document is not None
        issued = adopt(document=letter.document, data=returned, now=now)
        move(case=letter.case, move="signed", by=fresh.requested_by, now=now)
        assert issued.status == Status.ISSUED
        fresh.state, fresh.issued_at = SignatureState.ISSUED, now
        fresh.save(update_fields=["state", "issued_at"])
        record(act="labkd.signature_verified", subject=fresh, by=None, now=now, data={"letter": letter.pk})
        publish(LetterIssued(letter.pk))
    return fresh


def collect_due(now: datetime) -> int:
    """Ask for every signature that is due; how many letters were issued. For the timer."""
    done = 0
    for request in signatures_due(now):
        done += collect(request=request, now=now).state == SignatureState.ISSUED
    return done


def _later(request: SignatureRequest, detail: str, now: datetime) -> SignatureRequest:
    """Not yet: ask again after a while, but not for ever."""
    patience = PATIENCE if request.ticket else UNSENT  # without a ticket it never arrived there
    if now - request.requested_at >= patience:
        return _end(request, SignatureState.LAPSED, detail, now)
    request.next_at = now + WAITS[min(request.tries, len(WAITS) - 1)]
    request.tries, request.detail = request.tries + 1, detail
    request.save(update_fields=["next_at", "tries", "detail"])
    return request


@transaction.atomic
def _end(request: SignatureRequest, state: SignatureState, detail: str, now: datetime) -> SignatureRequest:
    """It came to nothing: the letter goes back to its signer, with its number."""
    fresh = SignatureRequest.objects.select_for_update().get(pk=request.pk)
    if fresh.state not in OPEN:
        return fresh
    fresh.state, fresh.detail, fresh.ended_at = state, detail, now
    fresh.save(update_fields=["state", "detail", "ended_at"])
    letter = locked(fresh.letter)
    if letter.case.stage == LetterStage.SIGNATURE:
        move(case=letter.case, move="resign", by=fresh.requested_by, now=now, note=str(state.label))
    record(act=f"labkd.signature_{state.value}", subject=fresh, by=None, now=now, data={"detail": detail})
    publish(SignatureFailed(fresh.pk))
    for field in ("state", "detail", "ended_at"):
        setattr(request, field, getattr(fresh, field))
    return fresh
