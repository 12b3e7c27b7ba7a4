"""Organisations: list, page, opening and changing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tuntas.kernel.clock import now as clock_now
from tuntas.kernel.text import clean
from tuntas.people.actions import Refused
from tuntas.people.actions.organisations import change_organisation, create_organisation
from tuntas.people.forms.organisations import OrganisationForm, RenameForm
from tuntas.people.middleware import SignedRequest
from tuntas.people.models import JoinRequest, Organisation
from tuntas.people.queries.organisations import listed, members_of, open_requests, pending_invitations, powers, searched
from tuntas.people.rules import may_administer, may_operate
from tuntas.people.terms import JoinOutcome, OrganisationKind
from tuntas.places.models import Place
from tuntas.places.queries import regencies


def filtered(request: HttpRequest) -> dict[str, Any]:
    """What the filter form above a list of organisations asks for."""
    kind = request.GET.get("kind", "")
    place = Place.objects.filter(pk=clean(request.GET.get("place", ""))[:13]).first()
    return {
        "text": clean(request.GET.get("q", ""))[:100],
        "kind": kind if kind in OrganisationKind.values else "",
        "place": place,
    }


@login_required
def organisations(request: SignedRequest) -> HttpResponse:
    """My organisations; for operators all of them."""
    now, wanted = clock_now(), filtered(request)
    found = listed(request.user, now, **wanted)
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "operates": may_operate(request.user, now),
        "kinds": OrganisationKind.choices,
        "regencies": regencies(),
        **wanted,
    }
    return render(request, "people/organisations.html", context)


@login_required
def join_search(request: SignedRequest) -> HttpResponse:
    """Find the organisation one works at."""
    wanted = filtered(request)
    page = None
    if wanted["text"] or wanted["place"]:
        found = searched(Organisation.objects.all(), clock_now(), **wanted)
        page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "people/join_search.html", {"page": page, "regencies": regencies(), **wanted})


@login_required
def organisation(request: SignedRequest, pk: int) -> HttpResponse:
    """An organisation with its people; to outsiders its name, and the way in."""
    now = clock_now()
    there = get_object_or_404(Organisation.objects.select_related("place__parent__parent", "parent"), pk=pk)
    context: dict[str, Any] = {"organisation": there, "now": now, "units": list(there.units.order_by("name")[:100])}
    can = powers(request.user, there, now)
    if not can.see:
        mine = JoinRequest.objects.filter(person=request.user, organisation=there)
        context["asked"] = mine.filter(outcome=JoinOutcome.OPEN).first()
        return render(request, "people/organisation_outside.html", context)
    context |= {"can": can, "members": Paginator(members_of(there, now), 50).get_page(request.GET.get("page"))}
    if can.administer:
        context |= {"invitations": list(pending_invitations(there)[:100]), "requests": list(open_requests(there)[:100])}
    return render(request, "people/organisation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def organisation_new(request: SignedRequest) -> HttpResponse:
    """Open an organisation, or a unit of one (`?induk=`)."""
    now = clock_now()
    if not may_operate(request.user, now):
        raise PermissionDenied
    parent = None
    if wanted := request.GET.get("induk", ""):
        parent = get_object_or_404(Organisation, pk=wanted if wanted.isdecimal() and len(wanted) < 19 else 0)
    start = {"kind": parent.kind, "place": parent.place_id} if parent else None
    form = OrganisationForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_organisation(parent=parent, by=request.user, now=now, **form.cleaned_data)
        except Refused as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, gettext("The organisation is open. Invite its local admin next."))
            return redirect("people:organisation", made.pk)
    return render(request, "people/organisation_form.html", {"form": form, "parent": parent})


@login_required
@require_http_methods(["GET", "POST"])
def organisation_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Change the name; operators also kind and place."""
    now = clock_now()
    there = get_object_or_404(Organisation, pk=pk)
    if not may_administer(request.user, there, now):
        raise PermissionDenied
    start = {"name": there.name, "kind": there.kind, "place": there.place_id}
    form = (OrganisationForm if may_operate(request.user, now) else RenameForm)(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(organisation=there, by=request.user, now=now, **form.cleaned_data)
        except Refused as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, gettext("The organisation has been changed."))
            return redirect("people:organisation", there.pk)
    return render(request, "people/organisation_form.html", {"form": form, "organisation": there})
