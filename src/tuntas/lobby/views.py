"""The front door, the desk and the search box."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tuntas.kernel.clock import now
from tuntas.lobby.queries.desk import desk_of
from tuntas.lobby.queries.home import front
from tuntas.lobby.queries.search import search as find
from tuntas.people.middleware import SignedRequest


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Tuntas is, what is open now, what is new."""
    return render(request, "lobby/home.html", {"front": front()})


@login_required
@require_safe
def desk(request: SignedRequest) -> HttpResponse:
    """What waits for the person who signed in."""
    return render(request, "lobby/desk.html", {"desk": desk_of(request.user, now())})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Site search; an empty question shows the box alone."""
    asked = request.GET.get("q", "")
    return render(request, "lobby/search.html", {"asked": asked[:200], "hits": find(asked)})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For a monitor: 200 and "ok" while the process answers. `tuntas doctor` knows more."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone: everything behind sign-in, and single documents."""
    closed = ("/meja/", "/urusan/", "/akun/", "/kabar/", "/berkas/", "/jejak/", "/dokumen/")
    return HttpResponse(
        "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in closed), content_type="text/plain"
    )
