"""Filling the tree of places."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from tuntas.places.models import Place
from tuntas.places.rules import OfficialPlace, official_places

Progress = Callable[[int, int], None]
BATCH = 1000


class PlacesRefused(Exception):
    """The places cannot be loaded; `str(error)` says why."""


@transaction.atomic
def load_regions(*, now: datetime, progress: Progress | None = None) -> int:
    """Bring Central Java up to the official list: 35 regencies and cities, 576 districts, 8,563 villages.

    Adds what is missing and corrects names and postcodes that changed; a place that left the list stays,
    because cases may point at it. `progress(done, total)` is told after every batch. Returns how many rows
    were added or corrected: 0 when the tree was complete. `now` is part of every action's shape; the rows
    carry no time. The room lies below the journal, so loading leaves no line there.
    """
    wanted = official_places()
    held = {row[0]: row[1:] for row in Place.objects.values_list("code", "level", "name", "kind", "postcode")}
    new = [place for place in wanted if place.code not in held]
    changed = [
        place
        for place in wanted
        if place.code in held and held[place.code] != (place.level, place.name, place.kind, place.postcode)
    ]
    total, done = len(new) + len(changed), 0
    for start in range(0, len(new), BATCH):
        batch = new[start : start + BATCH]
        Place.objects.bulk_create([_row(place) for place in batch])
        done += len(batch)
        if progress:
            progress(done, total)
    if changed:
        Place.objects.bulk_update(
            [_row(place) for place in changed], ["level", "name", "kind", "postcode"], batch_size=BATCH
        )
        if progress:
            progress(total, total)
    return total


def _row(place: OfficialPlace) -> Place:
    return Place(
        code=place.code,
        level=place.level,
        name=place.name,
        kind=place.kind,
        parent_id=place.parent,
        postcode=place.postcode,
    )
