"""The analysis of a stage's scores: beside the official score, never instead of it."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.kernel.clock import now
from tuntas.kipp.actions.rereading import RereadingRefused, ask_readers, end_talk, mark_talk
from tuntas.kipp.forms.analysis import GapForm, ReadersForm
from tuntas.kipp.models import Edition, Entry, Stage, Track
from tuntas.kipp.queries.analysis import Numbers, cut_of, numbers_of, stages_with_print, talks_in, wanted_in
from tuntas.kipp.queries.rereading import readers_for
from tuntas.kipp.rules.calendar import has_closed
from tuntas.kipp.rules.seats import WATCHES
from tuntas.kipp.rules.unsealing import hidden, unsealed
from tuntas.kipp.terms import EditionStatus, Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.analysis_rows import (
    figures,
    juror_rows,
    measure_rows,
    places_chart,
    rows_of,
    wanted_rows,
)
from tuntas.kipp.views.judging.door import ORGANISERS, STAFF

PAGE = 50
LISTED = 100  # proposals that want a reader, shown at once; the button takes all of them


def _opened(request: Visit, edition: Edition, key: str) -> tuple[list[Stage], Stage, bool]:
    """The scored stages, the one asked for, and whether its scores may be seen; 404 or 403 for outsiders."""
    stages = stages_with_print(edition)
    here = next((one for one in stages if one.key == key), None)
    if here is None:
        raise Http404
    shut = bool(hidden([here], request.seats, now()))
    if shut and not request.seats & STAFF:
        raise PermissionDenied
    return stages, here, not shut


def _track(request: Visit, tracks: list[Track], numbers: Numbers) -> Track | None:
    """The track asked for, else the first in which somebody has scored."""
    scored = {line.entry.track_id for line in numbers.lines if line.scored}
    usual = next((one for one in tracks if one.pk in scored), tracks[0] if tracks else None)
    return next((one for one in tracks if one.key == request.GET.get("jalur")), usual)


@never_cache
@require_safe
@behind(WATCHES)
def show(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """One track: certainty of places, who wants a further reader, severity, agreement, links; 50 rows a page."""
    stages, here, may_see = _opened(request, edition, stage)
    context: dict[str, Any] = {
        "edition": edition,
        "stage": here,
        "tabs": stages,
        "organises": Seat.ORGANISER in request.seats,
    }
    if not may_see:
        return render(request, "kipp/analysis/sealed.html", context)
    tracks = list(edition.tracks.all())
    numbers = numbers_of(here, tracks)
    track = _track(request, tracks, numbers)
    lines = [line for line in numbers.lines if track is not None and line.entry.track_id == track.pk]
    gap, form = _gap(request, here)
    wanted = wanted_in(lines, gap)
    talks = talks_in(here)
    whole = "semua" in request.GET
    page = Paginator(lines, max(len(lines), 1) if whole else PAGE).get_page(request.GET.get("page"))
    cut = cut_of(here, track) if track else 0
    context |= {
        "tracks": tracks if len(tracks) > 1 else [],
        "track": track,
        "cut": cut,
        "numbers": numbers,
        "figures": figures(numbers),
        "page": page,
        "whole": whole,
        "rows": list(rows_of(page.object_list, {one.line.entry.pk for one in wanted if one.apart}, talks)),
        "gap": gap,
        "gap_form": form,
        "wanted": list(wanted_rows(wanted[:LISTED], talks)),
        "wanted_count": len(wanted),
        "straddling": sum(1 for line in lines if line.straddles),
        "chart": places_chart(lines, cut),
        "measures": list(measure_rows(numbers)),
        "refused": track is not None and track.pk in numbers.refused,
        "early": list(unsealed([here], now()).values()),
        "may_ask": Seat.ORGANISER in request.seats and edition.status == EditionStatus.OPEN,
        "may_mark": bool(request.seats & STAFF) and edition.status == EditionStatus.OPEN,
        "address": request.get_full_path(),
    }
    if Seat.ORGANISER in request.seats:
        context["jurors"], context["juror_chart"] = juror_rows(numbers)
    return render(request, "kipp/analysis/analysis.html", context)


def _gap(request: Visit, stage: Stage) -> tuple[Decimal | None, GapForm]:
    """The gap that asks for a reader: tried for this look, or the stage's own rule; None for neither."""
    form = GapForm(request.GET if request.GET.get("selisih") else None, initial={"selisih": _plain(stage.reader_gap)})
    if form.is_bound and form.is_valid() and form.cleaned_data["selisih"]:
        return form.cleaned_data["selisih"], form
    return stage.reader_gap, form


