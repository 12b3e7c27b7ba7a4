"""The public register: asking it, seeing where the answers are, taking them away."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.innovations.forms.search import SearchForm
from tuntas.innovations.models import Innovation
from tuntas.innovations.queries.search import search
from tuntas.innovations.rules.search import LONGEST
from tuntas.innovations.rules.tags import FACETS
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib_date
from tuntas.places.rules import tile_map
from tuntas.ui.middleware import kept_briefly

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
MOST_ROWS = 5000  # in a table taken away; the open data has everything


@kept_briefly(60)
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """Public innovations that answer, fifty a page, or with `view=map` how many lie in each regency.

    A question longer than is read is cut in the address too, so that links of the page stay short.
    """
    typed = request.GET.get("text", "")
    if len(typed) > LONGEST + 1:
        asked: QueryDict = request.GET.copy()
        asked["text"] = typed[:LONGEST] + "…"
        return redirect(f"{request.path}?{asked.urlencode()}")
    form = SearchForm(request.GET or None)
    query = form.query()
    found = search(query)
    form.count(found.counts)
    mapped = request.GET.get("view") == "map"
    tiles = tile_map(_by_regency(found.counts)) if mapped else []
    page = Paginator(found.hits, 50).get_page(request.GET.get("page"))
    more = any(getattr(query, name) for name in ("copied", "cost", "goal", "contest", "year", "status", "sort"))
    there = {"form": form, "found": found, "query": query, "page": page, "more": more, "mapped": mapped}
    there |= {"tiles": tiles, "places": sorted((tile for tile in tiles if tile.number), key=lambda tile: -tile.number)}
    return render(request, "innovations/list.html", there)


def _by_regency(counts: dict[str, int]) -> dict[str, int]:
    start = FACETS["regency"]
    codes = {word.removeprefix(start): number for word, number in counts.items() if word.startswith(start)}
    return {f"{code[:2]}.{code[2:]}": number for code, number in codes.items() if len(code) == 4}


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as a table, in the reader's language, without pages; at most `MOST_ROWS`."""
    found = search(SearchForm(request.GET or None).query())
    columns = [_("Innovation"), _("Owner"), _("Place"), _("Code"), _("What it does")]
    columns += [_("The problem it answers"), _("Measured result")]
    columns += [_("Contests and awards"), _("Status"), _("Confirmed"), _("Sources"), _("Web address")]
    rows = [
        _row(innovation, request)
        for start in range(0, min(found.total, MOST_ROWS), 500)
        for innovation in found.hits[start : start + 500]
    ]
    data = write_xlsx([Sheet(_("Innovations"), columns, rows)]) if form == "xlsx" else write_csv(columns, rows)
    headers = {"Content-Disposition": f'attachment; filename="inovasi.{form}"'}
    return HttpResponse(data, content_type=TYPES[form], headers=headers)


def _row(innovation: Innovation, request: HttpRequest) -> list[Any]:
    awards = [" ".join([a.contest, a.year, said(a, "result")]).strip() for a in innovation.awards.all()]
    return [
        innovation.name,
        innovation.owner.name if innovation.owner else innovation.owner_name,
        innovation.place.full_name if innovation.place else innovation.place_name,
        innovation.place_id or "",
        said(innovation, "summary"),
        said(innovation, "problem"),
        said(innovation, "result"),
        "; ".join(awards),
        innovation.get_status_display(),
        wib_date(innovation.confirmed_at) if innovation.confirmed_at else None,
        "; ".join(innovation.sources),
        request.build_absolute_uri(reverse("innovations:page", args=[innovation.slug])),
    ]
