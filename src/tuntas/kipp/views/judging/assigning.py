"""Giving proposals to jurors: by lot with a preview, one by one, and taking them off."""

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
from tuntas.kipp.actions.assigning import AssigningRefused, add, assign, release, remove
from tuntas.kipp.forms.judging import PairForm, ShareForm
from tuntas.kipp.models import Assignment, Edition, Entry, SeatHolder, Stage
from tuntas.kipp.queries.assigning import Load, coverage, draw, entries_of, jurors_of, loads, who_has
from tuntas.kipp.rules.judging import scores_closed
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import STAFF, scored_stage

PAGE = 50


@never_cache
@require_http_methods(["GET", "POST"])
@behind(STAFF)
def show(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Loads and coverage; POST previews a lot, applies it, or gives one proposal to one juror."""
    here = scored_stage(edition, stage)
    if request.method == "POST":
        return _pair(request, here) if "pair" in request.POST else _share(request, here)
    return _page(request, here)


def _share(request: Visit, stage: Stage) -> HttpResponse:
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _page(request, stage, share=form, status=422)
    per_entry = form.cleaned_data["per_entry"]
    seed = form.cleaned_data["seed"]
    if "apply" in request.POST and seed is not None:
        try:
            done = assign(stage=stage, per_entry=per_entry, by=request.user, now=now(), seed=seed)
        except AssigningRefused as error:
            form.add_error(None, str(error))
            return _page(request, stage, share=form, status=409)
        said = ngettext("%(n)d assignment was added.", "%(n)d assignments were added.", done.added) % {"n": done.added}
        messages.success(request, said if done.added else _("Every proposal already has enough jurors."))
        if done.short:
            messages.warning(request, _short(done.short))
        return redirect("kipp:assign", stage.edition.slug, stage.key)
    seed = secrets.randbelow(2**31) if seed is None else seed
    found = draw(stage, per_entry=per_entry, seed=seed, now=now())
    rows = [(load, found.loads.get(load.juror.pk, 0)) for load in loads(stage)]
    context = {
        "edition": stage.edition,
        "stage": stage,
        "draw": found,
        "rows": [(load, after, after - load.assigned) for load, after in rows],
        "per_entry": per_entry,
        "seed": seed,
    }
    return render(request, "kipp/judging/assign_preview.html", context)


def _short(count: int) -> str:
    return ngettext(
        "%(n)d proposal still has too few jurors: the others are too near to it, or the jury is too small.",
        "%(n)d proposals still have too few jurors: the others are too near to them, or the jury is too small.",
        count,
    ) % {"n": count}


def _pair(request: Visit, stage: Stage) -> HttpResponse:
    jurors = {juror.pk: juror for juror in jurors_of(stage)}
    form = PairForm(request.POST, jurors=[(pk, juror.person.name) for pk, juror in jurors.items()])
    if form.is_valid():
        entry = (
            Entry.objects.select_related("case", "organisation")
            .filter(edition=stage.edition, case__reference=form.cleaned_data["reference"])
            .first()
        )
        if entry is None:
            form.add_error("reference", _("This edition has no proposal of that reference."))
        else:
            try:
                add(stage=stage, entry=entry, juror=jurors[form.cleaned_data["juror"]], by=request.user, now=now())
            except AssigningRefused as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Assigned."))
                return redirect("kipp:assign", stage.edition.slug, stage.key)
    return _page(request, stage, pair=form, status=422)


def _page(
    request: Visit,
    stage: Stage,
    *,
    share: ShareForm | None = None,
    pair: PairForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows: list[Load] = loads(stage)
    covered = coverage(stage)
    usual = max(covered, default=0) or min(3, max(len(rows), 1))
    page = Paginator(entries_of(stage), PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "edition": stage.edition,
        "stage": stage,
        "loads": rows,
        "coverage": sorted(covered.items()),
        "count": sum(covered.values()),
        "uncovered": covered.get(0, 0),
        "handed_in": sum(row.handed_in for row in rows),
        "assigned": sum(row.assigned for row in rows),
        "share": share or ShareForm(initial={"per_entry": usual}),
        "pair": pair or PairForm(jurors=[(row.juror.pk, row.juror.person.name) for row in rows]),
        "page": page,
        "pairs": who_has(stage, list(page)),
        "closed": scores_closed(stage, now()),
    }
    return render(request, "kipp/judging/assign.html", context, status=status)


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
    return render(request, "kipp/judging/unassign.html", {"edition": edition, "stage": here, "assignment": found})


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
        request, "kipp/judging/release.html", {"edition": edition, "stage": here, "juror": found, "load": load}
    )
