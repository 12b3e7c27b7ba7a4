"""The first programmes: facts from public reports in our own words, each line with its source."""

import json
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from tuntas.forum.actions.programmes import begin_programme
from tuntas.forum.models import Programme
from tuntas.forum.queries.programmes import MODELS
from tuntas.forum.terms import PieceKind
from tuntas.innovations.models import Innovation
from tuntas.places.models import Place

LISTS = ("supported", "partner", "trial", "finding", "handover")


@transaction.atomic
def load_programmes(*, now: datetime) -> int:
    """Bring in the programmes that are not here yet; how many. What somebody changed since is left alone."""
    rows = json.loads(files("tuntas.forum").joinpath("data/programmes.json").read_text("utf-8"))
    there = set(Programme.objects.values_list("slug", flat=True))
    fresh = [row for row in rows if row["slug"] not in there]
    for row in fresh:
        _load(row, now)
    return len(fresh)


def _load(row: dict[str, Any], now: datetime) -> None:
    words = {name: value for name, value in row.items() if name not in (*LISTS, "slug")}
    programme = begin_programme(values=words | {"is_public": True}, by=None, now=now, slug=row["slug"])
    innovations = {one.slug: one for one in Innovation.objects.filter(slug__in=_named(row, "innovation"))}
    places = Place.objects.in_bulk(list(_named(row, "place")))
    for key in LISTS:
        model = MODELS[PieceKind[key.upper()]]
        lines = []
        for order, line in enumerate(row.get(key, [])):
            fields = dict(line)
            if "innovation" in fields:
                fields["innovation"] = innovations.get(fields["innovation"])
            if "place" in fields:
                fields["place"] = places.get(fields["place"])
                fields["place_name"] = "" if fields["place"] else line["place"]
            if key == "supported" and fields["innovation"] is None:
                continue  # an installation that did not load the register
            lines.append(model(programme=programme, order=order, **fields))  # type: ignore[misc]
        model._default_manager.bulk_create(lines)


def _named(row: dict[str, Any], what: str) -> set[str]:
    return {line[what] for key in LISTS for line in row.get(key, []) if what in line}
