"""The door of the register: for everybody who does not keep it, its pages do not exist, whatever stands in them."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from tuntas.kernel.clock import now as clock_now
from tuntas.people.middleware import SignedRequest
from tuntas.people.terms import Role
from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.residents.models import Resident
from tuntas.residents.queries.register import resident_of
from tuntas.residents.rules.reading import MATRIX, roles_for
from tuntas.residents.terms import Purpose

View = Callable[..., HttpResponseBase]


class KeeperRequest(SignedRequest):
    """The request of somebody who keeps the village's register: for annotations only."""

    place: Place
    roles: frozenset[Role]
    moment: datetime


def keeper(view: View) -> View:
    """For who keeps this village's register; others get 404 before anything is looked up, strangers sign in.

    What strangers had typed is not put into their session: it may be identity, and a draft of it is kept sealed.
    """

    @wraps(view)
    def opened(request: Any, place: str, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            away = redirect_to_login(request.get_full_path())
            away.keeps_typed = True  # type: ignore[attr-defined]
            return away
        request.moment = clock_now()
        request.place = get_object_or_404(Place.objects.select_related("parent__parent"), code=place)
        request.roles = roles_for(request.user, request.place, request.moment)
        if request.place.level != Level.VILLAGE or not request.roles & MATRIX[Purpose.REGISTER_UPKEEP]:
            raise Http404
        response = view(request, **named)
        response["Cache-Control"] = "private, no-store"
        return response

    return opened


def resident_or_404(request: KeeperRequest, key: str) -> Resident:
    """The record of this village with that key."""
    found = resident_of(request.place, key)
    if found is None:
        raise Http404
    return found
