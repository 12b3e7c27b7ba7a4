"""The gate: a service has pages only where it is switched on."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from tuntas.catalogue.queries.switches import is_on
from tuntas.catalogue.shelf.catalogue import CATALOGUE
from tuntas.catalogue.terms import Module
from tuntas.people.middleware import SignedRequest
from tuntas.places.models import Place


class ServiceRequest(SignedRequest):
    """The request a view of a service gets: for annotations only."""

    place: Place
    module: Module


class Gate:
    """Answers 404 for every address of a module at a place where it does not run; else says which place it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        match = request.resolver_match
        module = CATALOGUE.find(match.namespaces[0]) if match and match.namespaces else None
        if module is None:
            return
        place = Place.objects.select_related("parent__parent__parent").filter(code=kwargs.get("place", "")).first()
        if place is None or not is_on(module.key, place):
            raise Http404
        request.place, request.module = place, module  # type: ignore[attr-defined]
