"""Field visits: the list, the plan, the claims, and the page a visitor fills on the spot or afterwards."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.clock import now, wib_date
from tuntas.kipp.actions.field import NotComplete, add_claims, close_visit, plan_visit, reopen_visit, still_missing
from tuntas.kipp.actions.findings import StaleVisit, save_findings
from tuntas.kipp.actions.interview import MeetingRefused
from tuntas.kipp.forms.meetings import FindingsForm, OwnClaimsForm, PhotoForm, ReasonForm, VisitPlanForm
from tuntas.kipp.models import Edition, Entry, Section, Stage, Visit
from tuntas.kipp.queries.meetings import claims_of, seated_jurors, stage_of_kind, visit_list
from tuntas.kipp.rules.barring import is_hidden
from tuntas.kipp.rules.meetings import OFFICE, is_finalist, may_see_visit, may_write_visit, sentences
from tuntas.kipp.rules.seats import ORGANISES
from tuntas.kipp.terms import Seat, StageKind
from tuntas.kipp.views import doors

SEATED = frozenset({Seat.ORGANISER, Seat.SECRETARIAT, Seat.JUROR})


def field_stage(edition: Edition) -> Stage:
    """The edition's field verification; 404 if its calendar has none."""
    stage = stage_of_kind(edition, StageKind.FIELD)
    if stage is None:
        raise Http404
    return stage


def finalist(edition: Edition, reference: str) -> Entry:
    """The finalist of that reference; 404 otherwise."""
    rows = Entry.objects.select_related("case", "organisation__place", "track", "edition")
    entry = get_object_or_404(rows, edition=edition, case__reference=reference)
    if not is_finalist(entry):
        raise Http404
    return entry


def visit_of(request: doors.Visit, edition: Edition, reference: str, *, write: bool = False) -> Visit:
    """The visit, for somebody who may see (or write) it; 404 where there is none, 403 where the seat does not reach.

    For a juror with a conflict there is none.
    """
    rows = Visit.objects.select_related("stage__edition", "entry__case", "entry__organisation__place", "entry__track")
    visit = get_object_or_404(rows, stage=field_stage(edition), entry__case__reference=reference)
    visit.entry.edition = visit.stage.edition
    person, moment = request.user, now()
    if not (may_write_visit(person, visit, moment) if write else may_see_visit(person, visit, moment)):
        if is_hidden(person, visit.entry, moment):
            raise Http404
        raise PermissionDenied
    return visit


@doors.behind(SEATED)
@require_safe
def visits(request: doors.Visit, edition: Edition) -> HttpResponse:
    """All finalists and their visits for the office; a juror's own visits."""
    stage, office = field_stage(edition), bool(request.seats & OFFICE)
    hidden = doors.hidden_at(request, now())
    rows = [row for row in visit_list(stage, None if office else request.user) if row.entry.pk not in hidden]
    context = {
        "edition": edition,
        "stage": stage,
        "rows": rows,
        "organises": bool(request.seats & ORGANISES) and stage.locked_at is None,
        "office": office,
        "planned": sum(1 for row in rows if row.visit),
        "closed": sum(1 for row in rows if row.visit and row.visit.closed_at),
    }
    return render(request, "kipp/meetings/visits.html", context)


@doors.behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: doors.Visit, edition: Edition, reference: str) -> HttpResponse:
    """Day, address and visitors of one finalist's visit."""
    stage, entry = field_stage(edition), finalist(edition, reference)
    visit = Visit.objects.filter(stage=stage, entry=entry).first()
    initial = {
        "planned_for": visit.planned_for if visit else None,
        "address": visit.address if visit else f"{entry.organisation.name}, {entry.organisation.place.full_name}",
        "visitors": list(visit.visitors.values_list("pk", flat=True)) if visit else [],
    }
    form = VisitPlanForm(request.POST or None, initial=initial, jurors=seated_jurors(edition))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            plan_visit(
                stage=stage,
                entry=entry,
                planned_for=data["planned_for"],
                address=data["address"],
                visitors=list(data["visitors"]),
                by=request.user,
                now=now(),
            )
        except MeetingRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The visit is planned. Choose its claims next."))
            return redirect("kipp:visit", edition.slug, reference)
    context = {"edition": edition, "stage": stage, "entry": entry, "visit": visit, "form": form}
    return render(request, "kipp/meetings/visit_plan.html", context)


