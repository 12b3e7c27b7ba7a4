"""A session that died while somebody worked: back to the page they were on, and what they typed with them."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from tuntas.people.models import Person
from tuntas.ui.rules import typed_text

TYPED = "people.typed"  # session key: what arrived after the session had ended


class SignedRequest(HttpRequest):
    """The request a view behind `login_required` gets: for annotations only."""

    user: Person


class BackToYourPlace:
    """Where a view sends an anonymous person to sign in: a script gets 401, a sent form leads back to its page.

    The page is taken from the Referer header, which the house's own policy always sends within the site.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseRedirect) or request.user.is_authenticated:
            return response
        target, login = urlsplit(response.url), resolve_url(settings.LOGIN_URL)
        if target.path != login or REDIRECT_FIELD_NAME not in parse_qs(target.query):
            return response
        if wants_data(request):
            return JsonResponse({"sign_in": gettext("You are signed out. Sign in again to save.")}, status=401)
        if request.method == "POST":
            place = _page_of(request)
            if not getattr(response, "keeps_typed", False):
                _keep(request, place)
            if place:
                return HttpResponseRedirect(f"{login}?{urlencode({REDIRECT_FIELD_NAME: place})}")
        return response


def came_back(request: HttpRequest) -> list[dict[str, str]]:
    """What somebody sent from this page while signed out, as `{name, text}`: once, when they look at it signed in."""
    kept = request.session.get(TYPED)
    if not kept or request.method != "GET" or kept["place"] != request.path or not request.user.is_authenticated:
        return []
    del request.session[TYPED]
    return list(kept["pieces"])


def _keep(request: HttpRequest, place: str) -> None:
    """The typed text waits in the visitor's new session; scripts, which keep it on the device, are not needed."""
    pieces = [{"name": piece.name, "text": piece.text} for piece in typed_text(request.POST)]
    if pieces:
        request.session[TYPED] = {"place": urlsplit(place).path or request.path, "pieces": pieces}


def wants_data(request: HttpRequest) -> bool:
    """True for a script that saves in the background."""
    return (
        request.headers.get("X-Requested-With") in {"XMLHttpRequest", "fetch"}
        or request.headers.get("HX-Request") == "true"
        or request.headers.get("Accept", "").startswith("application/json")
    )


def _page_of(request: HttpRequest) -> str:
    """Path and query of the page the form was on, if it was one of ours."""
    came_from = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    if not came_from or not here:
        return ""
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
