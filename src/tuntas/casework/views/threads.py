"""Threads of referrals end to end, and what is stuck in them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tuntas.casework.flow import flow_of, kind, stage_of
from tuntas.casework.models import Case
from tuntas.casework.queries import stuck as queries
from tuntas.casework.queries.threads import serves, thread, thread_of
from tuntas.casework.rules import roles_for
from tuntas.casework.terms import Snag
from tuntas.casework.views.inbox import TYPES
from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest

AT_ONCE = 5000  # lines of an export


@login_required
def show(request: SignedRequest, reference: str) -> HttpResponse:
    """Where it began, what it led to, who has it now. For whoever has a part in any of it; for others there is none."""
    moment = now()
    found = Case.objects.select_related("place").filter(reference=reference.upper()).first()
    if found is None:
        raise Http404
    root = thread_of(found)
    shown = thread(root, request.user, moment)
    if not (shown.seen or roles_for(found, request.user, moment)):
        raise Http404
    context = {"thread": shown, "root": root, "stage": stage_of(root), "flow": flow_of(root), "asked": found}
    return render(request, "casework/thread.html", context)


@login_required
def stuck(request: SignedRequest) -> HttpResponse:
    """What does not go on, fifty a page: overdue first, then the longest."""
    moment, asked = now(), _asked(request)
    codes = serves(request.user, moment)
    found = queries.stuck(request.user, moment, codes=codes, **asked)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    rows = queries.stuck_rows(page, request.user, moment, codes)
    places, kinds = queries.choices(request.user, moment, codes)
    named = [(key, known.label if (known := kind(key)) else key) for key in kinds]
    context = {"page": page, "rows": rows, "places": places, "kinds": named, "snags": Snag.choices, "asked": asked}
    return render(request, "casework/stuck.html", context)


@login_required
def export(request: SignedRequest, form: str) -> HttpResponse:
    """The same list as a table. Words of a referral only where the person may read them."""
    if form not in TYPES:
        raise Http404
    moment = now()
    found = queries.stuck(request.user, moment, **_asked(request))[:AT_ONCE]
    columns = [
        _("Case"),
        _("Kind"),
        _("Sender"),
        _("To"),
        _("What holds it up"),
        _("With"),
        _("Since"),
        _("Promised for"),
    ]
    rows: list[list[Any]] = [
        [
            row.knot.referral.raised_by_case.reference,
            str(row.knot.label),
            row.knot.referral.raised_by_case.place.full_name,
            row.knot.referral.place.full_name,
            str(row.snag.label),
            row.knot.with_whom,
            row.since,
            row.knot.promise,
        ]
        for row in queries.stuck_rows(found, request.user, moment)
    ]
    data = write_xlsx([Sheet(_("Stuck"), columns, rows)]) if form == "xlsx" else write_csv(columns, rows)
    headers = {"Content-Disposition": f'attachment; filename="macet.{form}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=TYPES[form], headers=headers)


def _asked(request: SignedRequest) -> dict[str, Any]:
    return {name: request.GET.get(name, "") for name in ("place", "kind", "snag")}
