"""Keeping the register true: the owner's yearly word, and the province's list."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.innovations import actions, queries
from tuntas.innovations.forms import StatusForm
from tuntas.innovations.queries.upkeep import STATES
from tuntas.innovations.terms import Status
from tuntas.innovations.views.doors import to_write
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest
from tuntas.people.rules import may_operate


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: SignedRequest, slug: str) -> HttpResponse:
    """The owner's word on whether it still runs: one click, or with a lesson when it has stopped."""
    moment = now()
    innovation = to_write(request, slug, moment)
    form = StatusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.confirm_status(
            innovation=innovation,
            status=Status(told["status"]),
            lesson=told["lesson"],
            lesson_en=told["lesson_en"],
            by=request.user,
            now=moment,
        )
        messages.success(request, _("Thank you. The register now shows what you said, with today's date."))
        return redirect("innovations:page", slug)
    earlier = innovation.confirmations.select_related("by")[:10]
    context = {"form": form, "innovation": innovation, "earlier": earlier}
    return render(request, "innovations/status.html", context)


@login_required
@require_safe
def upkeep(request: SignedRequest) -> HttpResponse:
    """For the province: innovations without a fresh word, stopped ones, questions without an answer."""
    moment = now()
    if not may_operate(request.user, moment):
        raise PermissionDenied
    state = request.GET.get("keadaan", "")
    page = Paginator(queries.upkeep(state, moment), 50).get_page(request.GET.get("page"))
    labels = {
        "stale": _("Not confirmed for 13 months"),
        "unanswered": _("Asked, no answer yet"),
        "stopped": _("Stopped"),
        "nobody": _("Nobody to ask"),
        "never": _("Never confirmed"),
    }
    counts = queries.upkeep_counts(moment)
    choices = [(key, labels[key], counts[key]) for key in STATES]
    context = {"page": page, "choices": choices, "state": state if state in STATES else ""}
    return render(request, "innovations/upkeep.html", context)
