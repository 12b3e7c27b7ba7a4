"""Their one page."""

from django.http import HttpRequest, HttpResponse


def page(request: HttpRequest, place: str) -> HttpResponse:
    """Says what the gate left on the request."""
    return HttpResponse(f"{request.module.key} {request.place.full_name}")
