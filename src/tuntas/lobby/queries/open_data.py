"""What the description of the open data (OpenAPI) says, for its page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Named:
    """A choice of an address, or a field of what it gives."""

    name: str
    says: str
    example: str


@dataclass(frozen=True)
class Address:
    """One address: what it gives, what may be asked, what stands in each thing, and an address to try."""

    path: str
    says: str
    asks: list[Named]
    gives: list[Named]
    example: str


def addresses_of(schema: dict[str, Any]) -> list[Address]:
    """Every address of the description, in its order, in the reader's language."""
    return [_address(path, said["get"], schema) for path, said in schema["paths"].items()]


def _address(path: str, said: dict[str, Any], schema: dict[str, Any]) -> Address:
    asks, example, chosen = [], path, []
    for one in said["parameters"]:
        inner = one["schema"]
        shown = [*inner.get("examples", []), *(one.get("examples") or [])]
        value = str(shown[0]) if shown else ""
        asks.append(Named(one["name"], _said(one.get("description") or inner.get("description")), value))
        if one["in"] == "query" and value:
            chosen.append(f"{one['name']}={value}")
    if "{" in example:  # what it names may not be here
        example, chosen = "", []
    return Address(
        path,
        _said(said["summary"]),
        asks,
        _fields(said, schema),
        example + ("?" + "&".join(chosen[:1]) if chosen else ""),
    )


def _fields(said: dict[str, Any], schema: dict[str, Any]) -> list[Named]:
    whole = _shape(said["responses"][200]["content"]["application/json"]["schema"], schema)
    if "results" in whole["properties"]:
        whole = _shape(whole["properties"]["results"]["items"], schema)
    return [
        Named(name, _said(one.get("description")), ", ".join(str(value) for value in one.get("examples", [])[:1]))
        for name, one in whole["properties"].items()
    ]


def _shape(named: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return schema["components"]["schemas"][named["$ref"].rpartition("/")[2]] if "$ref" in named else named


def _said(text: str | None) -> str:
    return _(text) if text else ""
