"""Giving proposals to jurors: worked out with a preview, adjusted, one by one, and taken off."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tuntas.kernel.clock import now
from tuntas.kipp.actions.assigning import AssigningRefused, Outdated, Shared, add, carry_out, release, remove
from tuntas.kipp.forms.assigning import AdjustForm, PairForm, RunForm
from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Stage
from tuntas.kipp.queries.assigning import coverage, entries_of, jurors_of, loads, overridden, who_has
from tuntas.kipp.queries.planning import Wish, plan
from tuntas.kipp.queries.previews import preview
from tuntas.kipp.queries.runs import runs_of
from tuntas.kipp.rules.judging import scores_closed
from tuntas.kipp.terms import RunMode, Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import STAFF, scored_stage

PAGE = 50
LISTED = 20  # assignments in spite of a conflict on the page


@never_cache
@require_http_methods(["GET", "POST"])
@behind(STAFF)
def show(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Loads and coverage; POST previews a run, carries it out, or gives one proposal to one juror."""
    here = scored_stage(edition, stage)
    if request.method != "POST":
        return _page(request, here)
    if "pair" in request.POST:
        return _pair(request, here)
    form = RunForm(request.POST)
    if not form.is_valid():
        return _page(request, here, run=form, status=422)
    wish = Wish(RunMode.ASSIGN, form.cleaned_data["per_entry"], form.cleaned_data["most"])
    return _run(request, here, form, wish) or _page(request, here, run=form, status=409)