@doors.behind(SEATED)
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: doors.Visit, edition: Edition, reference: str) -> HttpResponse:
    """Everything of one visit on one page that works on a phone; saving keeps the visitor here."""
    found = visit_of(request, edition, reference, write=request.method == "POST")
    claims, today = list(claims_of(found)), wib_date(now())
    form = FindingsForm(request.POST or None, initial=FindingsForm.start_of(found), claims=claims, today=today)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            save_findings(
                visit=found,
                found=form.found(),
                revision=data["revision"],
                visited_on=data["visited_on"],
                summary=data["summary"],
                latitude=data["latitude"],
                longitude=data["longitude"],
                by=request.user,
                now=now(),
            )
        except StaleVisit as error:
            form.add_error(None, str(error))
            form.data = {**form.data, "revision": Visit.objects.get(pk=found.pk).revision}
        except MeetingRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("kipp:visit", edition.slug, reference)
    return render(request, "kipp/meetings/visit.html", _page(request, found, form))


def _page(request: doors.Visit, found: Visit, form: FindingsForm) -> dict[str, Any]:
    """What the visit's page needs."""
    person = request.user
    open_ = found.closed_at is None and found.stage.locked_at is None
    return {
        "edition": found.stage.edition,
        "stage": found.stage,
        "visit": found,
        "entry": found.entry,
        "form": form,
        "rows": form.rows(),
        "photos": found.photos.select_related("file", "claim"),
        "photo_form": PhotoForm(visit=found),
        "visitors": found.visitors.select_related("person"),
        "may_write": open_ and may_write_visit(person, found, now()),
        "organises": bool(request.seats & ORGANISES) and found.stage.locked_at is None,
        "scores": found.visitors.filter(person=person, left_at=None).exists() and found.stage.criteria.exists(),
    }


@doors.behind(SEATED)
@require_http_methods(["GET", "HEAD", "POST"])
def claims(request: doors.Visit, edition: Edition, reference: str) -> HttpResponse:
    """Pick sentences of the proposal as claims, or write own ones."""
    found = visit_of(request, edition, reference, write=True)
    offered: list[tuple[Section, list[tuple[str, str]]]] = []
    texts: dict[str, tuple[str, Section]] = {}
    there = {text.casefold() for text in found.claims.values_list("text", flat=True)}
    for answer in found.entry.answers.select_related("section").order_by("section__order", "section_id"):
        lines = []
        for at, line in enumerate(sentences(answer.text)):
            if line.casefold() not in there:
                key = f"{answer.section_id}-{at}"
                texts[key] = (line, answer.section)
                lines.append((key, line))
        offered.append((answer.section, lines))
    form = OwnClaimsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [texts[key] for key in request.POST.getlist("claim") if key in texts]
        own = [(line, None) for line in form.cleaned_data["own"].splitlines()]
        try:
            made = add_claims(visit=found, texts=[*chosen, *own], by=request.user, now=now())
        except MeetingRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(n)d claims added.") % {"n": len(made)})
            return redirect("kipp:visit", edition.slug, reference)
    context = {"edition": edition, "visit": found, "entry": found.entry, "form": form, "offered": offered}
    return render(request, "kipp/meetings/visit_claims.html", context | {"chosen": set(request.POST.getlist("claim"))})


@doors.behind(SEATED)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: doors.Visit, edition: Edition, reference: str) -> HttpResponse:
    """What closing means and what is missing; then close."""
    found = visit_of(request, edition, reference, write=True)
    if request.method == "POST":
        try:
            close_visit(visit=found, by=request.user, now=now())
        except NotComplete:
            pass
        except MeetingRefused as error:
            messages.error(request, str(error))
            return redirect("kipp:visit", edition.slug, reference)
        else:
            messages.success(request, _("The visit is closed."))
            return redirect("kipp:visit", edition.slug, reference)
    context = {"edition": edition, "visit": found, "entry": found.entry, "missing": still_missing(found)}
    return render(request, "kipp/meetings/visit_close.html", context)


@doors.behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: doors.Visit, edition: Edition, reference: str) -> HttpResponse:
    """Open a closed visit again, with a reason."""
    found = visit_of(request, edition, reference)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_visit(visit=found, reason=form.cleaned_data["reason"], by=request.user, now=now())
        except MeetingRefused as error:
            form.add_error(None, str(error))
        else:
            return redirect("kipp:visit", edition.slug, reference)
    context = {"edition": edition, "visit": found, "entry": found.entry, "form": form}
    return render(request, "kipp/meetings/visit_reopen.html", context)


@doors.behind(SEATED)
@require_safe
def paper(request: doors.Visit, edition: Edition, reference: str) -> HttpResponse:
    """The visit as a blank form to print and fill by pen where there is no line."""
    found = visit_of(request, edition, reference)
    context = {
        "edition": edition,
        "stage": found.stage,
        "visit": found,
        "entry": found.entry,
        "claims": claims_of(found),
        "visitors": found.visitors.select_related("person"),
        "criteria": found.stage.criteria.all(),
        "blank": range(max(0, 3 - found.claims.count())),
    }
    return render(request, "kipp/meetings/visit_paper.html", context)
