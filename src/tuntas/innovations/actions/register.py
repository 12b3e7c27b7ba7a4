"""Loading the first content of the register: what public reports say, in our own words."""

import json
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction

from tuntas.innovations.actions.indexing import index
from tuntas.innovations.actions.upkeep import FACTS, searchable
from tuntas.innovations.models import Award, Innovation, Measure, Site
from tuntas.journal.actions import record
from tuntas.people.models import Organisation

REGISTER = Path(__file__).resolve().parent.parent / "data" / "register.json"


@lru_cache(maxsize=1)
def register_rows() -> tuple[dict[str, Any], ...]:
    """The data file: one object an innovation, with its awards and sources."""
    return tuple(json.loads(REGISTER.read_text(encoding="utf-8")))


@transaction.atomic
def load_register(*, now: datetime) -> int:
    """Bring the register up to the data file, by slug; returns how many innovations were added or corrected.

    Needs the places. An innovation its owner has touched (revision above 0) is left as the owner wrote it.
    Owners that are public institutions named in a report become organisations without people.
    """
    owners = _owners()
    held = {
        row.slug: row
        for row in Innovation.objects.select_related("owner", "place").prefetch_related("awards", "measures")
    }
    changed: list[int] = []
    for facts in register_rows():
        innovation = held.get(facts["slug"])
        if innovation is None:
            innovation = Innovation(slug=facts["slug"], added_at=now, is_public=True)
            _write(innovation, facts, owners)
        elif innovation.revision or _is_as(innovation, facts, owners):
            continue
        else:
            _write(innovation, facts, owners)
        changed.append(innovation.pk)
    if changed:
        index(changed)
        record(
            act="innovations.register_loaded",
            subject="innovations.register:data",
            by=None,
            now=now,
            data={"changed": len(changed)},
        )
    return len(changed)


def _owners() -> dict[tuple[str, str], Organisation]:
    """Every owner named in the file, by name and place; those missing are made."""
    found: dict[tuple[str, str], Organisation] = {}
    for facts in register_rows():
        if owner := facts["owner"]:
            key = (owner["name"], owner["place"])
            if key not in found:
                found[key] = Organisation.objects.filter(
                    name__iexact=owner["name"], place_id=owner["place"]
                ).first() or Organisation.objects.create(
                    name=owner["name"], kind=owner["kind"], place_id=owner["place"]
                )
    return found


def _values(facts: dict[str, Any], owners: dict[tuple[str, str], Organisation]) -> dict[str, Any]:
    owner = facts["owner"]
    started = facts.get("started_on")
    return {
        "name": facts["name"],
        "owner": owners[owner["name"], owner["place"]] if owner else None,
        "owner_name": facts["owner_name"],
        "place_id": facts["place"],
        "place_name": facts["place_name"],
        "started_on": date.fromisoformat(started) if started else None,
        "sources": facts["sources"],
        "category": facts.get("category", ""),  # a grouping of ours until the owner chooses
        **{field: facts[field] for field in FACTS},
    }


def _is_as(innovation: Innovation, facts: dict[str, Any], owners: dict[tuple[str, str], Organisation]) -> bool:
    """Whether nothing would change. Awards given since by a competition here do not count."""
    same = all(getattr(innovation, field) == value for field, value in _values(facts, owners).items())
    held = {(award.contest, award.year, award.result, award.result_en) for award in innovation.awards.all()}
    shown = {figure.name for figure in innovation.measures.all()}
    same = same and shown >= {figure["name"] for figure in facts.get("measures", ())}
    return same and held >= {(a["contest"], a["year"], a["result"], a["result_en"]) for a in facts["awards"]}


def _write(innovation: Innovation, facts: dict[str, Any], owners: dict[tuple[str, str], Organisation]) -> None:
    for field, value in _values(facts, owners).items():
        setattr(innovation, field, value)
    innovation.words = searchable(innovation)
    innovation.save()
    for order, figure in enumerate(facts.get("measures", ())):
        values = {**figure, "position": order, "added_at": innovation.added_at}
        Measure.objects.update_or_create(innovation=innovation, name=values.pop("name"), defaults=values)
    if innovation.place_id and not innovation.sites.exists():
        Site.objects.create(
            innovation=innovation,
            place_id=innovation.place_id,
            organisation=innovation.owner,
            organisation_name="" if innovation.owner else innovation.owner_name,
            since=innovation.started_on,
            source="; ".join(innovation.sources)[:300],
            added_at=innovation.added_at,
        )
    for award in facts["awards"]:
        Award.objects.update_or_create(
            innovation=innovation,
            contest=award["contest"],
            year=award["year"],
            defaults={"result": award["result"], "result_en": award["result_en"]},
        )
