"""Every address of the house, for tests that open them all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver

PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)")


def addresses(patterns: list, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(name, route) of every named pattern of the house."""
    for found in patterns:
        route = prefix + str(found.pattern).lstrip("^")
        if isinstance(found, URLResolver):
            inner = f"{space}{found.namespace}:" if found.namespace else space
            yield from addresses(found.url_patterns, route, inner)
        elif isinstance(found, URLPattern) and found.name:
            yield f"{space}{found.name}", route


def filled(route: str, values: Mapping[str, str]) -> str:
    """The route with sample values; what a group or converter is called chooses the value."""
    route = PART.sub(lambda found: values.get(found[1] or found[2], "1"), route)
    return "/" + route.replace("\\.", ".").replace("\\", "").rstrip("$").replace("^", "")


def every_address(values: Mapping[str, Sequence[str]], skip: tuple[str, ...] = ()) -> list[str]:
    """Each address once for every combination of the values its parts may have; `skip` are beginnings of names."""
    found: dict[str, None] = {}
    for name, route in addresses(get_resolver().url_patterns):
        if name.startswith(skip):
            continue
        parts = list(dict.fromkeys(one[1] or one[2] for one in PART.finditer(route)))
        for chosen in product(*(values.get(part, ("1",)) for part in parts)):
            found[filled(route, dict(zip(parts, chosen, strict=True)))] = None
    return list(found)
