"""Work asked of others, and by others."""

# mypy: disable-error-code="arg-type"
# behind login_required request.user is a Person

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tuntas.casework import queries
from tuntas.casework.actions import MoveRefused, answer, mark_told
from tuntas.casework.flow import waits_for_module
from tuntas.casework.forms import AnswerForm
from tuntas.casework.models import Referral
from tuntas.casework.rules import may_answer, may_tell
from tuntas.casework.terms import ReferralStatus
from tuntas.kernel.clock import now


@login_required
def referrals(request: HttpRequest) -> HttpResponse:
    """What came to the places the person serves, or what the person asked of others."""
    moment = now()
    side = "sent" if request.GET.get("side") == "sent" else "received"
    found = queries.sent(request.user) if side == "sent" else queries.received(request.user, moment)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "casework/referrals.html", {"side": side, "page": page})


@login_required
def referral(request: HttpRequest, pk: int) -> HttpResponse:
    """One referral: what was asked, the answer, and closing the loop."""
    moment = now()
    found = Referral.objects.select_related("raised_by_case__place", "place", "raised_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    answers, tells = may_answer(request.user, found, moment), may_tell(request.user, found, moment)
    if not (answers or tells):
        raise Http404
    telling = "told" in request.POST
    form = AnswerForm(request.POST if request.method == "POST" and not telling else None)
    try:
        if request.method == "POST" and telling:
            mark_told(referral=found, by=request.user, now=moment)
            messages.success(request, _("Closed: the one it was for has been told."))
            return redirect("casework:referral", pk)
        if request.method == "POST" and form.is_valid():
            status = ReferralStatus(form.cleaned_data["status"])
            answer(referral=found, status=status, by=request.user, now=moment, outcome=form.cleaned_data["outcome"])
            messages.success(request, _("Your answer has been sent to the one who asked."))
            return redirect("casework:referral", pk)
    except MoveRefused as refused:
        messages.info(request, str(refused))
        return redirect("casework:referral", pk)
    open_now = found.status in queries.referrals.OPEN
    answered = found.status in (ReferralStatus.DONE, ReferralStatus.DECLINED)
    waits = found.status == ReferralStatus.SENT and waits_for_module(found.kind, found.place)
    context = {
        "referral": found,
        "form": form,
        "may_answer": answers and open_now,
        "may_tell": tells and answered,
        "waits": waits,
    }
    return render(request, "casework/referral.html", context)
