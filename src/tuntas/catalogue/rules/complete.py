"""Whether the manifests fit together. Each complaint says what to do."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error

from tuntas.casework.flow import all_flows
from tuntas.catalogue.shelf.catalogue import CATALOGUE, Catalogue
from tuntas.catalogue.terms import Axis, Module

# Words of addresses the catalogue itself uses below a place.
RESERVED = frozenset({"atur", "praktik"})


def complaints(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Django's system check over the catalogue of the house."""
    return [Error(sentence, hint=hint, id="catalogue.E001") for sentence, hint in troubles(CATALOGUE)]


def troubles(catalogue: Catalogue) -> list[tuple[str, str]]:
    """What is wrong, and what to do, in sentences for whoever writes a module."""
    modules = list(catalogue)
    found = [
        (f"two modules call themselves {key}", "give one of them another key in its module.py")
        for key in catalogue.doubles
    ]
    found += _doubles("prefix", ((one.prefix, one.key) for one in modules))
    found += _doubles("accepts kind", ((taken.kind, one.key) for one in modules for taken in one.accepts))
    found += _doubles("innovation", ((slug, one.key) for one in modules for slug in one.innovations))
    found += _circles(catalogue)
    for module in modules:
        found += _alone(module)
        found += [
            (
                f"{module.key} requires {key}, which is not in config/modules.py",
                "add it there, or drop it from requires",
            )
            for key in module.requires
            if catalogue.find(key) is None
        ]
    return found


def _doubles(what: str, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    owners: dict[str, list[str]] = {}
    for value, key in pairs:
        owners.setdefault(value, []).append(key)
    return [
        (f"{what} {value!r} belongs to {' and '.join(keys)}", "it may belong to one module only: change the others")
        for value, keys in owners.items()
        if len(keys) > 1
    ]


def _circles(catalogue: Catalogue) -> list[tuple[str, str]]:
    found, done = [], set[str]()

    def walk(key: str, way: tuple[str, ...]) -> None:
        if key in way:
            circle = " → ".join((*way[way.index(key) :], key))
            found.append((f"modules require each other in a circle: {circle}", "drop one of these requires"))
            return
        module = catalogue.find(key)
        if module is None or key in done:
            return
        for wanted in module.requires:
            walk(wanted, (*way, key))
        done.add(key)

    for module in catalogue:
        walk(module.key, ())
    return found


def _alone(module: Module) -> list[tuple[str, str]]:
    """What is wrong with one manifest by itself."""
    key, found = module.key, []
    if not key.isidentifier() or key != key.lower():
        found.append((f"{key!r} is no key", "a key is one word in small letters, e.g. labkd"))
    if (
        not module.prefix
        or module.prefix != module.prefix.lower()
        or "/" in module.prefix
        or module.prefix[0].isdigit()
    ):
        found.append((f"{key}: prefix {module.prefix!r} is no word for an address", "use small letters, e.g. surat"))
    if module.prefix in RESERVED:
        found.append((f"{key}: prefix {module.prefix!r} is taken by the catalogue", "choose another word"))
    if not module.levels:
        found.append((f"{key} lives at no level", "say levels=frozenset({Level.VILLAGE}) or the like"))
    for name in ("name", "summary", "asks"):
        if not str(getattr(module, name)).strip():
            found.append((f"{key} has no {name}", f"write {name}=_(…) in its module.py"))
    for taken in module.accepts:
        if not taken.kind.startswith(f"{key}."):
            found.append((f"{key} accepts {taken.kind}", f"kinds it accepts begin with {key}."))
        if not taken.roles:
            found.append((f"{key}: nobody may answer {taken.kind}", "name the roles in Accepts(…, roles=…)"))
    for ready in module.readiness:
        if ready.axis not in Axis.values:
            found.append((f"{key}: readiness {ready.key} has no axis {ready.axis!r}", f"use {', '.join(Axis.values)}"))
    for flow in module.flows:
        if not flow.key.startswith(f"{key}."):
            found.append((f"{key} brings the flow {flow.key}", f"keys of its flows begin with {key}."))
    for name, parts in (
        ("readiness", module.readiness),
        ("settings", module.settings),
        ("indicators", module.indicators),
    ):
        twice = [one for one, count in Counter(part.key for part in parts).items() if count > 1]
        found += [(f"{key}: {name} has {one} twice", "every key once") for one in twice]
    known = {flow.key for flow in module.flows}
    strays = [flow.key for flow in all_flows() if flow.key.startswith(f"{key}.") and flow.key not in known]
    found += [(f"the flow {one} is registered, but {key} does not name it", "add it to flows=(…)") for one in strays]
    return found
