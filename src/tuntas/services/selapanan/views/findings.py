"""Findings: writing one down, its page, passing it on, telling the answer."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.casework.queries import timeline
from tuntas.services.selapanan.actions import findings as acts
from tuntas.services.selapanan.actions.errors import GroupRefused
from tuntas.services.selapanan.forms.meetings import FindingForm, WordsForm
from tuntas.services.selapanan.models import Finding
from tuntas.services.selapanan.queries.meetings import findings_of, told
from tuntas.services.selapanan.terms import FindingKind, FindingStage, Part
from tuntas.services.selapanan.views.doors import (
    GroupRequest,
    carried,
    group_door,
    meeting_door,
    said,
    shown,
    to_meeting,
)
from tuntas.services.selapanan.views.groups import BOTH, base
from tuntas.services.selapanan.views.meetings import page


@require_safe
@group_door()
def findings(request: GroupRequest) -> HttpResponse:
    """Everything the group found, what is open first."""
    rows = Paginator(findings_of(request.group), 50).get_page(request.GET.get("page"))
    return shown(request, "findings", base(request) | {"page": rows, "rows": told(list(rows), request.group)})


def _found(request: GroupRequest, reference: str) -> Finding:
    found = findings_of(request.group).filter(case__reference=reference).first()
    if found is None:
        raise Http404
    found.group = request.group
    return found


@require_safe
@group_door()
def finding(request: GroupRequest, reference: str) -> HttpResponse:
    """Where it went, what happened, what is known."""
    found = _found(request, reference)
    context = {
        "finding": found,
        "told": told([found], request.group)[0],
        "is_raised": found.case.stage == FindingStage.RAISED,
        "steps": timeline(found.case, "staff"),
        "form": WordsForm(),
    }
    return shown(request, "finding", base(request) | context)


@require_POST
@meeting_door(Part.RUNNER)
def raise_one(request: GroupRequest) -> HttpResponse:
    """Write a finding down and pass it on."""
    form = FindingForm(request.POST)

    def act() -> None:
        typed = form.cleaned_data
        acts.raise_finding(
            meeting=request.meeting,
            kind=FindingKind(typed["kind"]),
            note=typed["note"],
            whom=typed["whom"],
            agreed=typed["agreed"],
            send_now="later" not in request.POST,
            by=request.user,
            now=request.moment,
        )

    if carried(request, form, act):
        said(request, _("Written down. Its answer will open a meeting of the group."))
        return to_meeting(request.meeting)
    return page(request, finding_form=form)


@BOTH
@group_door(Part.RUNNER)
def end(request: GroupRequest, reference: str, verb: str) -> HttpResponse:
    """`send`, or, with words, `settle` and `drop`."""
    found = _found(request, reference)
    who: dict[str, Any] = {"by": request.user, "now": request.moment}
    back = redirect("selapanan:finding", request.place.code, request.group.key, reference)
    if request.method != "POST":
        return back
    if verb == "send":
        try:
            acts.send(finding=found, **who)
        except GroupRefused as refused:
            said(request, refused, wrong=True)
        return back
    form = WordsForm(request.POST)
    if not carried(
        request, form, lambda: acts.end_unsent(finding=found, key=verb, words=form.cleaned_data["words"], **who)
    ):
        said(request, "; ".join(str(text) for texts in form.errors.values() for text in texts), wrong=True)
    return back


@require_POST
@meeting_door(Part.RUNNER)
def tell(request: GroupRequest, reference: str) -> HttpResponse:
    """The meeting has heard the answer."""
    found = _found(request, reference)
    try:
        acts.tell_answer(finding=found, meeting=request.meeting, by=request.user, now=request.moment)
    except GroupRefused as refused:
        said(request, refused, wrong=True)
    else:
        said(request, _("Told. With this the finding is closed."))
    return to_meeting(request.meeting)
