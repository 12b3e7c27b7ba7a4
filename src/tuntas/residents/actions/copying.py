"""A person's own data, to read and to take along."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuntas.documents.press.typeset import typeset
from tuntas.files.sheets import write_csv
from tuntas.journal.actions import record
from tuntas.kernel.clock import wib, wib_date
from tuntas.people.models import Person
from tuntas.residents.actions.reading import identify
from tuntas.residents.models import Resident
from tuntas.residents.queries.shown import grounds_shown, history_shown, said, trail_shown
from tuntas.residents.terms import Purpose, ReadKind

KINDS = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True)
class Copy:
    """A file for the person: bytes, type and a name that tells nothing."""

    data: bytes
    content_type: str
    name: str


@transaction.atomic
def copy_of(*, resident: Resident, form: str, by: Person, now: datetime) -> Copy:
    """All that is kept about the person and who read it, as `pdf`, `csv` or `json`; handing it out is logged."""
    who = identify(
        resident=resident, purpose=Purpose.RIGHT_OF_ACCESS, by=by, now=now, kind=ReadKind.EXPORTED, reason=form
    )
    parts: list[tuple[str, list[list[str]]]] = [
        (_("What is kept"), [[label, value] for label, value in said(who)]),
        (_("Addresses and events"), history_shown(resident)),
        (_("Why it may be read"), grounds_shown(resident)),
        (_("Who read it"), [line.words for line in trail_shown(resident, limit=500)]),
    ]
    record(act="residents.copied", subject=resident, by=by, now=now, data={"form": form})
    make = {"pdf": _paper, "csv": _table, "json": _data}[form]
    return Copy(make(parts, who.village, now), KINDS[form], f"data-{resident.key[:6]}-{wib_date(now):%Y%m%d}.{form}")


def _data(parts: list[tuple[str, list[list[str]]]], village: str, now: datetime) -> bytes:
    whole = {"village": village, "made": wib(now).isoformat(), **dict(parts)}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def _table(parts: list[tuple[str, list[list[str]]]], village: str, now: datetime) -> bytes:
    rows = [[title, *row] for title, rows_ in parts for row in rows_]
    width = max(map(len, rows), default=1)
    head = [_("Part"), *[str(number) for number in range(1, width)]]
    return write_csv(head, [[*row, *[""] * (width - len(row))] for row in rows])


def _paper(parts: list[tuple[str, list[list[str]]]], village: str, now: datetime) -> bytes:
    title = _("Your data in the register of %(village)s") % {"village": village}
    frame: dict[str, Any] = {
        "title": title,
        "label": f"{wib(now):%d.%m.%Y}",
        "kind": "residents.own_data",
        "holder": "",
        "date": f"{wib(now):%d.%m.%Y}",
        "language": "en" if (get_language() or "id").startswith("en") else "id",
        "code": "",
        "address": settings.PUBLIC_ADDRESS,
        "is_sample": False,
    }
    data = {"parts": [{"title": name, "rows": rows} for name, rows in parts if rows]}
    return typeset(kind="residents.own_data", frame=frame, data=data, qr="", moment=now)
