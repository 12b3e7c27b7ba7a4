"""Things that happened, told upward after the transaction that made them true has committed.

An event is a frozen dataclass with a past-tense name, defined in the room where it happens
(`terms.py`). Who reacts stands in one dict, `tuntas.lobby.wiring.WIRING`.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """Base of everything that can be told."""


Handler = Callable[[Any], None]
_handlers: dict[type[Event], tuple[Handler, ...]] = {}


def wire(wiring: Mapping[type[Event], Sequence[Handler]]) -> None:
    """Replace all reactions by `wiring`; called once at start-up by the lobby."""
    _handlers.clear()
    _handlers.update({event: tuple(handlers) for event, handlers in wiring.items()})


def publish(event: Event) -> None:
    """Tell `event` once the running transaction commits; never if it rolls back.

    A handler that fails is logged and does not stop the others: what happened has happened.
    """
    transaction.on_commit(lambda: _tell(event))


def _tell(event: Event) -> None:
    for handler in _handlers.get(type(event), ()):
        try:
            handler(event)
        except Exception:
            log.exception("%s could not handle %s", handler, type(event).__name__)
