"""The chain: how a line's hash is made, so that anybody can make it again."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

ORIGIN = "0" * 64


def chain(
    *,
    number: int,
    at: datetime,
    actor_id: int | None,
    act: str,
    subject: str,
    data: dict[str, Any],
    previous: str,
) -> str:
    """SHA-256 (hex) of the line's content and the hash before it, as canonical JSON in UTC."""
    content = [
        number,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        actor_id,
        act,
        subject,
        data,
        previous,
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
