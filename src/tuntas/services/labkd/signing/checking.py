"""Is what came back the letter we sent, signed by whom we asked, and nothing else?"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tuntas.documents.press.seal import apart, covers_all
from tuntas.services.labkd.signing.signer import Signatory


class SignatureVerdict(Enum):
    """What checking a returned file shows. Only `VERIFIED` may be issued."""

    VERIFIED = "verified"
    WRONG_DOCUMENT = "wrong_document"  # not the letter that was sent
    UNSIGNED = "unsigned"
    TAMPERED = "tampered"  # signed, but changed afterwards, or signed more than once
    WRONG_SIGNER = "wrong_signer"  # intact, by somebody else
    EXPIRED = "expired"  # the certificate does not hold at this moment
    UNTRUSTED = "untrusted"  # no authority we believe has vouched for the signer


@dataclass(frozen=True)
class Sent:
    """What was sent: length in bytes and SHA-256 (hex)."""

    length: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> "Sent":
        return cls(len(data), hashlib.sha256(data).hexdigest())


def check_signature(
    returned: bytes, *, sent: Sent, who: Signatory, roots: Sequence[bytes], moment: datetime
) -> SignatureVerdict:
    """The verdict; never raises. A signature is added behind a PDF, so what was sent must be its beginning."""
    if hashlib.sha256(returned[: sent.length]).hexdigest() != sent.sha256:
        return SignatureVerdict.WRONG_DOCUMENT
    try:
        found = PdfFileReader(BytesIO(returned), strict=False).embedded_signatures
        if not found:
            return SignatureVerdict.UNSIGNED
        if len(found) > 1 or not covers_all(found[0].pkcs7_content, returned, found[0].byte_range):
            return SignatureVerdict.TAMPERED
        return _verdict(found[0], who, roots, moment)
    except Exception:  # whatever a broken file does to the reader, it is not a signature we can stand for
        return SignatureVerdict.TAMPERED


def _verdict(signature: Any, who: Signatory, roots: Sequence[bytes], moment: datetime) -> SignatureVerdict:
    certificate = signature.signer_cert
    authorities = [x509.Certificate.load(root) for root in roots]
    context: Any = ValidationContext(trust_roots=authorities, allow_fetching=False, moment=moment)
    status = apart(lambda: validate_pdf_signature(signature, context))
    if not (status.intact and status.valid):
        return SignatureVerdict.TAMPERED
    if not who.key or certificate.subject.native.get("serial_number") != who.key:
        return SignatureVerdict.WRONG_SIGNER
    validity = certificate["tbs_certificate"]["validity"]
    if not validity["not_before"].native <= moment <= validity["not_after"].native:
        return SignatureVerdict.EXPIRED
    return SignatureVerdict.VERIFIED if status.bottom_line else SignatureVerdict.UNTRUSTED
