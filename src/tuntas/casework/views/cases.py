"""The page of a case for those who handle it, where the owning room has none of its own."""

# mypy: disable-error-code="arg-type"
# behind login_required request.user is a Person

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tuntas.casework import queries
from tuntas.casework.actions import AlreadyMoved, MoveRefused, move
from tuntas.casework.flow import flow_of, stage_of
from tuntas.casework.forms import MoveForm
from tuntas.casework.models import Case
from tuntas.casework.rules import missing_for, moves_open, roles_for
from tuntas.kernel.clock import now


def _found(request: HttpRequest, reference: str) -> Case:
    """The case, for people who have a part in it; for all others there is none."""
    case = Case.objects.select_related("place", "organisation").filter(reference=reference.upper()).first()
    if case is None or not roles_for(case, request.user, now()):
        raise Http404
    return case


@login_required
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Where it stands, what may be done, what happened; the owning room's page where there is one."""
    found, moment = _found(request, reference), now()
    flow = flow_of(found)
    if flow.link:
        return redirect(flow.link(found))
    return render(
        request,
        "casework/case.html",
        {
            "case": found,
            "flow": flow,
            "stage": stage_of(found),
            "late": found.due_at is not None and found.due_at < moment,
            "moves": moves_open(found, request.user, moment),
            "steps": queries.timeline(found, "staff"),
            "referrals": found.raised.select_related("place").order_by("raised_at"),
        },
    )


@login_required
def make(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Say what a move does, take its words, make it."""
    found, moment = _found(request, reference), now()
    flow = flow_of(found)
    arrow = next((arrow for arrow in moves_open(found, request.user, moment) if arrow.key == key), None)
    if flow.link or key not in [known.key for known in flow.moves]:
        raise Http404
    if arrow is None:
        messages.info(request, _("This is not open to you now; here is where the case stands."))
        return redirect("casework:case", found.reference)
    seen = found.steps.count()
    form = MoveForm(request.POST or None, move=arrow, initial={"seen": seen})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            move(
                case=found,
                move=key,
                by=request.user,
                now=moment,
                note=typed["note"],
                message=typed["message"],
                seen=typed["seen"],
            )
        except AlreadyMoved as refused:
            messages.info(request, str(refused))
            return redirect("casework:case", found.reference)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done: %s.") % arrow.label)
            return redirect("casework:case", found.reference)
    context = {
        "case": found,
        "move": arrow,
        "target": flow.stage(arrow.to),
        "form": form,
        "missing": missing_for(found, arrow, moment),
    }
    return render(request, "casework/move.html", context)
