"""What is printed on the paper sheets of a meeting."""

from typing import Any

from django.utils.translation import override

from tuntas.services.selapanan.models import Meeting
from tuntas.services.selapanan.queries.meetings import agenda_of, roll_of
from tuntas.services.selapanan.rules.spelling import spelled_day
from tuntas.services.selapanan.terms import SheetKind

EMPTY_LINES = 8


def sheet_data(meeting: Meeting, kind: str) -> dict[str, Any]:
    """Texts for the sheet, in the reader's language; empty lines to write on."""
    group = meeting.group
    with override("id"):
        place = group.place.full_name
    data: dict[str, Any] = {
        "kind": kind,
        "letterhead": {"lines": [place, group.name], "address": ""},
        "number": meeting.number,
        "day": spelled_day(meeting.day),
        "hour": meeting.hour.strftime("%H.%M"),
        "venue": meeting.venue,
        "reference": meeting.case.reference,
        "lines": EMPTY_LINES,
    }
    if kind == SheetKind.AGENDA:
        agenda = agenda_of(meeting)
        data["answers"] = [
            f"{one.finding.get_kind_display()}: {one.outcome or one.finding.note}" for one in agenda.answers
        ]
        data["waiting"] = [f"{one.finding.get_kind_display()} ({one.taken_by})" for one in agenda.waiting]
        data["tasks"] = [f"{task.text} ({task.owner.name})" if task.owner else task.text for task in agenda.tasks]
        data["items"] = [str(item.shown) for item in meeting.items.all()]
    elif kind == SheetKind.ROLL:
        data["members"] = [member.name for member, _state in roll_of(meeting)]
    return data
