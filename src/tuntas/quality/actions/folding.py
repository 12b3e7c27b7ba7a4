"""Measures into sums: a case takes back what it added before and adds what it is now."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db import transaction

from tuntas.quality.models import Measure, Tally
from tuntas.quality.rules.measuring import SUMS, adds

Key = tuple[str, str, str, str]  # service, place, month (ISO), group
Part = dict[str, Any]  # sums by name, and "hours": {bin: number}


def keys(counted: dict[str, Any]) -> Iterator[Key]:
    """The tallies a case stands in: its place and every place above, everybody and each of its groups."""
    parts = counted["place"].split(".")
    for depth in range(1, len(parts) + 1):
        for group in ("", *counted["groups"]):
            yield counted["service"], ".".join(parts[:depth]), counted["month"], group


def add(into: dict[Key, Part], counted: dict[str, Any] | None, sign: int) -> None:
    """Add (1) or take back (-1) what a case counts."""
    if counted is None:
        return
    for key in keys(counted):
        part = into.get(key)
        if part is None:
            part = into[key] = {"hours": {}, **dict.fromkeys(SUMS, 0)}
        for name, number in counted["sums"].items():
            part[name] += sign * number
        part["hours"][counted["bin"]] = part["hours"].get(counted["bin"], 0) + sign


@transaction.atomic
def fold(cases: Collection[int]) -> None:
    """Bring these cases' measures into the sums as they stand. Repeating it changes nothing."""
    measures = list(
        Measure.objects.select_for_update(of=("self",)).select_related("case").filter(pk__in=cases).order_by("pk")
    )
    changes: dict[Key, Part] = {}
    for measure in measures:
        counts = adds(measure)
        if counts != measure.counted:
            add(changes, measure.counted, -1)
            add(changes, counts, 1)
        measure.counted, measure.stale = counts, False
    Measure.objects.bulk_update(measures, ["counted", "stale"], batch_size=200)
    _apply({key: part for key, part in changes.items() if any(part[name] for name in SUMS) or any_hours(part)})


def any_hours(part: Part) -> bool:
    """Whether a bin of the histogram changes."""
    return any(part["hours"].values())


def _apply(changes: dict[Key, Part]) -> None:
    """Change the rows of these keys, locked in one order so that two writers never wait for each other."""
    if not changes:
        return
    blank = [Tally(**_named(key)) for key in sorted(changes)]
    Tally.objects.bulk_create(blank, ignore_conflicts=True, batch_size=500)
    services, places, months, groups = (sorted({key[at] for key in changes}) for at in range(4))
    held = Tally.objects.select_for_update().filter(
        service__in=services, place__in=places, month__in=[date.fromisoformat(month) for month in months]
    )
    rows = [row for row in held.filter(group__in=groups).order_by("pk") if _key(row) in changes]
    for row in rows:
        part = changes[_key(row)]
        for name in SUMS:
            setattr(row, name, getattr(row, name) + part[name])
        for number, count in part["hours"].items():
            row.hours[number] = row.hours.get(number, 0) + count
        row.hours = {number: count for number, count in row.hours.items() if count}
    Tally.objects.bulk_update([row for row in rows if row.cases], [*SUMS, "hours"], batch_size=100)
    Tally.objects.filter(pk__in=[row.pk for row in rows if not row.cases]).delete()


@transaction.atomic
def from_zero() -> None:
    """Make the sums anew from every measure."""
    Tally.objects.all().delete()
    total: dict[Key, Part] = {}
    some: list[Measure] = []
    for measure in Measure.objects.select_related("case").order_by("pk").iterator(chunk_size=2000):
        counts = adds(measure)
        add(total, counts, 1)
        if counts != measure.counted or measure.stale:
            measure.counted, measure.stale = counts, False
            some.append(measure)
        if len(some) >= 2000:
            Measure.objects.bulk_update(some, ["counted", "stale"], batch_size=200)
            some = []
    Measure.objects.bulk_update(some, ["counted", "stale"], batch_size=200)
    Tally.objects.bulk_create([Tally(**_named(key), **part) for key, part in total.items()], batch_size=500)


def _named(key: Key) -> dict[str, Any]:
    service, place, month, group = key
    return {"service": service, "place_id": place, "month": date.fromisoformat(month), "group": group}


def _key(row: Tally) -> Key:
    return row.service, row.place_id, row.month.isoformat(), row.group
