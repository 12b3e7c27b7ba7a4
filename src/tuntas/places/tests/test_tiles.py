"""The province as tiles."""

from tuntas.places.rules import name_of, tile_map
from tuntas.places.terms import TILES


def test_every_regency_has_its_own_tile():
    tiles = tile_map({})
    assert len(tiles) == 35 == len({(tile.x, tile.y) for tile in tiles}) == len({tile.short for tile in tiles})
    assert {tile.shade for tile in tiles} == {0}
    assert all(name_of(code) != code for code in TILES)


def test_shades_follow_the_largest_number():
    tiles = {tile.code: tile for tile in tile_map({"33.26": 8, "33.29": 1, "33.99": 3})}
    assert (tiles["33.26"].shade, tiles["33.29"].shade, tiles["33.01"].shade) == (4, 1, 0)
    assert tiles["33.26"].name == "Kabupaten Pekalongan" and tiles["33.75"].name == "Kota Pekalongan"
