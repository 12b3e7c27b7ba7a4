"""Ending roles, standing in, and requests to join."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from tuntas.kernel.clock import now as clock_now
from tuntas.people.actions import Refused
from tuntas.people.actions.holdings import delegate, end
from tuntas.people.actions.joining import accept_request, ask_to_join, decline_request, take_back
from tuntas.people.forms.organisations import DeclineForm, JoinForm
from tuntas.people.forms.persons import DelegateForm
from tuntas.people.middleware import SignedRequest
from tuntas.people.models import Holding, JoinRequest, Organisation
from tuntas.people.rules import is_last_of_its_kind, may_administer, may_delegate, may_end
from tuntas.people.terms import JoinOutcome


@login_required
@require_http_methods(["GET", "POST"])
def end_holding(request: SignedRequest, pk: int) -> HttpResponse:
    """End a role, after a page that says what follows."""
    now = clock_now()
    held = Holding.objects.select_related("person", "organisation__parent", "place", "delegated_from__person")
    holding = get_object_or_404(held, pk=pk)
    if not may_end(request.user, holding, now):
        raise Http404
    mine = holding.person_id == request.user.pk or (
        holding.delegated_from is not None and holding.delegated_from.person_id == request.user.pk
    )
    if request.method == "GET":
        context = {
            "holding": holding,
            "mine": mine,
            "last": is_last_of_its_kind(holding, now),
            "ended": holding.until is not None and holding.until <= now,
            "stand_ins": holding.delegations.filter(until__gt=now).count(),
        }
        return render(request, "people/holding_end.html", context)
    try:
        end(holding=holding, by=request.user, now=now)
    except Refused as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, gettext("The role has ended."))
    if mine or not holding.organisation_id:
        return redirect("people:me")
    return redirect("people:organisation", holding.organisation_id)


@login_required
@require_http_methods(["GET", "POST"])
def delegate_holding(request: SignedRequest, pk: int) -> HttpResponse:
    """Let somebody stand in until a day."""
    now = clock_now()
    holding = get_object_or_404(Holding.objects.select_related("organisation", "place", "person"), pk=pk)
    if not may_delegate(request.user, holding, now):
        raise Http404
    form = DelegateForm(request.POST or None, holding=holding, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            made = delegate(holding=holding, by=request.user, now=now, **form.cleaned_data)
        except Refused as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, gettext("%(who)s stands in for you.") % {"who": made.person})
            return redirect("people:me")
    return render(request, "people/delegate.html", {"form": form, "holding": holding})


@login_required
@require_http_methods(["GET", "POST"])
def join(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask the local admin of an organisation to be let in."""
    now = clock_now()
    there = get_object_or_404(Organisation.objects.select_related("place"), pk=pk)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_join(organisation=there, by=request.user, now=now, **form.cleaned_data)
        except Refused as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(
                request, gettext("Your request is with the local admin. You get a message once it is answered.")
            )
            return redirect("people:me")
    return render(request, "people/join.html", {"form": form, "organisation": there})


@login_required
@require_http_methods(["GET", "POST"])
def join_request(request: SignedRequest, pk: int) -> HttpResponse:
    """A local admin lets somebody in, or says why not."""
    now = clock_now()
    asked = get_object_or_404(JoinRequest.objects.select_related("person", "organisation"), pk=pk)
    if not may_administer(request.user, asked.organisation, now):
        raise Http404
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("answer") == "accept":
                accept_request(request=asked, by=request.user, now=now)
                messages.success(request, gettext("%(who)s belongs to the organisation now.") % {"who": asked.person})
            else:
                decline_request(request=asked, reason=form.cleaned_data["reason"], by=request.user, now=now)
                messages.success(request, gettext("The request has been declined, with your reason."))
        except Refused as trouble:
            form.add_error(None, str(trouble))
        else:
            return redirect("people:organisation", asked.organisation_id)
    asked.refresh_from_db(fields=["outcome"])
    context = {"asked": asked, "form": form, "open": asked.outcome == JoinOutcome.OPEN}
    return render(request, "people/join_request.html", context)


@login_required
@require_POST
def take_back_request(request: SignedRequest, pk: int) -> HttpResponse:
    """Stop asking."""
    asked = get_object_or_404(JoinRequest, pk=pk, person=request.user)
    try:
        take_back(request=asked, by=request.user, now=clock_now())
    except Refused as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, gettext("Your request has been taken back."))
    return redirect("people:me")
