"""Which modules run where. Each answer is one query."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from tuntas.catalogue.models import SettingValue, Switch
from tuntas.catalogue.rules.effect import Effect, effect_of, needed_keys
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Module, SwitchState
from tuntas.places.models import Place

# How long the codes above a place are: province, regency, district.
ABOVE = (2, 5, 8)


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


def running(keys: Iterable[str] | None = None) -> QuerySet[Switch]:
    """The switches in effect, of all modules or of those named: on, hidden by nobody above, with all they require."""
    wanted = [CATALOGUE[key] for key in keys] if keys is not None else list(CATALOGUE)
    which = Q(pk__in=[])
    for module in wanted:
        here = Q(module=module.key, place__level__in=module.levels)
        for needed in sorted(needed_keys(module) - {module.key}):
            levels = CATALOGUE[needed].levels if CATALOGUE.find(needed) else ()
            there = _unhidden().filter(module=needed, place=OuterRef("place"), place__level__in=levels)
            here &= Q(Exists(there))
        which |= here
    return _unhidden().filter(which)


def _unhidden() -> QuerySet[Switch]:
    above = Q()
    for length in ABOVE:
        above |= Q(place_id=Substr(OuterRef("place_id"), 1, length))
    hidden = Switch.objects.filter(above, module=OuterRef("module"), state=SwitchState.HIDDEN, ended_at=None)
    return Switch.objects.filter(~Exists(hidden), state=SwitchState.ON, ended_at=None).order_by()


def places_on(key: str) -> QuerySet[Place]:
    """Every place where the module runs, by code; none if there is no such module."""
    if CATALOGUE.find(key) is None:
        return Place.objects.none()
    return Place.objects.filter(code__in=running([key]).values("place")).order_by("code")


def counted() -> tuple[dict[str, int], dict[str, int]]:
    """In how many places each module runs, by its key; and how many places run any, by code of the regency."""
    by_module: dict[str, int] = {}
    places: dict[str, int] = {}
    rows = running().annotate(regency=Substr("place_id", 1, 5))
    for key, number in rows.values_list("module").annotate(number=Count("pk")):
        by_module[key] = number
    for code, number in rows.values_list("regency").annotate(number=Count("place", distinct=True)):
        places[code] = number
    return by_module, places


def setting(key: str, place: Place, name: str) -> Any:
    """What holds at the place: its own word, else that of the nearest place above, else the module's default."""
    default = CATALOGUE[key].setting(name).default
    rows = SettingValue.objects.filter(module=key, name=name, place_id__in=place.lineage, ended_at=None)
    said = {code: value for code, value in rows.values_list("place_id", "value") if value is not None}
    return said[max(said, key=len)] if said else default
