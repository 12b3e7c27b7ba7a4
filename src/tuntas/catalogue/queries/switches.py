"""Which modules run where. Each answer is one query."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from tuntas.catalogue.models import SettingValue, Switch
from tuntas.catalogue.rules.effect import Effect, effect_of, needed_keys
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Module, SwitchState
from tuntas.places.models import Place


def states(place: Place, keys: Iterable[str] | None = None) -> dict[tuple[str, str], str]:
    """What the place and those above it say now, by module and place."""
    rows = Switch.objects.filter(place_id__in=place.lineage, ended_at=None).order_by()
    if keys is not None:
        rows = rows.filter(module__in=set(keys))
    return {(key, code): state for key, code, state in rows.values_list("module", "place_id", "state")}


def effect(key: str, place: Place) -> Effect:
    """Whether the module runs there and why; `KeyError` if there is no such module."""
    module = CATALOGUE[key]
    return effect_of(module, place.code, states(place, needed_keys(module)))


def is_on(key: str, place: Place) -> bool:
    """True where the module's pages are there; false too where there is no such module."""
    return CATALOGUE.find(key) is not None and effect(key, place).on


def effects(place: Place) -> list[Effect]:
    """Every module of the house as it stands at the place, in the order of the catalogue."""
    said = states(place)
    return [effect_of(module, place.code, said) for module in CATALOGUE]


def modules_on(place: Place) -> list[Module]:
    """The modules that run at the place, in the order of the catalogue."""
    return [found.module for found in effects(place) if found.on]


def places_on(key: str) -> QuerySet[Place]:
    """Every place where the module runs, by code."""
    module = CATALOGUE.find(key)
    if module is None:
        return Place.objects.none()
    found = Place.objects.filter(level__in=module.levels)
    for wanted in needed_keys(module):
        now = Switch.objects.filter(module=wanted, ended_at=None).order_by()
        found = found.filter(code__in=now.filter(state=SwitchState.ON).values("place"))
        for code in now.filter(state=SwitchState.HIDDEN).values_list("place_id", flat=True):
            found = found.exclude(Q(code=code) | Q(code__startswith=f"{code}."))
    return found.order_by("code")


def setting(key: str, place: Place, name: str) -> Any:
    """What holds at the place: its own word, else that of the nearest place above, else the module's default."""
    default = CATALOGUE[key].setting(name).default
    rows = SettingValue.objects.filter(module=key, name=name, place_id__in=place.lineage, ended_at=None)
    said = {code: value for code, value in rows.values_list("place_id", "value") if value is not None}
    return said[max(said, key=len)] if said else default
