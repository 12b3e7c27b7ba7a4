"""The doors of the village office: for everybody outside it, its pages do not exist."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from tuntas.catalogue.middleware import ServiceRequest
from tuntas.kernel.clock import now as clock_now
from tuntas.places.terms import Level
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.queries.letters import letter_of
from tuntas.services.labkd.rules.access import Office, may_word, office_of

View = Callable[..., HttpResponseBase]


class DeskRequest(ServiceRequest):
    """The request of somebody in the office: for annotations only."""

    office: Office
    moment: datetime


def _kept_private(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    return response


def office(view: View) -> View:
    """For those who work in this village's office; 404 for others, sign-in for strangers."""

    @wraps(view)
    def opened(request: Any, place: str, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.moment = clock_now()
        request.office = office_of(request.user, request.place, request.moment)
        if request.place.level != Level.VILLAGE or not request.office.works:
            raise Http404
        return _kept_private(view(request, place, **named))

    return opened


def leading(view: View) -> View:
    """For the head and the secretary; others of the office read, and may not change."""

    @wraps(view)
    def opened(request: Any, place: str, **named: Any) -> HttpResponseBase:
        if not request.office.leads and request.method not in ("GET", "HEAD"):
            raise Http404
        return view(request, place, **named)

    return office(opened)


def wording(view: View) -> View:
    """For those who write templates and codes of this place, village or regency; the office of a village reads."""

    @wraps(view)
    def opened(request: Any, place: str, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.moment = clock_now()
        request.office = office_of(request.user, request.place, request.moment)
        request.writes = may_word(request.user, request.place, request.moment)
        if not (request.writes or request.office.works) or (request.method == "POST" and not request.writes):
            raise Http404
        return _kept_private(view(request, place, **named))

    return opened


def village(view: View) -> View:
    """Pages of everybody at a village; a regency has none of them."""

    @wraps(view)
    def opened(request: Any, place: str, **named: Any) -> HttpResponseBase:
        if request.place.level != Level.VILLAGE:
            raise Http404
        return view(request, place, **named)

    return opened


def letter_or_404(request: ServiceRequest, reference: str) -> Letter:
    """The letter of this village."""
    letter = letter_of(request.place, reference)
    if letter is None:
        raise Http404
    return letter


def back(letter: Letter) -> HttpResponse:
    """To the letter's page."""
    return redirect("labkd:letter", letter.case.place_id, letter.case.reference)


def quiet(response: HttpResponse) -> HttpResponse:
    """Pages of one request stay out of search engines, caches and referrers."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"  # none at all would make browsers send forms without their origin
    return response


def in_english(request: HttpRequest) -> bool:
    """Whether the reader's language is English."""
    return bool(getattr(request, "LANGUAGE_CODE", "id").startswith("en"))
