"""The test signer ("UJI"): signs at once with keys of its own, so that the whole way can be walked without a provider.

Its authority and every certificate are named UJI, and letters it signs say so on paper. It proves nothing about
anybody. Passphrase: `uji`; anything else is refused, as a real service would.
"""

import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from tuntas.documents.press.seal import KeptKey, apart
from tuntas.services.labkd.signing.signer import Signatory, SignerRefused

AUTHORITY = "UJI - penanda tangan uji Tuntas, bukan sertifikat sah"
PASSPHRASE = "uji"
START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)


class Rehearsal:
    """Keeps its authority and what it has signed but not handed out in `folder`."""

    is_test = True

    def __init__(self, folder: Path, *, until: datetime = END) -> None:
        self._folder, self._until = folder, until
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._key, self._authority = self._own()

    def send(self, data: bytes, *, who: Signatory, secret: str, note: str) -> str:
        if secret != PASSPHRASE:
            raise SignerRefused("passphrase")
        ticket = os.urandom(16).hex()
        fresh = self._folder / f"{ticket}.part"
        fresh.write_bytes(self.sign(data, who, note))
        fresh.rename(self._folder / f"{ticket}.pdf")
        return ticket

    def fetch(self, ticket: str) -> bytes | None:
        path = self._folder / f"{ticket}.pdf"
        if not ticket.isalnum() or not path.exists():
            raise SignerRefused("ticket")
        return path.read_bytes()

    def roots(self) -> list[bytes]:
        return [self._authority.public_bytes(serialization.Encoding.DER)]

    def sign(self, data: bytes, who: Signatory, note: str = "") -> bytes:
        """The PDF with a signature by a fresh key whose certificate names `who`."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, f"UJI {who.name}"[:64]),
             x509.NameAttribute(NameOID.SERIAL_NUMBER, who.key)]
        )  # fmt: skip
        certificate = _certificate(name, self._authority.subject, key.public_key(), self._key, self._until, ca=False)
        kept = KeptKey(key, asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)))
        hidden = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
        metadata = signers.PdfSignatureMetadata(
            field_name="Signature",
            md_algorithm="sha256",
            reason=note,
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )
        spec = fields.SigFieldSpec("Signature", invis_sig_settings=hidden)
        out, writer = BytesIO(), IncrementalPdfFileWriter(BytesIO(data))
        signer = signers.PdfSigner(metadata, signer=kept, new_field_spec=spec)
        apart(lambda: signer.sign_pdf(writer, output=out))
        return out.getvalue()

    def _own(self) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        path = self._folder / "authority.pem"
        if not path.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, AUTHORITY)])
            made = _certificate(name, name, key.public_key(), key, END, ca=True)
            text = key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ) + made.public_bytes(serialization.Encoding.PEM)
            fresh = self._folder / f"authority-{os.urandom(4).hex()}"
            with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(text)
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        text = path.read_bytes()
        kept = serialization.load_pem_private_key(text, None)
        assert isinstance(kept, ec.EllipticCurvePrivateKey)
        return kept, x509.load_pem_x509_certificate(text[text.index(b"-----BEGIN CERTIFICATE") :])


def _certificate(
    name: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    key: ec.EllipticCurvePrivateKey,
    until: datetime,
    *,
    ca: bool,
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(x509.KeyUsage(True, True, False, False, False, ca, ca, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
