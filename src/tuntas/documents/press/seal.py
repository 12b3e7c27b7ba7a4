"""The seal: a PAdES signature by the installation's own P-256 key. It shows that a file is ours and unchanged.

It is a system seal, not a person's qualified signature. `Sealer` is the place where a remote signer
(the national certificate authority signs remotely) can stand instead: anything that turns a PDF into a signed PDF.
"""

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, TypeVar

from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tuntas.documents.press.mould import MARKER, Mould

T = TypeVar("T")

FIELD = "Seal"
ROOM = 2048  # hex digits left for the signature; with its certificate it takes three quarters of them
# A seal is checked against our own record, so its certificate outlives the papers.
VALID_FROM, VALID_UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)
# What strangers hand in to be checked may be broken in any way; that is no trouble worth a log line.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class Verdict(Enum):
    """What looking at the seal of a file shows."""

    OURS = "ours"  # our seal, and not a byte has changed since
    CHANGED = "changed"  # sealed, but changed afterwards
    FOREIGN = "foreign"  # intact, but sealed by somebody else
    UNSEALED = "unsealed"  # a PDF without a seal
    UNREADABLE = "unreadable"  # not a PDF we can read


class Sealer(Protocol):
    """Whoever can seal: our key here, or a remote signing service."""

    def seal(self, data: bytes, *, reason: str) -> bytes:
        """The PDF with a signature added as an incremental update."""
        ...


class KeptKey(signers.Signer):
    """A signer that keeps its key object, so that nothing is read or checked again for each signature."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: asn1_x509.Certificate) -> None:
        super().__init__(
            signing_cert=certificate,
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            embed_roots=True,
        )
        self._key = key
        self._mould: Mould | None = None

    async def async_sign(
        self, data_digest: bytes, digest_algorithm: str, dry_run: Any = False, *more: Any, **named: Any
    ) -> cms.ContentInfo:
        """As pyHanko signs; what is alike in every signature of this key is encoded once."""
        if self._mould is None:
            whole = await super().async_sign(MARKER, digest_algorithm, True, *more, **named)
            self._mould = Mould(whole)
        return self._mould.filled(data_digest, lambda data: self._key.sign(data, ec.ECDSA(hashes.SHA256())))

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return b"\0" * 72 if dry_run else self._key.sign(data, ec.ECDSA(hashes.SHA256()))


class LocalSealer:
    """Seals with the key in `folder`, made at the first use and readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._key, self._certificate = _key_in(folder)
        self._signer = KeptKey(self._key, self._certificate)

    def seal(self, data: bytes, *, reason: str) -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(data))
        # Outside the page: nothing to see or to read aloud, as PDF/UA and PDF/A both want it.
        hidden = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
        spec = fields.SigFieldSpec(FIELD, invis_sig_settings=hidden)
        metadata = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            reason=reason,
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )
        out = BytesIO()
        signer = signers.PdfSigner(metadata, signer=self._signer, new_field_spec=spec)
        # Room is left at once: without a size pyHanko signs twice, the first time only to measure.
        apart(lambda: signer.sign_pdf(writer, output=out, bytes_reserved=ROOM))
        return out.getvalue()

    def sign(self, data: bytes) -> bytes:
        """A bare ECDSA signature (DER) of any bytes; the same bytes give the same signature (RFC 6979)."""
        return self._key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    @property
    def certificate(self) -> bytes:
        """The certificate of the seal as PEM, for those who check without this installation."""
        return x509.load_der_x509_certificate(self._certificate.dump()).public_bytes(serialization.Encoding.PEM)

    def verify(self, data: bytes) -> Verdict:
        """Whether the file carries our seal and is unchanged since; never raises."""
        try:
            reader = PdfFileReader(BytesIO(data), strict=False)
            found = reader.embedded_signatures
            if not found:
                return Verdict.UNSEALED
            context: Any = ValidationContext(trust_roots=[self._certificate], allow_fetching=False)
            ours = [
                signature
                for signature in found
                if signature.signer_cert is not None and signature.signer_cert.dump() == self._certificate.dump()
            ]
            status = apart(lambda: validate_pdf_signature((ours or found)[0], context))
            covered = covers_all(found[0].pkcs7_content, data, found[0].byte_range)
        except Exception as error:  # a hostile file may break the reader anywhere; that is an answer too
            return (
                Verdict.CHANGED if b"/ByteRange" in data and data.startswith(b"%PDF") and error else Verdict.UNREADABLE
            )
        if not (status.intact and status.valid and covered):
            return Verdict.CHANGED
        if not ours:
            return Verdict.FOREIGN
        return Verdict.OURS if status.bottom_line and len(found) == 1 else Verdict.CHANGED


def signature_fits(certificate: bytes, signature: bytes, data: bytes) -> bool:
    """The bytes were signed, as they are, by the key of this PEM certificate; False too for what is none."""
    try:
        key = x509.load_pem_x509_certificate(certificate).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        key.verify(signature, data, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True


def fingerprint_of(certificate: bytes) -> str:
    """SHA-256 (hex) of a PEM certificate's content, as every tool shows it. Raises `ValueError` for what is none."""
    return x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256()).hex()


def apart(call: Callable[[], T]) -> T:
    """The call's result; pyHanko starts an event loop of its own, so beside a running one it gets its own thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return call()
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result()


def covers_all(content: bytes, data: bytes, signed: list[int]) -> bool:
    """The signature covers the whole file but the gap it stands in, and what fills up that gap is nothing."""
    if signed[0] != 0 or signed[2] + signed[3] != len(data):
        return False
    gap = data[signed[1] + 1 : signed[2] - 1]
    used = len(cms.ContentInfo.load(content).dump())
    return gap in (gap.lower(), gap.upper()) and bytes.fromhex(gap.decode("ascii"))[used:].strip(b"\0") == b""


def _key_in(folder: Path) -> tuple[ec.EllipticCurvePrivateKey, asn1_x509.Certificate]:
    """The key and its certificate, one file, so that two processes of a first start cannot mix them."""
    path = folder / "seal.pem"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = folder / f"seal-{os.getpid()}-{os.urandom(4).hex()}"
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(_new_pair())
        try:
            os.link(fresh, path)  # fails when another process was first: then its pair counts
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    text = path.read_bytes()
    key = serialization.load_pem_private_key(text, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    certificate = x509.load_pem_x509_certificate(text[text.index(b"-----BEGIN CERTIFICATE") :])
    return key, asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _new_pair() -> bytes:
    """A fresh P-256 key and a self-signed certificate for it, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tuntas system seal")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, True, True, False, False),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)
