"""The juror's desk: the proposal beside the rubric."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tuntas.kernel.clock import now
from tuntas.kipp.actions.judging import (
    JudgingRefused,
    Marks,
    SheetIncomplete,
    StaleSheet,
    hand_in,
    save_sheet,
    take_back,
)
from tuntas.kipp.forms.judging import SheetForm
from tuntas.kipp.models import Assignment, Edition, Stage
from tuntas.kipp.queries.coaching import handed_over
from tuntas.kipp.queries.entries import proposal
from tuntas.kipp.queries.judging import Neighbours, my_assignment, neighbours
from tuntas.kipp.queries.rubric import Aspect, Written, rubric, written
from tuntas.kipp.rules.barring import hidden_from
from tuntas.kipp.rules.blind import is_blind
from tuntas.kipp.rules.judging import takes_scores
from tuntas.kipp.rules.reopening import shut_for
from tuntas.kipp.rules.scoring import needs_remark, so_far
from tuntas.kipp.terms import StageKind
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import JURY, scored_stage, seat_of
from tuntas.ui.templatetags.ui import clock

Hidden = frozenset[int]


def _mine(request: Visit, edition: Edition, stage: str, reference: str) -> tuple[Stage, Assignment, Hidden]:
    """The stage, the reader's own assignment of that entry and what must stay hidden; 404 for anybody else's."""
    here = scored_stage(edition, stage)
    seat, moment = seat_of(request, edition), now()
    hidden = hidden_from(seat, moment)
    assignment = my_assignment(seat, here, reference, hidden=hidden)
    if assignment is None or (here.opens_at and moment < here.opens_at):
        raise Http404
    assignment.juror = seat
    return here, assignment, hidden


@never_cache
@behind(JURY)
def show(request: Visit, edition: Edition, stage: str, reference: str) -> HttpResponse:
    """Read and score; POST saves a part, saves and goes on, or hands in."""
    here, assignment, hidden = _mine(request, edition, stage, reference)
    aspects, kept = rubric(here, here.edition), written(assignment)
    around = neighbours(assignment.juror, here, reference, hidden=hidden)
    if around is None:
        raise Http404
    if request.method != "POST":
        form = SheetForm(initial=SheetForm.start(kept, aspects), aspects=aspects)
        return _page(request, here, assignment, aspects, kept, around, form)
    form = SheetForm(request.POST, aspects=aspects)
    if form.is_valid():
        try:
            return _act(request, here, assignment, around, form)
        except SheetIncomplete as error:
            for field, sentence in error.missing.items():
                form.add_error(field, sentence)
        except JudgingRefused as error:
            form.add_error(None, str(error))
    status = 409 if any("revision" in name for name in form.errors) else 422
    return _page(request, here, assignment, aspects, written(assignment), around, form, status=status)


def _act(request: Visit, stage: Stage, assignment: Assignment, around: Neighbours, form: SheetForm) -> HttpResponse:
    """What the pressed button asks for; then on to the next page."""
    what: dict[str, Any] = {
        "assignment": assignment,
        "marks": form.marks,
        "revision": form.cleaned_data["revision"],
        "by": request.user,
        "now": now(),
    }
    here = (stage.edition.slug, stage.key)
    if "hand_in" in request.POST:
        hand_in(**what)
        left = around.progress.left - 1
        if around.next_open:
            messages.success(request, _("Handed in. %(left)d left.") % {"left": left})
            return redirect("kipp:desk", *here, around.next_open)
        messages.success(request, _("Handed in. That was the last one: thank you."))
        return redirect("kipp:queue", *here)
    save_sheet(**what)
    for button, place in (("next", around.next), ("previous", around.previous)):
        if button in request.POST and place:
            return redirect("kipp:desk", *here, place)
    messages.success(request, _("Saved. You can go on later."))
    return redirect("kipp:desk", *here, assignment.entry.case.reference)


@never_cache
@require_POST
@behind(JURY)
def autosave(request: Visit, edition: Edition, stage: str, reference: str) -> JsonResponse:
    """Keeps what is on the page so far: 200 with the new revision, 409 when another tab was first."""
    here, assignment, _hidden = _mine(request, edition, stage, reference)
    form = SheetForm(request.POST, aspects=rubric(here, here.edition))
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        return JsonResponse({"invalid": str(first)}, status=422)
    moment = now()
    try:
        sheet = save_sheet(
            assignment=assignment,
            marks=form.marks,
            revision=form.cleaned_data["revision"],
            by=request.user,
            now=moment,
        )
    except StaleSheet as error:
        return JsonResponse({"conflict": str(error)}, status=409)
    except JudgingRefused as error:
        return JsonResponse({"conflict": str(error)}, status=409)
    return JsonResponse({"saved": clock(sheet.saved_at), "revision": sheet.revision})


@require_POST
@behind(JURY)
def reopen(request: Visit, edition: Edition, stage: str, reference: str) -> HttpResponse:
    """Takes the reader's own sheet back while the stage runs."""
    here, assignment, _hidden = _mine(request, edition, stage, reference)
    try:
        take_back(assignment=assignment, by=request.user, now=now())
        messages.info(request, _("The sheet is a draft again. It counts once you hand it in anew."))
    except JudgingRefused as error:
        messages.error(request, str(error))
    return redirect("kipp:desk", here.edition.slug, here.key, reference)