@never_cache
@require_http_methods(["GET", "POST"])
@behind(STAFF)
def adjusting(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Replaces what was lost to drop-outs and conflicts; a preview of every change comes first."""
    here = scored_stage(edition, stage)
    rows = loads(here)
    jurors = [(row.juror.pk, _open(row.juror.person.name, row.open)) for row in rows]
    form = AdjustForm(
        request.POST or None,
        jurors=jurors,
        initial={"per_entry": usual(here), "without": request.GET.getlist("juri")},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wish = Wish.adjust(data["per_entry"], data["without"], most=data["most"], even=data["even"])
        if answer := _run(request, here, form, wish):
            return answer
    context = {"edition": edition, "stage": here, "form": form, "closed": scores_closed(here, now())}
    return render(request, "kipp/assigning/adjust.html", context, status=422 if form.errors else 200)


def _open(name: str, count: int) -> str:
    return ngettext("%(name)s: %(n)d not handed in", "%(name)s: %(n)d not handed in", count) % {
        "name": name,
        "n": count,
    }


def _run(request: Visit, stage: Stage, form: RunForm, wish: Wish) -> HttpResponse | None:
    """The preview, or the run done; None where the form has an error to show."""
    data = form.cleaned_data
    seed = data["seed"] if data["seed"] is not None else secrets.randbelow(2**31)
    if "apply" in request.POST and data["seed"] is not None:
        try:
            done = carry_out(stage=stage, wish=wish, by=request.user, now=now(), seed=seed, seen=data["seen"])
        except Outdated as error:
            messages.warning(request, str(error))
        except AssigningRefused as error:
            form.add_error(None, str(error))
            return None
        else:
            _tell(request, done)
            return redirect("kipp:assign", stage.edition.slug, stage.key)
    found = plan(stage, wish, seed=seed, now=now())
    context = {
        "edition": stage.edition,
        "stage": stage,
        "found": preview(stage, found),
        "wish": wish,
        "seed": seed,
        "seen": found.fingerprint,
        "adjusts": wish.mode == RunMode.ADJUST,
        "closed": scores_closed(stage, now()),
    }
    return render(request, "kipp/assigning/preview.html", context)


def _tell(request: Visit, done: Shared) -> None:
    said = []
    if done.added:
        said.append(
            ngettext("%(n)d assignment was added.", "%(n)d assignments were added.", done.added) % {"n": done.added}
        )
    if done.removed:
        said.append(
            ngettext("%(n)d assignment was taken off.", "%(n)d assignments were taken off.", done.removed)
            % {"n": done.removed}
        )
    messages.success(request, " ".join(said) or _("Every proposal already has enough jurors."))
    if done.short:
        messages.warning(
            request,
            ngettext(
                "%(n)d proposal still has too few jurors: the others are too near to it, or the jury is too small.",
                "%(n)d proposals still have too few jurors: the others are too near to them, or the jury is too small.",
                done.short,
            )
            % {"n": done.short},
        )


def _pair(request: Visit, stage: Stage) -> HttpResponse:
    jurors = {juror.pk: juror for juror in jurors_of(stage)}
    form = PairForm(request.POST, jurors=[(pk, juror.person.name) for pk, juror in jurors.items()])
    if form.is_valid():
        data = form.cleaned_data
        entry = (
            Entry.objects.select_related("case", "organisation", "edition")
            .filter(edition=stage.edition, case__reference=data["reference"])
            .first()
        )
        if entry is None:
            form.add_error("reference", _("This edition has no proposal of that reference."))
        else:
            juror = jurors[data["juror"]]
            try:
                add(stage=stage, entry=entry, juror=juror, by=request.user, now=now(), despite=data["despite"])
            except AssigningRefused as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Assigned."))
                return redirect("kipp:assign", stage.edition.slug, stage.key)
    return _page(request, stage, pair=form, status=422)


def usual(stage: Stage) -> int:
    """How many jurors an entry has as a rule; the number a form starts with."""
    covered = coverage(stage)
    return max(covered, default=0) or min(3, max(jurors_of(stage).count(), 1))


def _page(
    request: Visit, stage: Stage, *, run: RunForm | None = None, pair: PairForm | None = None, status: int = 200
) -> HttpResponse:
    rows = loads(stage)
    covered = coverage(stage)
    start = max(covered, default=0) or min(3, max(len(rows), 1))
    paginator = Paginator(entries_of(stage), PAGE)
    paginator.count = sum(covered.values())  # known from the coverage
    page = paginator.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "edition": stage.edition,
        "stage": stage,
        "loads": rows,
        "coverage": sorted(covered.items()),
        "count": sum(covered.values()),
        "uncovered": covered.get(0, 0),
        "handed_in": sum(row.handed_in for row in rows),
        "assigned": sum(row.assigned for row in rows),
        "run": run or RunForm(initial={"per_entry": start}),
        "pair": pair or PairForm(jurors=[(row.juror.pk, row.juror.person.name) for row in rows]),
        "page": page,
        "pairs": who_has(stage, list(page)),
        "closed": scores_closed(stage, now()),
        "overridden": list(overridden(stage)[:LISTED]),
        "runs": list(runs_of(stage)[:3]),
        "organises": Seat.ORGANISER in request.seats,
    }
    return render(request, "kipp/assigning/assign.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@behind(STAFF)
def unassign(request: Visit, edition: Edition, stage: str, assignment: int) -> HttpResponse:
    """Asks, then takes one proposal off one juror."""
    here = scored_stage(edition, stage)
    found = (
        Assignment.objects.select_related("entry__case", "juror__person", "stage__edition")
        .filter(pk=assignment, stage=here)
        .first()
    )
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            remove(assignment=found, by=request.user, now=now())
            messages.success(request, _("Taken off."))
        except AssigningRefused as error:
            messages.error(request, str(error))
        return redirect("kipp:assign", edition.slug, here.key)
    return render(request, "kipp/assigning/unassign.html", {"edition": edition, "stage": here, "assignment": found})


@never_cache
@require_http_methods(["GET", "POST"])
@behind(STAFF)
def free(request: Visit, edition: Edition, stage: str, juror: int) -> HttpResponse:
    """Asks, then takes everything not handed in off a juror."""
    here = scored_stage(edition, stage)
    found = SeatHolder.objects.select_related("person").filter(pk=juror, edition=edition).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            count = release(stage=here, juror=found, by=request.user, now=now())
            messages.success(
                request,
                ngettext("%(n)d proposal is free again.", "%(n)d proposals are free again.", count) % {"n": count},
            )
        except AssigningRefused as error:
            messages.error(request, str(error))
        return redirect("kipp:assign", edition.slug, here.key)
    load = next((row for row in loads(here) if row.juror.pk == found.pk), None)
    return render(
        request, "kipp/assigning/release.html", {"edition": edition, "stage": here, "juror": found, "load": load}
    )
