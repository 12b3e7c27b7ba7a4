"""What the sealed minutes of a duel round print."""

from datetime import datetime
from typing import Any

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib_date
from tuntas.kipp.models import Duel
from tuntas.kipp.queries.minutes import letterhead
from tuntas.kipp.rules.spelling import long_date


def paper_data(duel: Duel, *, by: str, now: datetime, language: str, breaks_ties: bool) -> dict[str, Any]:
    """Everything the template reads (the caller has the language active)."""
    return {
        "letterhead": letterhead(duel.edition),
        "edition": said(duel.edition, "name"),
        "office": duel.edition.office.name,
        "track": said(duel.track, "title"),
        "reason": duel.reason,
        "opened": long_date(wib_date(duel.opened_at), language),
        "closed": long_date(wib_date(now), language),
        "early": duel.why_early,
        "breaks_ties": breaks_ties,
        "chair": by,
        "result": duel.result,
    }