def _page(
    request: Visit,
    stage: Stage,
    assignment: Assignment,
    aspects: list[Aspect],
    kept: Written,
    around: Neighbours,
    form: SheetForm,
    status: int = 200,
) -> HttpResponse:
    edition = stage.edition
    blind = is_blind(stage, edition)
    open_ = takes_scores(stage, edition, now()) and not shut_for(assignment)
    marks = form.marks if form.is_bound and form.is_valid() else Marks(values=kept.values, remarks=kept.remarks)
    weights = {one.key: one.weight for one in aspects}
    return render(
        request,
        "kipp/judging/desk.html",
        {
            "edition": edition,
            "stage": stage,
            "entry": proposal(assignment.entry, blind=blind),
            "form": form,
            "blocks": [_block(one, form, number, edition) for number, one in enumerate(aspects, 1)],
            "kept": kept,
            "around": around,
            "blind": blind,
            "open": open_,
            "editable": open_ and kept.handed_in_at is None,
            "revised": edition.shows_revised and stage.kind == StageKind.INTERVIEW and handed_over(assignment.entry),
            "ask": open_ and not assignment.stated,  # type: ignore[attr-defined]
            "total": so_far(marks.values, weights),
            "filled": sum(1 for key, weight in weights.items() if weight and marks.values.get(key) is not None),
            "needed": sum(1 for weight in weights.values() if weight),
        },
        status=status,
    )


def _block(one: Aspect, form: SheetForm, number: int, edition: Edition) -> dict[str, Any]:
    """A criterion with what is typed in it and what is wrong with it."""
    typed = form[f"value-{one.key}"].value()
    band = form[f"band-{one.key}"].value()
    value = _number(typed)
    if value is not None:
        band = next((str(b.low) for b in one.bands if b.low <= value < b.high + 1), "")
    return {
        "aspect": one,
        "number": number,
        "weight": _plain(one.weight),
        "weight_said": localize(one.weight.normalize() + 0),
        "value": "" if typed is None else typed if form.is_bound else _plain(value),
        "band": str(band or ""),
        "remark": form[f"remark-{one.key}"].value() or "",
        "value_errors": form.errors.get(f"value-{one.key}", []),
        "remark_errors": form.errors.get(f"remark-{one.key}", []),
        "explain": needs_remark(value, edition.remark_low, edition.remark_high),
    }


def _number(typed: Any) -> Decimal | None:
    if isinstance(typed, Decimal):
        return typed
    try:
        return Decimal(str(typed).replace(",", ".")) if typed not in (None, "") else None
    except ArithmeticError:
        return None


def _plain(value: Decimal | None) -> str:
    """The number as a field wants it: 80, 87.5."""
    return "" if value is None else f"{value.normalize():f}"
