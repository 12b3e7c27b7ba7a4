"""What waits for me."""

# mypy: disable-error-code="arg-type"
# behind login_required request.user is a Person

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tuntas.casework import queries
from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.kernel.clock import now

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Cases whose turn is the person's: late first, fifty a page, by flow if asked."""
    moment = now()
    numbers = queries.inbox(request.user, moment)
    flow = _flow(request, numbers)
    page = Paginator(queries.waiting_for(request.user, moment, flow), 50).get_page(request.GET.get("page"))
    rows = queries.waiting_rows(page, moment)
    return render(request, "casework/inbox.html", {"numbers": numbers, "flow": flow, "page": page, "rows": rows})


@login_required
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as a table, without pages."""
    if form not in TYPES:
        raise Http404
    moment = now()
    flow = _flow(request, queries.inbox(request.user, moment))
    cases = queries.waiting_for(request.user, moment, flow)
    columns = [_("Number"), _("Title"), _("Kind"), _("Stage"), _("Place"), _("Waiting since"), _("Due"), _("Late")]
    rows: list[list[Any]] = [
        [
            row.case.reference,
            row.case.title,
            str(row.flow),
            str(row.stage),
            row.case.place.full_name,
            row.case.stage_since,
            row.case.due_at,
            _("yes") if row.late else "",
        ]
        for row in queries.waiting_rows(cases, moment)
    ]
    data = write_xlsx([Sheet(_("Waiting for me"), columns, rows)]) if form == "xlsx" else write_csv(columns, rows)
    headers = {"Content-Disposition": f'attachment; filename="urusan.{form}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=TYPES[form], headers=headers)


def _flow(request: HttpRequest, numbers: queries.Inbox) -> str:
    """The flow asked for, if anything of it waits."""
    asked = request.GET.get("flow", "")
    return asked if asked in [key for key, _name, _number in numbers.flows] else ""
