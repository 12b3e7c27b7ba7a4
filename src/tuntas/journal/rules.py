"""The chain: how a line's hash is made, so that anybody can make it again."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import models

ORIGIN = "0" * 64


def subject_of(thing: models.Model | str) -> str:
    """`room.thing:id`, the way the journal names a thing; a name is given back as it is."""
    return thing if isinstance(thing, str) else f"{thing._meta.app_label}.{thing._meta.model_name}:{thing.pk}"


def plain(value: Any) -> Any:
    """The value as every database gives it back: text keys, lists, whole numbers without a point."""
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


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
        plain(data),
        previous,
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
