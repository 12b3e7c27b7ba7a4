"""Invented scores: a juror sees a proposal's merit through own severity and noise."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from random import Random

from tuntas.kipp.actions.rereading import mark_talk
from tuntas.kipp.actions.taking_in import take_in_scores
from tuntas.kipp.models import Assignment, Edition, Entry, Stage
from tuntas.kipp.queries.analysis import numbers_of, stages_with_print, wanted_in
from tuntas.people.models import Person


def score_stage(stage: Stage, merits: Mapping[int, float], now: datetime, lot: Random) -> int:
    """Hand in a sheet for every assignment of the stage, merit by entry id; how many.

    Values stay between 42 and 94, so that none asks for the remark an extreme needs.
    """
    keys = list(stage.criteria.values_list("key", flat=True))
    pairs = Assignment.objects.filter(stage=stage, removed_at=None).order_by("entry_id", "juror_id")
    severity: dict[int, float] = {}
    rows = []
    for entry, juror in pairs.values_list("entry_id", "juror_id"):
        lean = severity.setdefault(juror, lot.gauss(0, 3))
        values = {key: mark_of(merits[entry] + lean, lot) for key in keys}
        rows.append({"entry": entry, "juror": juror, "values": values, "remarks": {}, "remark": ""})
    take_in_scores(stage=stage, rows=rows, now=now)
    return len(rows)


def mark_of(middle: float, lot: Random) -> Decimal:
    """A whole score near `middle`, between 42 and 94."""
    return Decimal(round(min(94.0, max(42.0, lot.gauss(middle, 4)))))


def mark_uncertain(edition: Edition, by: Person, now: datetime) -> None:
    """Mark the two proposals of the desk whose places are the least sure, for the panel's talk."""
    stage = stages_with_print(edition)[0]
    for one in wanted_in(numbers_of(stage, list(edition.tracks.all())).lines, None)[:2]:
        entry = Entry.objects.get(pk=one.line.entry.pk)
        mark_talk(stage=stage, entry=entry, by=by, now=now, reason="Peringkatnya di garis batas (contoh)")
