"""The shortlist: chosen track by track in private, published at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tuntas.casework.actions import MoveRefused
from tuntas.kernel.clock import now
from tuntas.kipp.actions.shortlist import ReasonsMissing, ShortlistRefused, decide_shortlist, publish_shortlist
from tuntas.kipp.models import Edition, Track
from tuntas.kipp.queries.analysis import talks_of
from tuntas.kipp.queries.shortlist import Candidate, Shortlist, desk_of, shortlist
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import ORGANISERS, STAFF


@never_cache
@require_http_methods(["GET", "POST"])
@behind(STAFF)
def show(request: Visit, edition: Edition) -> HttpResponse:
    """A track's candidates with the line drawn; POST keeps the choice."""
    tracks = list(edition.tracks.all())
    track = next((one for one in tracks if one.key == request.GET.get("jalur")), tracks[0] if tracks else None)
    desk = desk_of(edition)
    context: dict[str, Any] = {"edition": edition, "desk": desk, "tracks": tracks, "track": track}
    if desk is None or desk.locked_at is None or track is None:
        return render(request, "kipp/judging/shortlist_early.html", context)
    typed: dict[int, tuple[bool, str]] = {}
    wrong: set[int] = set()
    trouble = ""
    if request.method == "POST":
        typed = _typed(request, shortlist(edition, track))
        try:
            decide_shortlist(
                edition=edition,
                track=track,
                chosen={pk: chosen for pk, (chosen, _reason) in typed.items()},
                reasons={pk: reason for pk, (_chosen, reason) in typed.items()},
                by=request.user,
                now=now(),
            )
        except ShortlistRefused as error:
            trouble = str(error)
            wrong = set(error.entries) if isinstance(error, ReasonsMissing) else set()
        else:
            messages.success(request, _("The choice is kept. Nobody is told until you publish it."))
            return redirect(f"{reverse('kipp:shortlist', args=[edition.slug])}?jalur={track.key}")
    found = shortlist(edition, track)
    context |= {
        "list": found,
        "rows": [_row(one, typed, wrong, found) for one in found.candidates],
        "trouble": trouble,
        "talks": talks_of(edition).filter(stage=desk, entry__track=track),
        "organises": ORGANISERS & request.seats,
        "base": reverse("kipp:ranking", args=[edition.slug, desk.key]),
    }
    return render(request, "kipp/judging/shortlist.html", context, status=422 if trouble else 200)


def _typed(request: Visit, found: Shortlist) -> dict[int, tuple[bool, str]]:
    return {
        one.entry_id: (f"in-{one.entry_id}" in request.POST, request.POST.get(f"reason-{one.entry_id}", "")[:400])
        for one in found.candidates
    }


def _row(one: Candidate, typed: dict[int, tuple[bool, str]], wrong: set[int], found: Shortlist) -> dict[str, Any]:
    chosen, reason = typed.get(one.entry_id, (one.chosen, one.pick.reason if one.pick else ""))
    return {
        "one": one,
        "chosen": chosen,
        "reason": reason,
        "wrong": one.entry_id in wrong,
        "departs": one.departs(chosen),
        "cut": one.row.rank is not None and one.row.rank == found.track.finalists,
    }


@never_cache
@require_http_methods(["GET", "POST"])
@behind(ORGANISERS)
def publish(request: Visit, edition: Edition) -> HttpResponse:
    """Says what publishing does, then moves every proposal and tells its people."""
    if request.method == "POST":
        try:
            count = publish_shortlist(edition=edition, by=request.user, now=now())
        except (ShortlistRefused, MoveRefused) as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                ngettext("The shortlist is public: %(n)d finalist.", "The shortlist is public: %(n)d finalists.", count)
                % {"n": count},
            )
        return redirect("kipp:shortlist", edition.slug)
    tracks: list[Track] = list(edition.tracks.all())
    lists = [shortlist(edition, track) for track in tracks]
    context = {
        "edition": edition,
        "lists": lists,
        "ready": all(one.decided for one in lists if one.candidates) and any(one.chosen for one in lists),
        "published": any(one.published for one in lists),
    }
    return render(request, "kipp/judging/shortlist_publish.html", context)
