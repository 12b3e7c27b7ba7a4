"""A module over many places: the villages of a regency, and what switching off would close."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tuntas.catalogue.models import Switch
from tuntas.catalogue.queries.explained import why
from tuntas.catalogue.queries.switches import running
from tuntas.catalogue.rules.effect import Effect, effect_of, needed_keys
from tuntas.catalogue.terms import Module
from tuntas.places.models import Place
from tuntas.places.terms import Level


@dataclass(frozen=True)
class At:
    """The module at one of many places."""

    place: Place
    effect: Effect
    why: str


def villages_of(regency: Place, district: str = "") -> QuerySet[Place]:
    """The villages and kelurahan of a regency or city, or of one of its districts, by district and name."""
    start = district if district.startswith(f"{regency.code}.") else regency.code
    found = Place.objects.filter(level=Level.VILLAGE, code__startswith=f"{start}.")
    return found.select_related("parent").order_by("parent_id", "name", "code")


def effects_at(module: Module, places: Sequence[Place]) -> list[At]:
    """The module at each of the places. Two queries, however many."""
    codes = {code for place in places for code in place.lineage}
    rows = Switch.objects.filter(module__in=needed_keys(module), ended_at=None, place_id__in=codes).order_by()
    said = {(key, code): state for key, code, state in rows.values_list("module", "place_id", "state")}
    names = {place.code: place.full_name for place in Place.objects.filter(code__in={code for _, code in said})}
    found = [effect_of(module, place.code, said) for place in places]
    return [At(place, effect, why(effect, names)) for place, effect in zip(places, found, strict=True)]


def running_below(module: Module, place: Place) -> int:
    """At how many places, this one and all below it, the module runs now."""
    return running([module.key]).filter(Q(place=place) | Q(place__code__startswith=f"{place.code}.")).count()
