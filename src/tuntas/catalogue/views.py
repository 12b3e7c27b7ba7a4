"""Pages of the catalogue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tuntas.catalogue.queries import modules_on
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.places.models import Place


def home(request: HttpRequest) -> HttpResponse:
    """The public list of services."""
    return render(request, "catalogue/home.html", {"modules": list(CATALOGUE)})


def desk(request: HttpRequest, place: str) -> HttpResponse:
    """The services that run at one place."""
    here = get_object_or_404(Place, code=place)
    return render(request, "catalogue/desk.html", {"place": here, "modules": modules_on(here)})
