"""Feedback reports: the entrant's own page and paper, the office's list, and the moderation of remarks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.documents.terms import Status
from tuntas.kernel.clock import now as clock_now
from tuntas.kipp.actions.feedback import (
    FeedbackRefused,
    hold_remark,
    make_paper,
    make_papers,
    mark_read,
    prepare,
    release_remark,
)
from tuntas.kipp.forms.feedback import HoldForm
from tuntas.kipp.models import Edition, Feedback, Score, Sheet
from tuntas.kipp.queries.feedback_list import remarks_of, report_rows, reports_of, unprepared
from tuntas.kipp.queries.feedback_told import told
from tuntas.kipp.rules.seats import CHECKS
from tuntas.kipp.terms import Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.entries.access import Door, asking, door_to

PAGE = 50


def _report(request: HttpRequest, edition: str, reference: str) -> tuple[Door, Feedback]:
    """The report for the entry's team and the office; 404 for all others and while there is none."""
    door = door_to(request, edition, reference)
    found = Feedback.objects.select_related("document").filter(entry=door.entry).first()
    if found is None:
        raise Http404
    found.entry = door.entry
    return door, found


@never_cache
@login_required
@require_safe
def report(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """How the entry was judged, for the people who wrote it."""
    door, found = _report(request, edition, reference)
    if door.view.team:
        mark_read(feedback=found, by=asking(request), now=door.now)
    context = {"door": door, "entry": door.entry, "edition": door.edition, "feedback": found, "told": told(found.data)}
    return render(request, "kipp/feedback/report.html", context)


@login_required
@require_POST
def paper(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """The numbered, sealed paper; made at the first call."""
    door, found = _report(request, edition, reference)
    document = make_paper(feedback=found, by=asking(request), now=door.now)
    return redirect("documents:download", document.token)


@never_cache
@behind(CHECKS)
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: Visit, edition: Edition) -> HttpResponse:
    """How far reports are, the one button that prepares them, and who has read theirs."""
    if request.method == "POST":
        return _prepared(request, edition)
    new, old = unprepared(edition)
    page = Paginator(report_rows(edition), PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "reports": reports_of(edition),
        "waiting": len(new) + len(old),
        "page": page,
        "organises": Seat.ORGANISER in request.seats,
        "issued": Status.ISSUED,
    }
    return render(request, "kipp/feedback/reports.html", context)


def _prepared(request: Visit, edition: Edition) -> HttpResponse:
    try:
        if request.POST.get("act") == "papers":
            made = make_papers(edition=edition, by=request.user, now=clock_now())
            messages.success(request, _("Papers made: %(n)d.") % {"n": made})
        else:
            count = prepare(edition=edition, by=request.user, now=clock_now())
            messages.success(request, _("Reports prepared: %(n)d. Their people have been told.") % {"n": count})
    except FeedbackRefused as error:
        messages.error(request, str(error))
    return redirect("kipp:feedbacks", edition.slug)


@never_cache
@behind(CHECKS)
@require_safe
def remarks(request: Visit, edition: Edition) -> HttpResponse:
    """What jurors wrote for entrants in locked stages, without who wrote it."""
    words, held = request.GET.get("q", "").strip()[:80], request.GET.get("ditahan") == "1"
    page = Paginator(remarks_of(edition, words, held), PAGE).get_page(request.GET.get("page"))
    return render(request, "kipp/feedback/remarks.html", {"edition": edition, "page": page, "q": words, "held": held})


def _remark(edition: Edition, kind: str, pk: int) -> Score | Sheet:
    """A remark of a locked stage of this edition; 404 otherwise."""
    path = "sheet__assignment" if kind == "skor" else "assignment"
    model: Any = Score if kind == "skor" else Sheet
    found = (
        model.objects.filter(pk=pk, **{f"{path}__stage__edition": edition, f"{path}__stage__locked_at__isnull": False})
        .exclude(remark="")
        .select_related(f"{path}__entry__edition", f"{path}__entry__case", f"{path}__stage", "held")
        .first()
    )
    if found is None:
        raise Http404
    return found


@never_cache
@behind(CHECKS)
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: Visit, edition: Edition, kind: str, pk: int) -> HttpResponse:
    """Hold one remark back with a reason, or release it."""
    found = _remark(edition, kind, pk)
    assignment = found.sheet.assignment if isinstance(found, Score) else found.assignment
    form = HoldForm(request.POST or None)
    if request.method == "POST":
        try:
            if request.POST.get("act") == "release":
                release_remark(remark=found, by=request.user, now=clock_now())
                messages.success(request, _("The entrant can read the remark."))
                return redirect("kipp:remarks", edition.slug)
            if form.is_valid():
                hold_remark(remark=found, reason=form.cleaned_data["reason"], by=request.user, now=clock_now())
                messages.success(request, _("The remark is held back. The original is kept."))
                return redirect("kipp:remarks", edition.slug)
        except FeedbackRefused as error:
            form.add_error(None, str(error))
    context = {
        "edition": edition,
        "remark": found,
        "entry": assignment.entry,
        "stage": assignment.stage,
        "held": getattr(found, "held", None),
        "form": form,
    }
    return render(request, "kipp/feedback/remark.html", context, status=422 if form.errors else 200)
