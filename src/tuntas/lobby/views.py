"""The front door, the desk and the search box."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tuntas.forum.queries.covers import with_covers
from tuntas.forum.queries.stories import public_stories
from tuntas.kernel.clock import now
from tuntas.lobby.queries.desk import desk_of
from tuntas.lobby.queries.guides import picture, shelf, written
from tuntas.lobby.queries.home import front
from tuntas.lobby.queries.search import search as find
from tuntas.people.middleware import SignedRequest
from tuntas.people.views.limits import limited
from tuntas.ui.middleware import kept_briefly


@kept_briefly(60)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Tuntas is, what is open now, what is new."""
    news = with_covers(public_stories(now())[:3])
    return render(request, "lobby/home.html", {"front": front(now()), "news": news})


@login_required
@require_safe
def desk(request: SignedRequest) -> HttpResponse:
    """What waits for the person who signed in."""
    return render(request, "lobby/desk.html", {"desk": desk_of(request.user, now())})


@require_safe
@limited("search", reading=True)
def search(request: HttpRequest) -> HttpResponse:
    """Site search; an empty question shows the box alone."""
    asked = request.GET.get("q", "")
    return render(request, "lobby/search.html", {"asked": asked[:200], "hits": find(asked)})


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """How to do things here, by role; one's own first."""
    person = request.user if request.user.is_authenticated else None
    mine, others = shelf(person, now())
    return render(request, "lobby/help.html", {"mine": mine, "others": others})


@require_safe
def guide(request: HttpRequest, guide: str) -> HttpResponse:
    """One guide in the reader's language."""
    found = written(guide, "en" if (get_language() or "id").startswith("en") else "id")
    if found is None:
        raise Http404
    return render(request, "lobby/guide.html", {"guide": found})


@require_safe
def guide_picture(request: HttpRequest, language: str, name: str) -> FileResponse:
    """A picture of a guide; browsers may keep it for a day."""
    path = picture(language, name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png", headers={"Cache-Control": "public, max-age=86400"})


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For a monitor: 200 and "ok" while the process answers. `tuntas doctor` knows more."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone: everything behind sign-in, and single documents."""
    closed = ("/meja/", "/urusan/", "/akun/", "/kabar/", "/berkas/", "/jejak/", "/dokumen/", "/redaksi/")
    shut = "".join(f"Disallow: {path}\n" for path in closed)
    found = request.build_absolute_uri(reverse("forum:sitemap"))
    return HttpResponse(f"User-agent: *\n{shut}Sitemap: {found}\n", content_type="text/plain")
