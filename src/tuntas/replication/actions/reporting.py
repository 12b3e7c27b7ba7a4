"""Relatives of innovations known from public reports, in our own words. Nobody here has confirmed them."""

import json
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tuntas.innovations.models import Innovation
from tuntas.journal.actions import record
from tuntas.places.models import Place
from tuntas.replication.models import ReportedCopy

REPORTED = Path(__file__).resolve().parent.parent / "data" / "reported.json"
FACTS = ("kinship", "place_id", "place_name", "since", "note", "note_en", "sources", "relative_id")


@transaction.atomic
def load_reported(*, now: datetime) -> int:
    """Bring the reported relatives up to the data file; how many were added or corrected. Needs the register."""
    slugs = dict(Innovation.objects.values_list("slug", "pk"))
    places = set(Place.objects.values_list("code", flat=True))
    held = {(row.innovation_id, row.name): row for row in ReportedCopy.objects.all()}
    changed = 0
    for facts in json.loads(REPORTED.read_text(encoding="utf-8")):
        if facts["innovation"] not in slugs:
            continue
        values = {
            **{key: facts.get(key, "") for key in ("kinship", "place_name", "since", "note", "note_en", "sources")},
            "place_id": facts["place"] if facts["place"] in places else None,
            "relative_id": slugs.get(facts["relative"] or ""),
        }
        key = (slugs[facts["innovation"]], facts["name"])
        row = held.get(key) or ReportedCopy(innovation_id=key[0], name=key[1])
        if row.pk and all(getattr(row, field) == values[field] for field in FACTS):
            continue
        for field in FACTS:
            setattr(row, field, values[field])
        row.save()
        changed += 1
    if changed:
        record(
            act="replication.reported_loaded",
            subject="replication.reported:data",
            by=None,
            now=now,
            data={"changed": changed},
        )
    return changed
