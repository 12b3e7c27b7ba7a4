"""The services that are measured. Each room (the catalogue for its modules) names its own when it starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tuntas.casework.terms import Promise
from tuntas.places.models import Place


@dataclass(frozen=True)
class Service:
    """What people ask for. `flows` are the keys of the flows its cases run in."""

    key: str
    name: Any
    flows: tuple[str, ...] = ()
    promise: Promise | None = None


# Where the practice of a service at a place was copied from; None where it began there or nobody knows.
Origin = Callable[[str, Place], Place | None]
_origins: list[Origin] = []
_services: dict[str, Service] = {}


def measure(service: Service) -> None:
    """Make a service known: from now on its cases are measured. Naming it again replaces what was said before."""
    _services[service.key] = service


def forget(key: str) -> None:
    """The service is measured no more; what was measured stays."""
    _services.pop(key, None)


def all_services() -> list[Service]:
    """Every measured service, by key."""
    return [_services[key] for key in sorted(_services)]


def service(key: str) -> Service | None:
    """The service by its key."""
    return _services.get(key)


def service_of(flow: str) -> str:
    """The key of the service that a flow's cases belong to; empty where they are not measured."""
    return next((known.key for known in _services.values() if flow in known.flows), "")


def ask_origins(origin: Origin) -> None:
    """Name the one who knows where a practice came from; called once, by the lobby, at start-up."""
    _origins[:] = [origin]


def origin_of(key: str, place: Place) -> Place | None:
    """The place whose practice was copied there, if anybody knows and it is another."""
    found = _origins[0](key, place) if _origins else None
    return None if found is None or found.pk == place.pk else found
