"""The ranking and the derivation of every score: for the edition's office, once a stage is locked."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tuntas.kernel.clock import now
from tuntas.kernel.text import whole_number
from tuntas.kipp.models import Edition, Entry, Lock, Sheet, Stage, Track, Unsealing
from tuntas.kipp.queries.analysis import astride
from tuntas.kipp.queries.assigning import loads
from tuntas.kipp.queries.derivation import derivation, final_derivation
from tuntas.kipp.queries.ranking import RankedRow, ranking_window
from tuntas.kipp.queries.standings import counted_of, counted_stages, scored_stages
from tuntas.kipp.rules.judging import may_see_derivation, names_jurors
from tuntas.kipp.rules.scoring import micros
from tuntas.kipp.rules.unsealing import hidden, unsealed
from tuntas.kipp.terms import Seat, StageKind
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import STAFF, scored_stage
from tuntas.people.middleware import SignedRequest

FINAL = "akhir"  # the address of the final score, beside the keys of the stages
PAGE = 50


@never_cache
@require_safe
@behind(STAFF)
def show(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Places by track: 50 rows a page, all with `?semua=1`. Until a counted stage is locked only its progress shows."""
    stages = scored_stages(edition)
    here = None if stage == FINAL else next((one for one in stages if one.key == stage), None)
    if here is None and stage != FINAL:
        raise Http404
    counted = [here] if here else counted_of(stages)
    moment = now()
    running = hidden(counted, request.seats, moment)
    tracks = list(edition.tracks.all())
    track = next((one for one in tracks if one.key == request.GET.get("jalur")), None)
    if track is None and "jalur" not in request.GET and tracks:
        track = tracks[0]
    context: dict[str, Any] = {
        "edition": edition,
        "stage": here,
        "key": stage,
        "tabs": [(one.key, one) for one in stages],
        "tracks": tracks if len(tracks) > 1 else [],
        "track": track,
        "running": running,
        "organises": Seat.ORGANISER in request.seats,
    }
    if running or not counted:
        context["progress"] = [(one, loads(one)) for one in running]
        return render(request, "kipp/judging/ranking_closed.html", context)
    whole = "semua" in request.GET
    number = whole_number(request.GET.get("page", "")) or 1
    start = 0 if whole else (max(number, 1) - 1) * PAGE
    rows, count = ranking_window(edition, here, track, start=start, stop=None if whole else start + PAGE)
    page: Page[int] = Paginator(range(count), max(count, 1) if whole else PAGE).get_page(number)
    if not rows and count:
        rows, count = ranking_window(edition, here, track, start=page.start_index() - 1, stop=page.end_index())
    cut = 0 if here and edition.grade_decides and edition.passing_grade is not None else _cut(here, track)
    broken = [one for one in counted if one.was_unsealed]  # type: ignore[attr-defined]
    context |= {
        "page": page,
        "rows": list(_lines(rows, cut, here, by_track=track is not None)),
        "cut": cut,
        "copied": {row.reference for row in rows if row.copied},
        "whole": whole,
        "counted": counted,
        "one": here is not None,
        "base": reverse("kipp:ranking", args=[edition.slug, stage]),
        "locks": list(Lock.objects.filter(stage__in=counted).select_related("by", "opened_by", "stage")),
        "unsealings": list(Unsealing.objects.filter(stage__in=broken).select_related("by", "stage")) if broken else [],
        "early": list(unsealed(counted, moment).values()),
        "old_weights": _old_weights(here),
    }
    return render(request, "kipp/judging/ranking.html", context)


def _old_weights(stage: Stage | None) -> bool:
    """Some totals were made with weights that have been amended since."""
    return (
        stage is not None
        and stage.weights_version > 1
        and Sheet.objects.filter(assignment__stage=stage).exclude(weights_version=stage.weights_version).exists()
    )


def _cut(stage: Stage | None, track: Track | None) -> int:
    """After which place the line is drawn: finalists at the desk, winners by the final score; 0 for none."""
    if track is None:
        return 0
    if stage is None:
        return track.winners
    return track.finalists if stage.kind == StageKind.DESK else 0


def _lines(rows: list[RankedRow], cut: int, stage: Stage | None, *, by_track: bool) -> Iterator[tuple[Any, ...]]:
    """Rows with their numbers already written in the reader's notation: a thousand of them must be quick."""
    point = str(get_format("DECIMAL_SEPARATOR", get_language()))
    on_cut = frozenset() if stage is None else astride(stage)
    gap = None if stage is None or stage.reader_gap is None else micros(stage.reader_gap)
    for at, row in enumerate(rows):
        place = row.rank if by_track else row.overall
        following = rows[at + 1] if at + 1 < len(rows) else None
        after = following.rank if following and by_track else None
        yield (
            place or "",
            row.reference,
            row.title,
            row.is_sample,
            row.organisation,
            _said(row.micro, point),
            [_said(part, point) for part in row.part_micros],
            f"{_said(row.low_micro, point)}–{_said(row.high_micro, point)}" if row.low_micro is not None else "",
            row.scored,
            row.assigned,
            row.tied,
            row.passes,
            bool(cut) and place is not None and place <= cut and (after is None or after > cut),
            row.entry_id in on_cut,
            gap is not None and row.scored > 1 and (row.high_micro or 0) - (row.low_micro or 0) >= gap,
        )


def _said(micro: int | None, point: str) -> str:
    """Millionths as points with two decimals, half up: 72_905_000 → `72,91`."""
    if micro is None:
        return "–"
    hundredths = (micro + 5_000) // 10_000
    return f"{hundredths // 100}{point}{hundredths % 100:02d}"


@never_cache
@require_safe
@login_required
def explain(request: SignedRequest, edition: str, stage: str, reference: str) -> HttpResponse:
    """Open a score: for the office after the lock, for the entry's own people after the announcement."""
    entry = (
        Entry.objects.select_related("edition", "case", "organisation", "track")
        .filter(edition__slug=edition, case__reference=reference)
        .first()
    )
    if entry is None:
        raise Http404
    person, moment = request.user, now()
    stages = counted_stages(entry.edition) if stage == FINAL else [scored_stage(entry.edition, stage)]
    if not stages or not all(may_see_derivation(person, entry, one, moment) for one in stages):
        if names_jurors(person, entry.edition):
            raise PermissionDenied(_("Scores can be read once they are locked."))
        raise Http404
    context: dict[str, Any] = {"edition": entry.edition, "entry": entry, "key": stage}
    context["staff"] = named = names_jurors(person, entry.edition)
    if stage == FINAL:
        context["final"], context["opened"] = final_derivation(entry)
    else:
        context["opened"] = [derivation(entry, stages[0], named=named)]
    return render(request, "kipp/judging/derivation.html", context)
