"""Pages of the places. Public."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tuntas.places import queries
from tuntas.places.models import Place


def home(request: HttpRequest) -> HttpResponse:
    """All regencies and cities with their counts, and the search for any place."""
    typed = request.GET.get("q", "").strip()
    return render(
        request,
        "places/home.html",
        {
            "typed": typed,
            "found": queries.search(typed) if typed else None,
            "regencies": [] if typed else queries.regencies_counted(),
        },
    )


def place(request: HttpRequest, code: str) -> HttpResponse:
    """One place: where it lies and what lies below it."""
    here = get_object_or_404(Place, code=code)
    page = Paginator(queries.children(here), 50).get_page(request.GET.get("page"))
    return render(request, "places/place.html", {"place": here, "lineage": queries.lineage(here)[:-1], "page": page})
