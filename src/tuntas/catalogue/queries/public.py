"""What everybody reads of the services: which there are, how one goes, where it runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tuntas.casework.terms import Flow, Stage
from tuntas.catalogue.queries.switches import counted, modules_on
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Axis, Card, Module, Readiness
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.places.rules import Tile, name_of, tile_map
from tuntas.places.terms import Level


@dataclass(frozen=True)
class Offer:
    """A service in the public list."""

    module: Module
    places: int


@dataclass(frozen=True)
class Spread:
    """All services, and where any of them runs."""

    offers: list[Offer]
    tiles: list[Tile]
    regencies: list[tuple[str, str, int]]  # code, name, places with at least one service


def spread() -> Spread:
    """The public list, in two queries."""
    by_module, by_regency = counted()
    named = sorted((name_of(code), code, number) for code, number in by_regency.items() if "." in code)
    return Spread(
        offers=[Offer(module, by_module.get(module.key, 0)) for module in CATALOGUE],
        tiles=tile_map(by_regency) if by_regency else [],
        regencies=[(code, name, number) for name, code, number in named],
    )


@dataclass(frozen=True)
class Way:
    """How one kind of case goes, as the person served reads it: its steps in order, then how it can end."""

    flow: Flow
    steps: list[Stage]
    ends: list[Stage]


def ways_of(module: Module) -> list[Way]:
    """Every flow of the module, drawn as steps."""
    return [
        Way(flow, [one for one in flow.stages if not one.final], [one for one in flow.stages if one.final])
        for flow in module.flows
    ]


def conditions_of(module: Module) -> list[tuple[Any, list[Readiness]]]:
    """What a place needs, by axis, in the order of the axes."""
    by_axis: dict[str, list[Readiness]] = {}
    for one in module.readiness:
        by_axis.setdefault(one.axis, []).append(one)
    return [(axis.label, by_axis[axis]) for axis in Axis if axis in by_axis]


def levels_of(module: Module) -> list[Any]:
    """Where its pages live, in the reader's words."""
    return [level.label for level in Level if level in module.levels]


def cards_at(place: Place, person: Person | None, now: datetime) -> list[Card]:
    """The desk of a place: a card of every service that runs there and has something for whoever looks."""
    return _cards(modules_on(place), place, person, now)


def _cards(modules: Iterable[Module], place: Place, person: Person | None, now: datetime) -> list[Card]:
    found = (module.card(place, person, now) if module.card else None for module in modules)
    return [card for card in found if card is not None]
