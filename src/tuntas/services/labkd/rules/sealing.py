"""What people type about themselves is unreadable at rest. The key is this service's own, beside the other keys."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from tuntas.residents.vault import Keyring, read_keys, write_key


def keys_folder() -> Path:
    """Where the keys are; they belong into the backup of keys."""
    return Path(settings.KEYS_ROOT) / "labkd"


def _ring() -> Keyring:
    folder = keys_folder()
    names = tuple(sorted(path.name for path in folder.glob("*.key")))
    if not names:
        write_key(folder, 1)
        names = ("1.key",)
    return _read(folder, names)


@lru_cache(maxsize=4)
def _read(folder: Path, names: tuple[str, ...]) -> Keyring:
    return read_keys(folder)


def sealed(content: dict[str, Any], bound: str) -> bytes:
    """The content sealed with the newest key, bound to the reference of its case."""
    ring = _ring()
    plain = json.dumps(content, ensure_ascii=False).encode()
    return ring[ring.generations[-1]].seal(plain, f"labkd.letter:{bound}")


def opened(text: bytes | memoryview, bound: str) -> dict[str, Any]:
    """What was sealed. Raises `KeyLost` without its key."""
    found: dict[str, Any] = json.loads(_ring().open(bytes(text), f"labkd.letter:{bound}"))
    return found


def phone_index(place: str, phone: str) -> str:
    """A keyed fingerprint of a telephone number at a village; empty without one. 0812…, +62812… and 62812… are one."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    digits = digits.removeprefix("62").lstrip("0")
    ring = _ring()
    return ring[ring.generations[0]].blind(f"{place}|{digits}") if digits else ""
