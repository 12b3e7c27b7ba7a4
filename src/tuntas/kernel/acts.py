"""The record of acts, for rooms that stand below the journal and so cannot name it.

The journal registers itself here when it starts; an act without a record keeper is refused.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Keeper = Callable[..., Any]
_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Name the one who keeps the record; called once, by the journal, at start-up."""
    _keepers[:] = [keeper]


def record(*, act: str, subject: Any, by: Any, now: datetime, data: dict[str, Any] | None = None) -> None:
    """Add a line to the journal inside the running transaction; same words as `journal.actions.record`."""
    if not _keepers:
        raise RuntimeError("nobody keeps the record of acts: is tuntas.journal installed?")
    _keepers[0](act=act, subject=subject, by=by, now=now, data=data)
