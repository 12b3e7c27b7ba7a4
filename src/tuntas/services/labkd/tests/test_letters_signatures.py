"""Electronic signatures: only what verifies is issued; a number is kept through every try."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from tuntas.casework.actions import AlreadyMoved
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.files.queries import content_of
from tuntas.services.labkd.actions import ending
from tuntas.services.labkd.actions.electronic import (
    PATIENCE,
    SignatureRefused,
    collect,
    collect_due,
    provider,
    request_signature,
    take,
)
from tuntas.services.labkd.models import Letter, SignatureRequest
from tuntas.services.labkd.signing import Sent, Signatory, SignatureVerdict, SignerUnreachable, check_signature
from tuntas.services.labkd.signing.rehearsal import Rehearsal
from tuntas.services.labkd.terms import LetterStage, SignatureState

PDF_WHO = Signatory("UJI-1", "Warto Contoh")


@pytest.fixture
def letter(office, neighbours):
    return office.checked(neighbours["Siti"])


class Silent(Rehearsal):
    """A service that takes everything and never answers, or not in time."""

    def fetch(self, ticket):
        raise SignerUnreachable("timeout")


class Slow(Rehearsal):
    """A service that is not ready yet."""

    def fetch(self, ticket):
        return None


def use(settings, kind, tmp_path):
    settings.LETTER_SIGNER = [f"{__name__}.{kind}", tmp_path]


@pytest.mark.django_db
def test_requested_returned_verified_issued(letter, office, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        found = request_signature(letter=letter, secret="uji", by=office.head, now=now)
    assert found.state == SignatureState.ISSUED and found.is_test
    assert found.requested_at == found.returned_at == found.verified_at == found.issued_at == now
    document = Document.objects.select_related("file").get()
    assert document.status == Status.ISSUED and document.data == {}
    assert Letter.objects.get().case.stage == LetterStage.ISSUED
    data = content_of(document.file)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    assert "UJI" in text and len(data) > found.sent_length


@pytest.mark.django_db
def test_a_wrong_passphrase_issues_nothing_and_keeps_the_number(letter, office, now):
    with pytest.raises(SignatureRefused):
        request_signature(letter=letter, secret="salah", by=office.head, now=now)
    fresh = Letter.objects.select_related("document", "case").get()
    assert fresh.case.stage == LetterStage.SIGNING and fresh.document.status == Status.RESERVED
    found = request_signature(letter=fresh, secret="uji", by=office.head, now=now)
    assert found.state == SignatureState.ISSUED and Document.objects.get().number == 1
    assert [one.state for one in SignatureRequest.objects.order_by("pk")] == ["refused", "issued"]


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["wrong_document", "tampered", "wrong_signer", "expired", "untrusted", "unsigned"])
def test_what_does_not_verify_issues_nothing(what, letter, office, now, settings, tmp_path):
    use(settings, "Slow", tmp_path / "uji")
    request = request_signature(letter=letter, secret="uji", by=office.head, now=now)
    assert request.state == SignatureState.REQUESTED
    signer = provider()
    good = (tmp_path / "uji" / f"{request.ticket}.pdf").read_bytes()
    plain, who = good[: request.sent_length], Signatory(request.signer_key, request.signer_name)
    old = Rehearsal(tmp_path / "uji", until=datetime(2021, 1, 1, tzinfo=UTC))
    returned = {
        "wrong_document": good.replace(b"%PDF-1.7", b"%PDF-1.4", 1),
        "tampered": good[:-20] + b"\n% more\n" + good[-20:],
        "wrong_signer": signer.sign(plain, Signatory("UJI-99", "Orang Lain")),
        "expired": old.sign(plain, who),
        "untrusted": Rehearsal(tmp_path / "strangers").sign(plain, who),
        "unsigned": plain,
    }[what]
    found = take(request=request, returned=returned, roots=signer.roots(), now=now)
    assert (found.state, found.detail) == (SignatureState.REJECTED, what)
    fresh = Letter.objects.select_related("document", "case").get()
    assert fresh.document.status == Status.RESERVED and fresh.document.file is None
    assert fresh.case.stage == LetterStage.SIGNING
    again = take(request=found, returned=good, roots=signer.roots(), now=now)
    assert again.state == SignatureState.REJECTED, "what was rejected is not taken up again"


@pytest.mark.django_db
def test_a_service_without_an_answer_is_asked_again_and_lapses(letter, office, now, settings, tmp_path):
    use(settings, "Silent", tmp_path / "uji")
    request = request_signature(letter=letter, secret="uji", by=office.head, now=now)
    assert (request.state, request.tries, request.next_at) == ("requested", 1, now + timedelta(seconds=15))
    assert collect_due(now) == 0 and SignatureRequest.objects.get().tries == 1, "not before its time"
    assert collect_due(now + timedelta(seconds=15)) == 0 and SignatureRequest.objects.get().tries == 2
    use(settings, "Rehearsal", tmp_path / "uji")
    settings.LETTER_SIGNER = ["tuntas.services.labkd.signing.rehearsal.Rehearsal", tmp_path / "uji"]
    assert collect_due(now + timedelta(hours=1)) == 1
    assert Document.objects.get().status == Status.ISSUED


@pytest.mark.django_db
def test_after_a_day_it_lapses_and_the_number_can_be_given_up(letter, office, now, settings, tmp_path):
    use(settings, "Slow", tmp_path / "uji")
    request = request_signature(letter=letter, secret="uji", by=office.head, now=now)
    with pytest.raises(AlreadyMoved):
        request_signature(letter=letter, secret="uji", by=office.head, now=now)
    assert collect(request=request, now=now + PATIENCE).state == SignatureState.LAPSED
    ending.give_up(letter=Letter.objects.get(), reason="Layanan tanda tangan mati", by=office.head, now=now)
    document = Document.objects.get()
    assert (document.status, document.number) == (Status.VOID, 1)
    assert Letter.objects.get().case.stage == LetterStage.VOID


def test_the_signature_of_nobody_in_particular_is_nobodys(tmp_path):
    plain = b"%PDF-1.7 nothing"
    verdict = check_signature(
        plain, sent=Sent.of(plain), who=PDF_WHO, roots=[], moment=datetime(2021, 10, 4, tzinfo=UTC)
    )
    assert verdict in (SignatureVerdict.TAMPERED, SignatureVerdict.UNSIGNED)
