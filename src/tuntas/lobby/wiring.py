"""Which room reacts to what happened in another: the one place where that is decided."""

from collections.abc import Callable
from typing import Any

from tuntas.kernel.events import Event

WIRING: dict[type[Event], list[Callable[[Any], None]]] = {}
