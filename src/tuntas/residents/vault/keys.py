"""Keys: one master key a generation, from which the sealing key and the index key are derived.

AES-256-GCM with a random nonce seals; what is sealed is bound to the row it belongs to, so that nobody can move it
to another row. The index key makes blind indexes (HMAC-SHA-256): equal inputs can be found, nothing can be read.
"""

import hmac
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION, NONCE, HEAD = 1, 12, 3  # format of a sealed value: version, generation (2 bytes), nonce, sealed text


class KeyLost(Exception):
    """A value cannot be opened: its key is not here, or it was changed. `str(error)` is for the operator."""


class Key:
    """One generation. `master` is 32 random bytes and never used itself."""

    def __init__(self, generation: int, master: bytes) -> None:
        if len(master) != 32:
            raise KeyLost(f"Key {generation} of the residents' register is not 32 bytes long.")
        self.generation, self._master = generation, master

    def _derived(self, use: bytes) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=b"tuntas.residents." + use).derive(self._master)

    @cached_property
    def _sealing(self) -> AESGCM:
        return AESGCM(self._derived(b"seal"))

    @cached_property
    def _index(self) -> "hmac.HMAC":
        return hmac.new(self._derived(b"index"), digestmod=sha256)

    @cached_property
    def fingerprint(self) -> str:
        """Tells keys apart without telling anything about them."""
        return self.blind("fingerprint")

    def seal(self, plain: bytes, bound: str) -> bytes:
        """`plain` unreadable, bound to the name of the row it belongs to."""
        nonce = os.urandom(NONCE)
        head = bytes([VERSION]) + self.generation.to_bytes(2, "big")
        return head + nonce + self._sealing.encrypt(nonce, plain, head + bound.encode())

    def open(self, sealed: bytes, bound: str) -> bytes:
        """What `seal` was given. Raises `KeyLost` when it was changed or belongs to another row."""
        head, nonce, text = sealed[:HEAD], sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
        try:
            return self._sealing.decrypt(nonce, text, head + bound.encode())
        except InvalidTag:
            raise KeyLost("A sealed value of the residents' register does not open: it was changed.") from None

    def _digest(self, text: str) -> bytes:
        made = self._index.copy()
        made.update(text.encode())
        return made.digest()

    def blind(self, text: str) -> str:
        """128 bits as hex: for columns that must be unique."""
        return self._digest(text)[:16].hex()

    def token(self, text: str) -> int:
        """63 bits as a whole number: for looking words up; what is found is read and compared again."""
        return int.from_bytes(self._digest(text)[:8], "big") >> 1


class Keyring:
    """All generations at hand."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        self._keys = {generation: Key(generation, master) for generation, master in keys.items()}

    @property
    def generations(self) -> list[int]:
        """Those at hand, oldest first."""
        return sorted(self._keys)

    def __getitem__(self, generation: int) -> Key:
        if generation not in self._keys:
            raise KeyLost(
                f"Key {generation} of the residents' register is missing. Put it back from the copy of the keys; "
                "without it what it sealed cannot be read by anybody."
            )
        return self._keys[generation]

    def open(self, sealed: bytes | memoryview, bound: str) -> bytes:
        """Open a value with the key that sealed it."""
        sealed = bytes(sealed)
        if len(sealed) < HEAD + NONCE or sealed[0] != VERSION:
            raise KeyLost("A sealed value of the residents' register is damaged.")
        return self[int.from_bytes(sealed[1:HEAD], "big")].open(sealed, bound)


def read_keys(folder: Path, given: Sequence[str] = ()) -> Keyring:
    """Keys from a setting (`1:base64`, `2:base64` …) or, without one, from files `<generation>.key` in the folder."""
    if given:
        pairs = [text.partition(":") for text in given]
        return Keyring({int(generation): b64decode(text) for generation, _, text in pairs})
    return Keyring(
        {int(path.stem): b64decode(path.read_text()) for path in folder.glob("*.key") if path.stem.isdigit()}
    )


def write_key(folder: Path, generation: int) -> None:
    """Make a new key, readable by its owner only; one that is there already is left alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = b64encode(secrets.token_bytes(32)).decode()
    try:
        with os.fdopen(os.open(folder / f"{generation}.key", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(text + "\n")
    except FileExistsError:
        return
