"""The public register."""

# mypy: disable-error-code="arg-type"
# the rules ask is_authenticated first

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tuntas.innovations import queries, rules
from tuntas.innovations.forms import FilterForm
from tuntas.kernel.clock import now


def list_(request: HttpRequest) -> HttpResponse:
    """All public innovations, narrowed, sorted, fifty a page."""
    form = FilterForm(request.GET or None)
    filters = form.filters() if form.is_bound else queries.Filters()
    page = Paginator(queries.public(filters), 50).get_page(request.GET.get("page"))
    narrowed = filters != queries.Filters(sort=filters.sort)
    return render(request, "innovations/list.html", {"form": form, "page": page, "narrowed": narrowed})


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
