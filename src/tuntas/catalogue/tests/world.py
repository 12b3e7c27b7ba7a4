"""Everybody who could come to a service of Desa Talun, and its addresses: for tests over every module."""

import re
from dataclasses import dataclass

from django.urls import get_resolver
from tests.addresses import addresses, filled
from tests.cast import hold, person

from tuntas.catalogue.terms import Module
from tuntas.people.models import Person
from tuntas.people.terms import Role
from tuntas.places.models import Place

# Who stands where; "stranger" has no account, "member" an account without any role.
AT_VILLAGE = {
    "officer": Role.VILLAGE_OFFICER,
    "leader": Role.LEADER,
    "council": Role.BPD_MEMBER,
    "volunteer": Role.VOLUNTEER,
}
EVERYBODY = ("stranger", "member", *AT_VILLAGE, "team", "operator", "elsewhere")


def people(village: Place, other: Place, regency: Place, province: Place) -> dict[str, Person | None]:
    """One person of each kind; `elsewhere` serves another village of another regency."""
    found: dict[str, Person | None] = {"stranger": None, "member": person("Anggota Contoh")}
    for name, role in AT_VILLAGE.items():
        found[name] = person(f"{name.capitalize()} Contoh")
        hold(found[name], role, village)
    for name, role, where in (("team", Role.REGENCY_TEAM, regency), ("operator", Role.OPERATOR, province)):
        found[name] = person(f"{name.capitalize()} Contoh")
        hold(found[name], role, where)
    found["elsewhere"] = person("Elsewhere Contoh")
    hold(found["elsewhere"], Role.VILLAGE_OFFICER, other)
    return found


@dataclass(frozen=True)
class Address:
    """One address of a module, filled for a place; `needs` are its parts beside the place."""

    name: str
    path: str
    needs: tuple[str, ...]


def addresses_of(module: Module, place: Place) -> list[Address]:
    """Every address of a module at a place; parts of it are made up."""
    found = []
    for name, route in addresses(get_resolver().url_patterns):
        if name.startswith(f"{module.key}:"):
            route = re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", route)
            parts = tuple(part for part in re.findall(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>", route) for part in part if part)
            needs = tuple(part for part in parts if part != "place")
            found.append(Address(name, filled(route, {"place": place.code}), needs))
    return found
