"""The juror's queue: what waits, what is begun, what is done."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tuntas.kernel.clock import now
from tuntas.kipp.models import Edition
from tuntas.kipp.queries.duels import running_for
from tuntas.kipp.queries.judging import DONE, DRAFT, PENDING, QueueRow, juror_stages, progress_of, queue
from tuntas.kipp.queries.panels import meetings_for
from tuntas.kipp.queries.unsealing import told_unsealings
from tuntas.kipp.rules.barring import hidden_from
from tuntas.kipp.rules.blind import is_blind
from tuntas.kipp.rules.calendar import has_opened
from tuntas.kipp.rules.judging import scores_closed, takes_scores
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import JURY, scored_stage, seat_of

STATES = (PENDING, DRAFT, DONE)
FILTERS = ("state", "category", "q")


@never_cache
@require_safe
@behind(JURY)
def jury(request: Visit, edition: Edition) -> HttpResponse:
    """All the juror's stages; straight to the queue where only one runs."""
    seat, moment = seat_of(request, edition), now()
    stages = juror_stages(seat, hidden=hidden_from(seat, moment))
    running = [one.stage for one in stages if takes_scores(one.stage, edition, moment)]
    if len(stages) == 1 or (len(running) == 1 and "semua" not in request.GET):
        return redirect("kipp:queue", edition.slug, (running or [stages[0].stage])[0].key)
    context = {
        "edition": edition,
        "stages": stages,
        "running": running,
        "duels": running_for(seat),
        "meetings": meetings_for(seat),
        "unsealings": told_unsealings(one.stage for one in stages),
    }
    return render(request, "kipp/judging/jury.html", context)


@never_cache
@require_safe
@behind(JURY)
def show(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """The queue with its filters, which are remembered for the session."""
    here = scored_stage(edition, stage)
    seat = seat_of(request, edition)
    moment = now()
    opened = has_opened(here, moment)
    rows = queue(seat, here, edition, hidden=hidden_from(seat, moment)) if opened else []
    chosen = _filters(request, f"queue-{here.pk}")
    shown = _filtered(rows, chosen)
    progress = progress_of(rows)
    return render(
        request,
        "kipp/judging/queue.html",
        {
            "edition": edition,
            "stage": here,
            "duels": running_for(seat) if here.locked_at else [],  # a round comes after the lock
            "meetings": meetings_for(seat) if scores_closed(here, moment) and not here.locked_at else [],
            "base": reverse("kipp:queue", args=[edition.slug, here.key]),
            "rows": shown,
            "progress": progress,
            "first": next((row for row in rows if row.state == DRAFT), None)
            or next((row for row in rows if row.state == PENDING), None),
            "chosen": chosen,
            "categories": sorted({row.category for row in rows if row.category}),
            "blind": is_blind(here, edition),
            "open": takes_scores(here, edition, moment),
            "opened": opened,
            "closed": scores_closed(here, moment),
            "ask": bool(rows) and not rows[0].stated and not scores_closed(here, moment),
            "turns": any(row.turn for row in rows),
            "unsealings": told_unsealings([here]),
        },
    )


def _filters(request: Visit, key: str) -> dict[str, str]:
    """What the address asks for, else what was asked last time; `?semua=1` forgets it."""
    if "semua" in request.GET:
        request.session.pop(key, None)
        return {}
    given = {name: request.GET[name].strip()[:80] for name in FILTERS if name in request.GET}
    if given:
        if request.session.get(key) != given:
            request.session[key] = given
        return given
    kept: dict[str, str] = request.session.get(key, {})
    return kept


def _filtered(rows: list[QueueRow], chosen: dict[str, str]) -> list[QueueRow]:
    state, category, words = chosen.get("state", ""), chosen.get("category", ""), chosen.get("q", "").casefold()
    return [
        row
        for row in rows
        if (state not in STATES or row.state == state)
        and (not category or row.category == category)
        and (not words or words in row.title.casefold() or words in row.reference.casefold())
    ]
