"""A signing service behind a small bridge of ours, spoken to over HTTP.

The authority's own interface belongs to whoever has its contract and documentation: a bridge translates between it
and these three answers. Every call has a time limit; nothing is retried here, that is the caller's table.

    POST <address>/signatures   body: the PDF; headers Signer-Key, Signer-Name, Signer-Secret, Note → 201 {"ticket": …}
    GET  <address>/signatures/<ticket>   → 200 the signed PDF · 202 not ready · 4xx refused
"""

import json
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tuntas.services.labkd.signing.signer import Signatory, SignerRefused, SignerUnreachable

LIMIT = 20 * 1024 * 1024  # bytes of a signed letter


class Bridge:
    """`address` is http(s), `token` goes into every call, `authorities` is a file of PEM certificates."""

    is_test = False

    def __init__(self, address: str, token: str, authorities: Path, *, seconds: float = 20) -> None:
        if not address.startswith(("https://", "http://")):
            raise ValueError("the address of the signing bridge must begin with https://")
        self._address, self._token, self._seconds = address.rstrip("/"), token, seconds
        self._authorities = authorities

    def send(self, data: bytes, *, who: Signatory, secret: str, note: str) -> str:
        words = {"Signer-Key": who.key, "Signer-Name": who.name, "Signer-Secret": secret, "Note": note}
        headers = {key: quote(value, safe=" /.-") for key, value in words.items()}
        status, answer = self._ask("/signatures", data, headers | {"Content-Type": "application/pdf"})
        try:
            ticket = str(json.loads(answer)["ticket"])
        except (ValueError, KeyError, TypeError) as error:
            raise SignerUnreachable(f"no ticket ({status})") from error
        return ticket

    def fetch(self, ticket: str) -> bytes | None:
        status, answer = self._ask(f"/signatures/{quote(ticket, safe='')}", None, {})
        return None if status == 202 else answer

    def roots(self) -> list[bytes]:
        found = x509.load_pem_x509_certificates(self._authorities.read_bytes())
        return [one.public_bytes(Encoding.DER) for one in found]

    def _ask(self, path: str, data: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        request = Request(
            self._address + path, data=data, headers={**headers, "Authorization": f"Bearer {self._token}"}
        )
        try:
            with urlopen(request, timeout=self._seconds) as answer:
                return answer.status, answer.read(LIMIT)
        except HTTPError as error:
            if 400 <= error.code < 500 and error.code not in (408, 425, 429):
                raise SignerRefused(str(error.code)) from error
            raise SignerUnreachable(str(error.code)) from error
        except (URLError, HTTPException, OSError) as error:
            raise SignerUnreachable(type(error).__name__) from error
