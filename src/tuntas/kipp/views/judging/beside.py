"""Scores of desk, interview and field side by side: for the office by entry, for a juror the own ones."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tuntas.kernel.clock import now
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.queries.beside import jurors_beside, own_beside
from tuntas.kipp.queries.derivation import final_derivation
from tuntas.kipp.queries.standings import JUDGED, counted_of, scored_stages
from tuntas.kipp.rules.unsealing import hidden
from tuntas.kipp.views.doors import Visit, behind, hidden_at
from tuntas.kipp.views.judging.door import JURY, STAFF, seat_of


@never_cache
@require_safe
@behind(STAFF)
def entry(request: Visit, edition: Edition, reference: str) -> HttpResponse:
    """Every juror's totals of one entry in all stages; the final score only where nothing of it is hidden."""
    found = (
        Entry.objects.filter(edition=edition, case__reference=reference, case__stage__in=JUDGED)
        .select_related("case", "organisation", "track", "edition")
        .first()
    )
    if found is None:
        raise Http404
    stages = scored_stages(edition)
    shut = {stage.pk for stage in hidden(stages, request.seats, now())}
    open_ones = not shut & {stage.pk for stage in counted_of(stages)}
    context = {
        "edition": edition,
        "entry": found,
        "stages": stages,
        "rows": jurors_beside(found, stages, shut),
        "final": final_derivation(found)[0] if open_ones else None,
    }
    return render(request, "kipp/judging/beside.html", context)


@never_cache
@require_safe
@behind(JURY)
def mine(request: Visit, edition: Edition) -> HttpResponse:
    """The juror's own totals of every locked stage."""
    seat = seat_of(request, edition)
    stages, rows = own_beside(seat, edition, hidden_at(request, now()))
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"edition": edition, "stages": stages, "rows": page.object_list, "page": page}
    return render(request, "kipp/judging/my_scores.html", context)