def _plain(gap: Decimal | None) -> str:
    """The gap as a person would type it: 12 rather than 12.00."""
    return "" if gap is None else f"{gap.normalize():f}"


@never_cache
@require_http_methods(["GET", "POST"])
@behind(ORGANISERS)
def readers(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Who would read what once more and what that means; then ask. `usulan` names entries, else all that want it."""
    _stages, here, may_see = _opened(request, edition, stage)
    tracks = list(edition.tracks.all())
    back = redirect("kipp:analysis", edition.slug, here.key)
    if not may_see:
        return back
    numbers = numbers_of(here, tracks)
    entries = _chosen(request, here, tracks, numbers)
    moment = now()
    late = has_closed(here, moment)
    form = ReadersForm(request.POST or None, closed=late)
    if request.method == "POST" and form.is_valid():
        try:
            done = ask_readers(stage=here, entries=entries, by=request.user, now=moment, **_answers(form))
        except RereadingRefused as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("%(n)d further reader is asked.", "%(n)d further readers are asked.", done.added)
            messages.success(request, said % {"n": done.added})
            return redirect("kipp:assign", edition.slug, here.key)
    found = readers_for(here, entries, moment)
    known = {line.entry.pk: line.entry for line in numbers.lines}
    context = {
        "edition": edition,
        "stage": here,
        "form": form,
        "pairs": [(known[entry], found.jurors[seat]) for entry, seat in found.pairs],
        "nobody": [known[entry] for entry in found.nobody],
        "references": [known[entry].reference for entry in entries],
        "reopens": here.locked_at is not None,
        "closed": late,
    }
    return render(request, "kipp/analysis/readers.html", context, status=422 if form.errors else 200)


def _answers(form: ReadersForm) -> dict[str, Any]:
    return {"reason": form.cleaned_data["reason"], "closes_at": form.cleaned_data.get("closes_at")}


def _chosen(request: Visit, stage: Stage, tracks: list[Track], numbers: Numbers) -> list[int]:
    """Ids of the entries named, or of all in the track that want a further reader; in the order of the ranking."""
    named = request.POST.getlist("usulan") if request.method == "POST" else request.GET.getlist("usulan")
    if named:
        return [line.entry.pk for line in numbers.lines if line.entry.reference in named]
    track = _track(request, tracks, numbers)
    lines = [line for line in numbers.lines if track is not None and line.entry.track_id == track.pk]
    return [one.line.entry.pk for one in wanted_in(lines, _gap(request, stage)[0])]


@require_POST
@behind(STAFF)
def talk(request: Visit, edition: Edition, stage: str, reference: str) -> HttpResponse:
    """Mark an entry for the panel's talk, or take the mark off (`off`)."""
    _stages, here, may_see = _opened(request, edition, stage)
    entry = get_object_or_404(Entry.objects.filter(edition=edition), case__reference=reference)
    if not may_see:
        raise PermissionDenied
    try:
        if "off" in request.POST:
            end_talk(stage=here, entry=entry, by=request.user, now=now())
            messages.success(request, _("The mark is taken off."))
        else:
            mark_talk(stage=here, entry=entry, by=request.user, now=now())
            messages.success(request, _("Marked: the plenary will see it."))
    except RereadingRefused as error:
        messages.error(request, str(error))
    address = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return redirect(address)
    return redirect("kipp:analysis", edition.slug, here.key)
