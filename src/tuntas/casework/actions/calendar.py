"""Days on which no working day is counted."""

import json
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from lokal.holidays import HOLIDAY_YEARS, get_holidays

from tuntas.casework.models import Holiday
from tuntas.journal.actions import record

PAST = Path(__file__).resolve().parent.parent / "data" / "holidays.json"


def official_holidays() -> dict[date, str]:
    """National holidays and collective leave by day: 2021 to 2025 from our own file, later years from `lokal`.

    Both follow the joint decrees (SKB) of the ministers of religion, manpower and administrative reform, as
    last amended; the file names the decree of each year.
    """
    found = {
        date.fromisoformat(day): name
        for year in json.loads(PAST.read_text(encoding="utf-8")).values()
        for day, name in year["days"].items()
    }
    for year in HOLIDAY_YEARS:
        for holiday in get_holidays(year).holidays:
            name = f"Cuti bersama {holiday.name}" if holiday.type == "cuti_bersama" else holiday.name
            found.setdefault(date.fromisoformat(holiday.date), name)
    return found


@transaction.atomic
def load_holidays(*, now: datetime) -> int:
    """Add the official days that are missing and correct names; returns how many rows changed.

    Days the operator added stay. Deadlines already set do not move.
    """
    held = dict(Holiday.objects.values_list("day", "name"))
    wanted = official_holidays()
    rows = [Holiday(day=day, name=name) for day, name in wanted.items() if held.get(day) != name]
    if rows:
        Holiday.objects.bulk_create(rows, update_conflicts=True, unique_fields=["day"], update_fields=["name"])
        record(
            act="casework.holidays_loaded",
            subject="casework.holiday:all",
            by=None,
            now=now,
            data={"changed": len(rows)},
        )
    return len(rows)
