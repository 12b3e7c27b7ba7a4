"""Whom a further reading would go to, as things stand now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tuntas.kipp.models import Assignment, SeatHolder, Stage
from tuntas.kipp.queries.assigning import entries_of, loads
from tuntas.kipp.queries.conflicts import barred_among
from tuntas.kipp.rules.judging import scores_closed
from tuntas.kipp.rules.rereading import choose


@dataclass(frozen=True)
class Readers:
    """(entry id, juror seat id) to add; entries without anybody left; the jurors by seat id."""

    pairs: tuple[tuple[int, int], ...]
    nobody: tuple[int, ...]
    jurors: dict[int, SeatHolder]


def readers_for(stage: Stage, entries: Collection[int], now: datetime) -> Readers:
    """One further juror for each entry that this stage still scores.

    While the stage is open, an entry with a sheet still out gets nobody: a second click adds no second reader.
    """
    wanted = list(entries_of(stage).filter(pk__in=list(entries)))
    there = list(
        Assignment.objects.filter(stage=stage, entry__in=[entry.pk for entry in wanted], removed_at=None).values_list(
            "entry_id", "juror_id", "sheet__handed_in_at"
        )
    )
    running = not scores_closed(stage, now)
    waiting = {entry for entry, _seat, handed_in in there if running and handed_in is None}
    work = loads(stage)
    jurors = {load.juror.pk: load.juror for load in work}
    for juror in jurors.values():
        juror.edition = stage.edition
    free = [entry for entry in wanted if entry.pk not in waiting]
    choice = choose(
        [entry.pk for entry in free],
        {load.juror.pk: load.open for load in work},
        {(entry, seat) for entry, seat, _handed_in in there},
        barred_among(stage.edition, list(jurors.values()), free, now) if free and jurors else frozenset(),
        *_groups(stage),
    )
    return Readers(choice.pairs, choice.nobody, jurors)


def _groups(stage: Stage) -> tuple[dict[int, int], dict[int, int]]:
    """Entry id → group and seat id → group, by the sheets handed in."""
    rows = Assignment.objects.filter(stage=stage, sheet__handed_in_at__isnull=False).order_by("entry_id", "juror_id")
    pairs = list(rows.values_list("entry_id", "juror_id"))
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for entry, seat in pairs:
        parent[top(("entry", entry))] = top(("juror", seat))
    names: dict[tuple[str, int], int] = {}
    found: dict[str, dict[int, int]] = {"entry": {}, "juror": {}}
    for node in list(parent):
        found[node[0]][node[1]] = names.setdefault(top(node), len(names))
    return found["entry"], found["juror"]
