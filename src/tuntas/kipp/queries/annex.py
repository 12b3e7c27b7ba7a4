"""What the plenary's minutes print beside rankings and decisions: rules of order, panels, duels, votes, talks.

Plain JSON, frozen with the minutes; the caller has their language active.
"""

from typing import Any

from django.utils.formats import number_format

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib
from tuntas.kipp.models import Consolidation, Duel, Edition, SheetChange
from tuntas.kipp.queries.analysis import talks_of
from tuntas.kipp.queries.order import marks
from tuntas.kipp.queries.votes import vote_data


def annex(edition: Edition) -> dict[str, Any]:
    """Every part is empty where the edition had nothing of it."""
    return {
        "grade": None if edition.passing_grade is None else str(number_format(edition.passing_grade, 2)),
        "copied": _copied(edition),
        "panels": _panels(edition),
        "duels": _duels(edition),
        "votes": vote_data(edition),
        "talks": [
            {"stage": said(one.stage, "title"), "title": one.entry.title, "reason": one.reason}
            for one in talks_of(edition)
        ],
    }


def _copied(edition: Edition) -> list[dict[str, str]]:
    """Innovations that came first because others copied them, with the evidence; only where that is the rule."""
    if not edition.replicated_first:
        return []
    return [{"title": one.entry.title, "evidence": one.evidence} for one in marks(edition)]


def _panels(edition: Edition) -> list[dict[str, Any]]:
    rows = Consolidation.objects.filter(panel__stage__edition=edition, closed_at__isnull=False)
    changes: dict[int, list[dict[str, str]]] = {}
    for one in SheetChange.objects.filter(meeting__in=rows).select_related("sheet__assignment__entry"):
        changes.setdefault(one.meeting_id, []).append(
            {
                "title": one.sheet.assignment.entry.title,
                "before": str(one.before.get("total") or "–"),
                "after": str(one.after.get("total") or "–"),
                "reason": one.reason,
            }
        )
    return [
        {
            "stage": said(one.panel.stage, "title"),
            "panel": one.panel.title,
            "lead": one.panel.lead.person.name if one.panel.lead else "",
            "held_on": "" if one.held_on is None else one.held_on.strftime("%d-%m-%Y"),
            "present": [line.strip() for line in one.present.splitlines() if line.strip()],
            "agreed": one.agreed,
            "changes": changes.get(one.pk, []),
        }
        for one in rows.select_related("panel__stage", "panel__lead__person").order_by("opened_at", "pk")
    ]


def _duels(edition: Edition) -> list[dict[str, Any]]:
    rows = Duel.objects.filter(edition=edition, closed_at__isnull=False, cancelled_at=None)
    return [
        {
            "track": said(one.track, "title"),
            "minutes": one.minutes.label if one.minutes else "",
            "closed": wib(one.closed_at).strftime("%d-%m-%Y %H.%M WIB") if one.closed_at else "",
            "decides": edition.duel_breaks_ties,
            "rows": [{"place": row["place"], "title": row["title"]} for row in one.result.get("rows", [])],
        }
        for one in rows.select_related("track", "minutes").order_by("closed_at", "pk")
    ]
