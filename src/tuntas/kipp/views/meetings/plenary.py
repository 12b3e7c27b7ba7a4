"""The plenary's pages: overview, locking, decisions, meeting, closing, reopening. Office only, until announced."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.clock import now, wib_date
from tuntas.kipp.actions.plenary import (
    Incomplete,
    PlenaryRefused,
    StalePlenary,
    close,
    decide,
    lock_scores,
    record_meeting,
    reopen,
    still_missing,
)
from tuntas.kipp.forms.meetings import ReasonForm
from tuntas.kipp.forms.plenary import DecisionsForm, MeetingForm
from tuntas.kipp.models import Edition, Plenary
from tuntas.kipp.queries.analysis import talks_of
from tuntas.kipp.queries.plenary import Desk, board, desk, unfinished, verdicts_of
from tuntas.kipp.rules.meetings import is_announced
from tuntas.kipp.rules.seats import CHECKS, ORGANISES
from tuntas.kipp.views.doors import Visit, behind


def _desk(edition: Edition) -> Desk:
    found = desk(edition)
    if found is None:
        raise Http404
    return found


def _begun(edition: Edition) -> tuple[Plenary, Desk]:
    """The plenary whose table is open; 404 before that."""
    found = _desk(edition)
    if found.plenary is None:
        raise Http404
    return found.plenary, found


@behind(CHECKS)
@require_safe
def plenary(request: Visit, edition: Edition) -> HttpResponse:
    """The way of the plenary in steps, and its table: ranking, cut line, decisions."""
    found = _desk(edition)
    table, open_stages = found.plenary, found.open_stages
    tracks = board(edition, table) if not open_stages else []
    missing = still_missing(table, tracks, now()) if table and not table.closed_at else []
    context = {
        "edition": edition,
        "stage": found.stage,
        "plenary": table,
        "open_stages": open_stages,
        "tracks": tracks,
        "missing": missing,
        "decided": len(verdicts_of(tracks)),
        "finalists": sum(len(track.rows) for track in tracks),
        "organises": bool(request.seats & ORGANISES),
        "announced": is_announced(edition),
        "talks": talks_of(edition),
        "votes": found.votes,
    }
    return render(request, "kipp/meetings/plenary.html", context)


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: Visit, edition: Edition) -> HttpResponse:
    """Say what locking means and which sheets are still out, then lock every scored stage."""
    _desk(edition)
    if request.method == "POST":
        try:
            lock_scores(edition=edition, by=request.user, now=now())
        except PlenaryRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("All scores are locked."))
        return redirect("kipp:plenary", edition.slug)
    return render(request, "kipp/meetings/plenary_lock.html", {"edition": edition, "stages": unfinished(edition)})


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: Visit, edition: Edition) -> HttpResponse:
    """The decision on every finalist, with reasons where the ranking is left or a tie is parted."""
    table, found = _begun(edition)
    if table.closed_at or found.open_stages:
        return redirect("kipp:plenary", edition.slug)
    tracks = board(edition, table)
    form = DecisionsForm(request.POST or None, tracks=tracks, plenary=table, initial={"revision": table.revision})
    if request.method == "POST" and form.is_valid():
        try:
            decide(
                plenary=table,
                verdicts=form.verdicts(),
                count_reasons=form.count_reasons(),
                revision=form.cleaned_data["revision"],
                by=request.user,
                now=now(),
            )
        except PlenaryRefused as error:
            _refused(form, error, table)
        else:
            messages.success(request, _("The decisions are saved. They stay private."))
            return redirect("kipp:plenary", edition.slug)
    rows = [
        (track, form[f"count-{track.track.key}"], [(row, *_fields(form, row.entry.pk)) for row in track.rows])
        for track in tracks
    ]
    talks = talks_of(edition)
    context = {"edition": edition, "plenary": table, "form": form, "tracks": rows, "talks": talks}
    return render(request, "kipp/meetings/plenary_decisions.html", context)


def _fields(form: DecisionsForm, pk: int) -> tuple[str, str]:
    """What the row's outcome and reason hold now."""
    return form.value(f"outcome-{pk}") or "", form.value(f"reason-{pk}") or ""


def _refused(form: Any, error: PlenaryRefused, table: Plenary) -> None:
    """Show the sentence; after a stale save the form goes on from the newest revision."""
    form.add_error(None, str(error))
    if isinstance(error, StalePlenary):
        form.data = form.data.copy()
        form.data["revision"] = Plenary.objects.get(pk=table.pk).revision


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: Visit, edition: Edition) -> HttpResponse:
    """When, where and who: the facts of the minutes."""
    table, _found = _begun(edition)
    if table.closed_at:
        return redirect("kipp:plenary", edition.slug)
    today = wib_date(now())
    initial = {
        "revision": table.revision,
        "held_on": table.held_on or today,
        "venue": table.venue,
        "attendance": table.attendance or _seated(edition),
        "remarks": table.remarks,
        "language": table.language,
    }
    form = MeetingForm(request.POST or None, initial=initial, plenary=table, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            record_meeting(plenary=table, by=request.user, now=now(), **form.cleaned_data)
        except PlenaryRefused as error:
            _refused(form, error, table)
        else:
            messages.success(request, _("The meeting is saved."))
            return redirect("kipp:plenary", edition.slug)
    return render(request, "kipp/meetings/plenary_meeting.html", {"edition": edition, "plenary": table, "form": form})


def _seated(edition: Edition) -> str:
    """Everybody with a seat, as a beginning of the attendance list."""
    seats = edition.seats.filter(left_at=None).select_related("person").order_by("seat", "person__name", "pk")
    return "\n".join(
        f"{seat.person.name}, {seat.affiliation or edition.office.name}".replace("\n", " ") for seat in seats
    )


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: Visit, edition: Edition) -> HttpResponse:
    """What closing means and what is missing; then close and seal the minutes."""
    table, found = _begun(edition)
    if request.method == "POST":
        try:
            close(plenary=table, by=request.user, now=now())
        except Incomplete:
            pass
        except PlenaryRefused as error:
            messages.error(request, str(error))
            return redirect("kipp:plenary", edition.slug)
        else:
            messages.success(request, _("The plenary is closed and its minutes have a number."))
            return redirect("kipp:plenary", edition.slug)
    if table.closed_at or found.open_stages:
        return redirect("kipp:plenary", edition.slug)
    tracks = board(edition, table)
    context = {"edition": edition, "plenary": table, "tracks": tracks, "missing": still_missing(table, tracks, now())}
    return render(request, "kipp/meetings/plenary_close.html", context)


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: Visit, edition: Edition) -> HttpResponse:
    """Open a closed plenary for a correction, with a reason."""
    table, _found = _begun(edition)
    if table.closed_at is None or is_announced(edition):
        return redirect("kipp:plenary", edition.slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen(plenary=table, reason=form.cleaned_data["reason"], by=request.user, now=now())
        except PlenaryRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The plenary is open for corrections."))
            return redirect("kipp:plenary", edition.slug)
    return render(request, "kipp/meetings/plenary_reopen.html", {"edition": edition, "plenary": table, "form": form})
