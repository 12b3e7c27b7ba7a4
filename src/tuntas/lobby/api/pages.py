"""The open data explained to people, and as tables to take away."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.forum.queries.stories import public_stories
from tuntas.innovations.queries import Query, search
from tuntas.kernel.clock import now
from tuntas.lobby.api import LICENCE, api
from tuntas.lobby.api.competition import announced, rows_of
from tuntas.lobby.api.innovations import all_awards, all_sites, award_row, innovation_row, site_row
from tuntas.lobby.api.places import place_row
from tuntas.lobby.api.practice import all_copies, copy_row, story_row
from tuntas.lobby.queries.open_data import addresses_of
from tuntas.people.views.limits import limited
from tuntas.places.models import Place

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Rows = Iterable[dict[str, Any]]


def _innovations(request: HttpRequest) -> Rows:
    hits = search(Query()).hits
    hits.also = ("goals",)
    for start in range(0, len(hits), 500):
        for one in hits[start : start + 500]:
            row = innovation_row(request, one)
            row["awards"] = [" ".join(filter(None, (a["contest"], a["year"], a["result"]))) for a in row["awards"]]
            yield row


def _results(request: HttpRequest) -> Rows:
    return (row for edition in announced() for row in rows_of(request, edition))


TABLES: dict[str, tuple[str, Callable[[HttpRequest], Rows]]] = {
    "inovasi": (gettext_noop("Innovations"), _innovations),
    "penghargaan": (gettext_noop("Awards"), lambda request: map(award_row, all_awards())),
    "lokasi": (gettext_noop("Places that run them"), lambda request: map(site_row, all_sites())),
    "hasil": (gettext_noop("Results of the competition"), _results),
    "replikasi": (gettext_noop("Replications"), lambda request: map(copy_row, all_copies())),
    "berita": (gettext_noop("Stories"), lambda request: (story_row(request, one) for one in public_stories(now()))),
    "wilayah": (gettext_noop("Places"), lambda request: map(place_row, Place.objects.order_by("code"))),
}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What there is, under which licence, with every address, its choices and its fields."""
    addresses = addresses_of(api.get_openapi_schema())
    tables = [(name, _(label)) for name, (label, _rows) in TABLES.items()]
    base = request.build_absolute_uri("/").rstrip("/")
    return render(
        request,
        "lobby/data.html",
        {"addresses": addresses, "tables": tables, "licence": _(LICENCE), "base": base},
    )


@require_safe
@limited("table", reading=True)
def table(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """One kind of thing whole, as a table; columns are called as in the JSON."""
    if what not in TABLES:
        raise Http404
    label, rows_of_table = TABLES[what]
    rows = list(rows_of_table(request))
    columns = list(rows[0]) if rows else ["-"]
    values = [[_flat(row[column]) for column in columns] for row in rows]
    body = write_xlsx([Sheet(_(label), columns, values)]) if form == "xlsx" else write_csv(columns, values)
    headers = {"Content-Disposition": f'attachment; filename="{what}.{form}"', "Access-Control-Allow-Origin": "*"}
    return HttpResponse(body, content_type=TYPES[form], headers=headers)


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return ("1" if value else "0") if isinstance(value, bool) else value
