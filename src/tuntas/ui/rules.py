"""What may be shown back of a form that could not be accepted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SECRETS = ("password", "passwd", "token", "csrf", "secret", "credential", "sandi")  # anywhere in a name
SECRET_WORDS = {"otp", "totp", "code", "pin", "nik"}  # as a whole word of a name
LARGEST = 20_000  # characters a field
WHOLE = 100_000  # characters a page


@dataclass(frozen=True)
class Typed:
    """One field as it was sent: its name and its text, cut if very long."""

    name: str
    text: str
    is_cut: bool = False


def is_secret(name: str) -> bool:
    """Whether a field of that name must never be shown back."""
    low = name.casefold()
    return any(word in low for word in SECRETS) or bool(SECRET_WORDS & set(re.split(r"[^a-z0-9]+", low)))


def typed_text(posted: Mapping[str, Any]) -> list[Typed]:
    """The text somebody typed, worth copying: no secrets, no files, no short machine values.

    A value counts as typed when it holds a space or is longer than 20 characters; buttons, choices and
    numbers are quicker to choose again than to copy.
    """
    found: list[Typed] = []
    left = WHOLE
    for name, value in posted.items():
        text = str(value).strip()
        if is_secret(name) or not (" " in text or len(text) > 20) or left <= 0:
            continue
        room = min(LARGEST, left)
        found.append(Typed(name=name, text=text[:room], is_cut=len(text) > room))
        left -= len(found[-1].text)
    return found
