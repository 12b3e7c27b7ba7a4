"""Plan, readiness, milestones and results: written by the adopter, read by both sides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tuntas.files.terms import UploadRefused
from tuntas.kernel.clock import now
from tuntas.kernel.text import whole_number
from tuntas.people.middleware import SignedRequest
from tuntas.replication.actions import planning
from tuntas.replication.actions.errors import Changed, ReplicationRefused
from tuntas.replication.forms.plans import GradeForm, MilestoneForm, PlanForm, ResultForm
from tuntas.replication.models import Readiness, Replication
from tuntas.replication.rules import bars, compare_results, may_plan, weighted_progress
from tuntas.replication.rules.figures import BAR_FULL, BAR_LEFT, BAR_STEP
from tuntas.replication.terms import Axis
from tuntas.replication.views.doors import at_work, back, upload
from tuntas.ui.templatetags.ui import clock as clock_face


def _typed(form: PlanForm) -> planning.Plan:
    typed = form.cleaned_data
    return planning.Plan(typed["scope"], typed["plan"], typed["cost"], typed["people"], form.chapters())


@login_required
def plan(request: SignedRequest, reference: str) -> HttpResponse:
    """Chapter by chapter what the origin says and what is done differently at home."""
    moment = now()
    copy, parts = at_work(request, reference, moment)
    rows = list(copy.adaptations.all())
    writes = may_plan(parts, copy.case.stage)
    initial = {
        "revision": copy.revision,
        "scope": copy.scope,
        "plan": copy.plan,
        "cost": copy.cost,
        "people": copy.people_needed,
    }
    form = PlanForm(request.POST or None, rows=rows, initial=initial)
    if request.method == "POST" and writes and form.is_valid():
        seen = form.cleaned_data["revision"]
        try:
            planning.save_plan(copy=copy, plan=_typed(form), revision=seen, by=request.user, now=moment)
        except ReplicationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return back(copy, "plan")
    return render(request, "replication/plan.html", {"copy": copy, "form": form, "writes": writes})


@login_required
@require_POST
def plan_autosave(request: SignedRequest, reference: str) -> JsonResponse:
    """What is typed so far, for scripts: a plan may be unfinished until it is called finished."""
    moment = now()
    copy, parts = at_work(request, reference, moment)
    if not may_plan(parts, copy.case.stage):
        raise PermissionDenied
    form = PlanForm(request.POST, rows=list(copy.adaptations.all()), draft=True)
    if not form.is_valid():
        return JsonResponse({"refused": str(next(iter(form.errors.values()))[0])}, status=400)
    seen = form.cleaned_data["revision"]
    try:
        saved = planning.save_plan(copy=copy, plan=_typed(form), revision=seen, by=request.user, now=moment)
    except Changed as changed:
        return JsonResponse({"conflict": str(changed)}, status=409)
    return JsonResponse({"saved": clock_face(moment), "revision": saved.revision})


@login_required
def readiness(request: SignedRequest, reference: str) -> HttpResponse:
    """Eight axes as bars and as a table; one is graded at a time. The owner's documents stand beside them."""
    moment = now()
    copy, parts = at_work(request, reference, moment)
    writes = may_plan(parts, copy.case.stage)
    typed = GradeForm(request.POST, request.FILES) if request.method == "POST" and writes else None
    if typed is not None and typed.is_valid():
        try:
            _grade(copy, typed, request)
        except (ReplicationRefused, UploadRefused) as refused:
            typed.add_error("file" if isinstance(refused, UploadRefused) else "evidence", str(refused))
        else:
            messages.success(request, _("Saved."))
            return back(copy, "readiness")
    rows = {row.axis: row for row in copy.readiness.select_related("file")}
    asked = request.POST.get("axis") or request.GET.get("sumbu", "")
    axis = Axis(asked) if asked in Axis.values else None
    form = typed or (_grade_form(axis, rows.get(axis)) if axis and writes else None)
    drawn = bars(rows)
    context = {
        "copy": copy,
        "bars": drawn,
        "left": BAR_LEFT,
        "right": BAR_LEFT + BAR_FULL,
        "thirds": [(BAR_LEFT + BAR_FULL * grade // 3, grade) for grade in range(4)],
        "width": BAR_LEFT + BAR_FULL + 20,
        "height": BAR_STEP * len(drawn) + 24,
        "foot": BAR_STEP * len(drawn) + 16,
        "ready": sum(1 for bar in drawn if bar.grade),
        "axis": axis,
        "form": form,
        "writes": writes,
        "papers": copy.innovation.papers.select_related("file"),
    }
    return render(request, "replication/readiness.html", context)


def _grade_form(axis: Axis, row: Readiness | None) -> GradeForm:
    return GradeForm(initial={"axis": axis, "grade": row.grade if row else 0, "evidence": row.evidence if row else ""})


def _grade(copy: Replication, form: GradeForm, request: SignedRequest) -> None:
    typed, sent, moment = form.cleaned_data, upload(request), now()
    axis = Axis(typed["axis"])
    file = None
    if sent is not None:
        file = planning.keep_file(copy=copy, upload=sent, name=sent.name or "bukti.pdf", by=request.user, now=moment)
    planning.grade(
        copy=copy,
        axis=axis,
        grade=typed["grade"],
        evidence=typed["evidence"],
        file=file,
        by=request.user,
        now=moment,
    )


@login_required
def milestones(request: SignedRequest, reference: str) -> HttpResponse:
    """Steps with their weights; the progress of the copy is theirs. `?ubah=7` changes one."""
    moment = now()
    copy, parts = at_work(request, reference, moment)
    writes = may_plan(parts, copy.case.stage)
    asked = whole_number(request.GET.get("ubah", ""))
    chosen = get_object_or_404(copy.milestones, pk=asked) if asked is not None else None
    initial = (
        {"title": chosen.title, "weight": chosen.weight, "done": chosen.done, "due_on": chosen.due_on}
        if chosen
        else None
    )
    form = MilestoneForm(request.POST or None, initial=initial)
    if request.method == "POST" and writes and form.is_valid():
        try:
            planning.set_milestone(copy=copy, milestone=chosen, by=request.user, now=moment, **form.cleaned_data)
        except ReplicationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return back(copy, "milestones")
    rows = list(copy.milestones.all())
    context = {
        "copy": copy,
        "rows": rows,
        "progress": weighted_progress(rows),
        "form": form,
        "chosen": chosen,
        "writes": writes,
    }
    return render(request, "replication/milestones.html", context)


@login_required
def results(request: SignedRequest, reference: str) -> HttpResponse:
    """Figures against their baseline and against the origin."""
    moment = now()
    copy, parts = at_work(request, reference, moment)
    writes = may_plan(parts, copy.case.stage)
    form = ResultForm(request.POST or None, now=moment)
    if request.method == "POST" and writes and form.is_valid():
        try:
            planning.add_result(copy=copy, result=form.result(), by=request.user, now=moment)
        except ReplicationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return back(copy, "results")
    context = {
        "copy": copy,
        "results": compare_results(copy.results.all()),
        "measures": copy.innovation.measures.all(),
        "form": form,
        "writes": writes,
    }
    return render(request, "replication/results.html", context)
