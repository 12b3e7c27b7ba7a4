"""What every page asks first: which place, which service, who is looking."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tuntas.kernel.clock import now, wib_date
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.quality.flow import service
from tuntas.quality.models import Response, Tally
from tuntas.quality.queries.cards import Window, named, window_of
from tuntas.quality.rules.access import may_keep_survey


def place_of(code: str) -> Place:
    """The place, with the one above; 404 where there is none."""
    return get_object_or_404(Place.objects.select_related("parent"), code=code)


def known_service(key: str) -> Any:
    """The name of the service; 404 where nobody ever measured it or asked about it."""
    had = Tally.objects.filter(service=key).exists() or Response.objects.filter(service=key).exists()
    known = service(key) is not None or had
    if not known:
        raise Http404
    return named(key)


def window(request: HttpRequest) -> Window:
    """The year asked for."""
    return window_of(request.GET.get("bulan", ""), wib_date(now()))


def keeps(request: HttpRequest, place: Place, moment: datetime) -> bool:
    """Whether the visitor keeps the survey of the place."""
    return isinstance(request.user, Person) and may_keep_survey(request.user, place, moment)


def keeper(request: HttpRequest, code: str, key: str, moment: datetime) -> tuple[Place, Any]:
    """The place and the service's name, for who keeps its survey; 403 for others."""
    place, name = place_of(code), known_service(key)
    if not keeps(request, place, moment):
        raise PermissionDenied
    return place, name
