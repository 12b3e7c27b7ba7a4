"""Runs of assigning: their list, one with its replay, and the reasons of a single assignment."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tuntas.kernel.clock import now
from tuntas.kipp.models import Assignment, Edition, Run
from tuntas.kipp.queries.judging import queue
from tuntas.kipp.queries.runs import replay, runs_of, same_worth
from tuntas.kipp.queries.whys import why, why_all
from tuntas.kipp.rules.barring import hidden_from
from tuntas.kipp.rules.blind import is_blind
from tuntas.kipp.rules.calendar import has_opened
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import JURY, STAFF, scored_stage, seat_of

PAGE = 50
LEVELS = ("places", "moves", "loads", "cost")


@never_cache
@require_safe
@behind(STAFF)
def history(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """All runs of the stage, latest first."""
    here = scored_stage(edition, stage)
    page = Paginator(runs_of(here), PAGE).get_page(request.GET.get("page"))
    return render(request, "kipp/assigning/runs.html", {"edition": edition, "stage": here, "page": page})


@never_cache
@require_safe
@behind(STAFF)
def show(request: Visit, edition: Edition, stage: str, run: int) -> HttpResponse:
    """What a run was worked out from and what it gave; `?ulang=1` works it out again."""
    here = scored_stage(edition, stage)
    found = get_object_or_404(Run.objects.select_related("by"), pk=run, stage=here)
    again = replay(found) if "ulang" in request.GET else None
    context = {
        "edition": edition,
        "stage": here,
        "run": found,
        "levels": [(name, found.objective.get(name), found.objective.get(f"least_{name}")) for name in LEVELS]
        if found.objective
        else [],
        "again": again,
        "same_worth": again is not None and same_worth(found, again),
        "kept": found.assignments.filter(removed_at=None).count(),
    }
    return render(request, "kipp/assigning/run.html", context)


@never_cache
@require_safe
@behind(STAFF)
def why_one(request: Visit, edition: Edition, stage: str, assignment: int) -> HttpResponse:
    """Why this juror has this proposal, and what spoke against the others."""
    here = scored_stage(edition, stage)
    found = get_object_or_404(
        Assignment.objects.select_related("run", "entry__category", "entry__case", "juror__person"),
        pk=assignment,
        stage=here,
        removed_at=None,
    )
    context = {"edition": edition, "stage": here, "assignment": found, "why": why(found)}
    return render(request, "kipp/assigning/why.html", context)


@never_cache
@require_safe
@behind(JURY)
def why_mine(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """A juror's own proposals with the reasons; nothing of other jurors, nothing a blind juror must not know."""
    here, moment = scored_stage(edition, stage), now()
    if not has_opened(here, moment):
        raise Http404
    seat = seat_of(request, edition)
    hidden = hidden_from(seat, moment)
    reasons = why_all(seat, here)
    context = {
        "edition": edition,
        "stage": here,
        "runs": reasons.runs,
        "rows": [(row, reasons.rows.get(row.reference, "")) for row in queue(seat, here, edition, hidden=hidden)],
        "blind": is_blind(here, edition),
    }
    return render(request, "kipp/assigning/why_mine.html", context)
