"""The announcement and what everybody reads after it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.documents.actions import press_pending
from tuntas.kernel.clock import now
from tuntas.kipp.actions.announcing import AlreadyAnnounced, AnnounceRefused, announce, tell_entrants
from tuntas.kipp.models import Edition, Plenary
from tuntas.kipp.queries.meetings import finalists, people_of
from tuntas.kipp.queries.minutes import funnel
from tuntas.kipp.queries.objections import unanswered
from tuntas.kipp.queries.plenary import plenary_stage
from tuntas.kipp.queries.results import calendar, certificates, untold, winner, winners
from tuntas.kipp.rules.meetings import is_announced, may_preview_results
from tuntas.kipp.rules.seats import ORGANISES
from tuntas.kipp.terms import WinnersAnnounced
from tuntas.kipp.views.doors import behind, enter, who


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def announcement(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything that will happen, and the one button; afterwards how far certificates and notices are."""
    if request.method == "POST":
        return _announced(request, edition)
    if is_announced(edition):
        ready, all_ = certificates(edition)
        context = {"edition": edition, "ready": ready, "all": all_, "untold": untold(edition)}
        return render(request, "kipp/meetings/announced.html", context)
    plenary = Plenary.objects.filter(stage=plenary_stage(edition)).select_related("minutes").first()
    entries = list(finalists(edition))
    told = {person.pk for people in people_of(entries, now()).values() for person in people}
    tracks = winners(edition) if plenary and plenary.closed_at else []
    won = sum(len(track.winners) for track in tracks)
    context = {
        "edition": edition,
        "plenary": plenary,
        "closed": bool(plenary and plenary.closed_at),
        "tracks": tracks,
        "won": won,
        "others": len(entries) - won,
        "finalists": len(entries),
        "people": len(told),
        "objections": unanswered(edition),
    }
    return render(request, "kipp/meetings/announce.html", context)


def _announced(request: HttpRequest, edition: Edition) -> HttpResponse:
    act = request.POST.get("act", "announce")
    if act == "press" and is_announced(edition):
        press_pending(now())
    elif act == "tell" and is_announced(edition):
        tell_entrants(WinnersAnnounced(edition.pk))
    else:
        try:
            announce(edition=edition, by=who(request), now=now())
        except AlreadyAnnounced as error:
            messages.info(request, str(error))
        except AnnounceRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The winners are public."))
    return redirect("kipp:announce", edition.slug)


def _public(request: HttpRequest, slug: str) -> tuple[Edition, bool]:
    """The edition whose results this person may read, and whether it is only a preview; 404 before that."""
    edition, seats = enter(request, slug)
    if is_announced(edition):
        return edition, False
    if seats and may_preview_results(who(request), edition):
        return edition, True
    raise Http404


@require_safe
def results(request: HttpRequest, edition: str) -> HttpResponse:
    """Winners by track, how many took part, the calendar. Before the announcement a preview for the office."""
    found, preview = _public(request, edition)
    tracks = winners(found)
    context = {
        "edition": found,
        "preview": preview,
        "tracks": tracks,
        "won": sum(len(track.winners) for track in tracks),
        "funnel": funnel(found),
        "stages": calendar(found),
        "address": request.build_absolute_uri(request.path),
    }
    return _fresh(render(request, "kipp/meetings/results.html", context), preview)


@require_safe
def result(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """One winner: what it is, who made it, its certificate. Nobody else has such a page."""
    found, preview = _public(request, edition)
    shown = winner(found, reference)
    if shown is None:
        raise Http404
    context = {"edition": found, "winner": shown, "entry": shown.entry, "preview": preview}
    return _fresh(render(request, "kipp/meetings/result.html", context), preview)


def _fresh(response: HttpResponse, preview: bool) -> HttpResponse:
    """A preview stays out of every cache."""
    if preview:
        response["Cache-Control"] = "private, no-store"
    return response
