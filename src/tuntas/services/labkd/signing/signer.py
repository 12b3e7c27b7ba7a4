"""What a remote signing service must be able to do."""

from dataclasses import dataclass
from typing import Protocol


class SignerRefused(Exception):
    """The service will not sign this: wrong passphrase, unknown signer, a broken file. Asking again is of no use."""


class SignerUnreachable(Exception):
    """The service did not answer, or not in time. Asking again later may help."""


@dataclass(frozen=True)
class Signatory:
    """Whose signature is asked for. `key` is what the certificate's subject carries as serial number."""

    key: str
    name: str


class RemoteSigner(Protocol):
    """A service that signs PDFs with the key of a person. A PDF goes out; later the same PDF comes back, signed.

    `is_test` is True for a stand-in: whatever it signs is marked on paper.
    """

    is_test: bool

    def send(self, data: bytes, *, who: Signatory, secret: str, note: str) -> str:
        """Ask for a signature; gives a ticket. `secret` is the signer's passphrase: used at once, kept nowhere.

        Raises `SignerRefused` and `SignerUnreachable`.
        """
        ...

    def fetch(self, ticket: str) -> bytes | None:
        """The signed PDF, or None while it is not ready. Raises `SignerRefused` and `SignerUnreachable`."""
        ...

    def roots(self) -> list[bytes]:
        """DER certificates of the authorities whose signers are believed."""
        ...
