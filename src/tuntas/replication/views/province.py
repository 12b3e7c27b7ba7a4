"""Over all copies: what the province sees, and what is mine."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tuntas.casework.flow import stage_of
from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest
from tuntas.replication.actions.errors import ReplicationRefused
from tuntas.replication.actions.talking import nudge as remind
from tuntas.replication.models import Replication
from tuntas.replication.queries import statistics as figures
from tuntas.replication.queries.copies import found
from tuntas.replication.queries.copies import mine as mine_of
from tuntas.replication.rules import may_facilitate
from tuntas.replication.terms import CopyStage

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def _rows(copies: Any) -> list[tuple[Replication, Any]]:
    return [(copy, stage_of(copy.case)) for copy in copies]


@login_required
def mine(request: SignedRequest) -> HttpResponse:
    """Copies the person has a part in, fifty a page."""
    page = Paginator(mine_of(request.user, now()), 50).get_page(request.GET.get("page"))
    return render(request, "replication/mine.html", {"page": page, "rows": _rows(page), "moment": now()})


@login_required
def province(request: SignedRequest) -> HttpResponse:
    """The funnel, days a stage takes, what has come to rest, and all copies."""
    moment = now()
    if not may_facilitate(request.user, moment):
        raise PermissionDenied
    stage = request.GET.get("tahap", "")
    stage = stage if stage in CopyStage.values else ""
    page = Paginator(figures.listed(stage), 50).get_page(request.GET.get("page"))
    context = {
        "figures": figures.statistics(moment),
        "stalled": _rows(figures.stalled(moment)[:50]),
        "page": page,
        "rows": _rows(page),
        "stage": stage,
        "stages": CopyStage.choices,
    }
    return render(request, "replication/province.html", context)


@login_required
def export(request: SignedRequest, form: str) -> HttpResponse:
    """All copies as a table."""
    if not may_facilitate(request.user, now()):
        raise PermissionDenied
    columns = [_("Number"), _("Innovation"), _("Owner"), _("Adopter"), _("Place"), _("Code"), _("Copied from")]
    columns += [_("Stage"), _("Opened"), _("Since"), _("Due"), _("Running since"), _("Units"), _("Sample")]
    rows = figures.rows_for_sheet(figures.listed(request.GET.get("tahap", "")))
    data = write_xlsx([Sheet(_("Copies"), columns, rows)]) if form == "xlsx" else write_csv(columns, rows)
    headers = {"Content-Disposition": f'attachment; filename="replikasi.{form}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=TYPES[form], headers=headers)


@login_required
@require_POST
def nudge(request: SignedRequest, reference: str) -> HttpResponse:
    """Remind whoever's turn it is."""
    moment = now()
    if not may_facilitate(request.user, moment):
        raise PermissionDenied
    copy = found(reference)
    if copy is None:
        raise Http404
    try:
        remind(copy=copy, by=request.user, now=moment)
    except ReplicationRefused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("They have been reminded."))
    return redirect("replication:province")
