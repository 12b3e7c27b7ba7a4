"""The public register."""

# mypy: disable-error-code="arg-type"
# the rules ask is_authenticated first

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.innovations import queries, rules
from tuntas.innovations.forms import FilterForm
from tuntas.innovations.models import Innovation
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import now, wib_date

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def list_(request: HttpRequest) -> HttpResponse:
    """All public innovations, narrowed, sorted, fifty a page."""
    form = FilterForm(request.GET or None)
    filters = form.filters() if form.is_bound else queries.Filters()
    page = Paginator(queries.public(filters), 50).get_page(request.GET.get("page"))
    narrowed = filters != queries.Filters(sort=filters.sort)
    more = bool(filters.contest or filters.year or filters.status or filters.sort != "name")
    return render(request, "innovations/list.html", {"form": form, "page": page, "narrowed": narrowed, "more": more})


def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as a table, in the reader's language, without pages."""
    asked = FilterForm(request.GET or None)
    found = queries.public(asked.filters() if asked.is_bound else queries.Filters())
    columns = [_("Innovation"), _("Owner"), _("Place"), _("Code"), _("What it does")]
    columns += [_("The problem it answers"), _("Measured result")]
    columns += [_("Contests and awards"), _("Status"), _("Confirmed"), _("Sources"), _("Web address")]
    rows = [_row(innovation, request) for innovation in found]
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


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One innovation; an unpublished one exists for its owner and the operators only."""
    moment = now()
    innovation = queries.shown(slug)
    if innovation is None or not rules.may_see(request.user, innovation, moment):
        raise Http404
    return render(
        request,
        "innovations/page.html",
        {
            "innovation": innovation,
            "awards": innovation.awards.all(),
            "fresh": rules.is_fresh(innovation, moment),
            "may_edit": rules.may_edit(request.user, innovation, moment),
            "may_publish": rules.may_publish(request.user, innovation, moment),
        },
    )
