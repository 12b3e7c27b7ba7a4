"""Inviting, and the page an invited person comes to."""

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tuntas.kernel.clock import now as clock_now
from tuntas.people.actions import Refused
from tuntas.people.actions.invitations import HasAccount, NotOpen, accept, invite, register_invited, resend, withdraw
from tuntas.people.forms.organisations import InvitedForm, InviteForm, PlaceInviteForm
from tuntas.people.middleware import SignedRequest
from tuntas.people.models import Invitation, Organisation, Person
from tuntas.people.queries.organisations import place_invitations, powers
from tuntas.people.rules import may_handle, may_operate, state_of
from tuntas.people.terms import InvitationState


def _home_of(invitation: Invitation) -> HttpResponse:
    """Where one goes on after dealing with an invitation."""
    if invitation.organisation_id:
        return redirect("people:organisation", invitation.organisation_id)
    return redirect("people:place_invitations")


@login_required
@require_http_methods(["GET", "POST"])
def invite_member(request: SignedRequest, pk: int) -> HttpResponse:
    """Invite somebody into an organisation."""
    now = clock_now()
    there = get_object_or_404(Organisation, pk=pk)
    can = powers(request.user, there, now)
    if not can.roles:
        raise PermissionDenied
    form = InviteForm(request.POST or None, roles=can.roles)
    if request.method == "POST" and form.is_valid():
        try:
            made = invite(organisation=there, by=request.user, now=now, **form.cleaned_data)
        except Refused as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, gettext("An invitation is on its way to %(email)s.") % {"email": made.email})
            return redirect("people:organisation", there.pk)
    return render(request, "people/invite.html", {"form": form, "organisation": there})


@login_required
@require_http_methods(["GET", "POST"])
def invite_at_place(request: SignedRequest) -> HttpResponse:
    """Invitations to roles at places: what waits, and a new one. Operators only."""
    now = clock_now()
    if not may_operate(request.user, now):
        raise PermissionDenied
    form = PlaceInviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = invite(by=request.user, now=now, **form.cleaned_data)
        except Refused as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, gettext("An invitation is on its way to %(email)s.") % {"email": made.email})
            return redirect("people:place_invitations")
    page = Paginator(place_invitations(), 50).get_page(request.GET.get("page"))
    return render(request, "people/place_invitations.html", {"form": form, "page": page, "now": now})


@login_required
@require_POST
def resend_invitation(request: SignedRequest, pk: int) -> HttpResponse:
    """Send the letter again."""
    now = clock_now()
    invitation = get_object_or_404(Invitation, pk=pk)
    if not may_handle(request.user, invitation, now):
        raise PermissionDenied
    try:
        resend(invitation=invitation, by=request.user, now=now)
    except Refused as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, gettext("The invitation to %(email)s was sent again.") % {"email": invitation.email})
    return _home_of(invitation)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_invitation(request: SignedRequest, pk: int) -> HttpResponse:
    """Take an invitation back, after a question."""
    now = clock_now()
    invitation = get_object_or_404(Invitation.objects.select_related("organisation", "place"), pk=pk)
    if not may_handle(request.user, invitation, now):
        raise PermissionDenied
    if request.method == "GET":
        return render(request, "people/invitation_withdraw.html", {"invitation": invitation})
    try:
        withdraw(invitation=invitation, by=request.user, now=now)
    except Refused as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, gettext("The invitation has been withdrawn."))
    return _home_of(invitation)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of the letter: what is offered, by whom, and how to take it."""
    now = clock_now()
    offer = get_object_or_404(
        Invitation.objects.select_related("organisation", "place", "invited_by"), token=token[:40]
    )
    if (state := state_of(offer, now)) != InvitationState.OPEN:
        return _closed(request, offer, state)
    if not request.user.is_authenticated:
        return _for_a_visitor(request, offer)
    if not EmailAddress.objects.filter(user=request.user, email__iexact=offer.email, verified=True).exists():
        context = {"offer": offer, "masked": masked(offer.email)}
        return render(request, "people/invitation_other.html", context, status=403)
    if request.method == "POST":
        try:
            accept(invitation=offer, by=request.user, now=now)
        except NotOpen as trouble:
            return _closed(request, Invitation.objects.get(pk=offer.pk), trouble.state)
        messages.success(request, gettext("Welcome. The role is yours from now on."))
        return redirect("people:me")
    return render(request, "people/invitation.html", {"offer": offer})


def _for_a_visitor(request: HttpRequest, offer: Invitation) -> HttpResponse:
    """Somebody not signed in: sign in if the address has an account, else make one here."""
    known = Person.objects.filter(email=offer.email.lower()).exists()
    form = InvitedForm(request.POST or None, initial={"name": offer.name}, email=offer.email)
    if request.method == "POST" and not known and form.is_valid():
        language = "en" if (get_language() or "id").startswith("en") else "id"
        try:
            person = register_invited(invitation=offer, language=language, now=clock_now(), **form.cleaned_data)
        except NotOpen as trouble:
            return _closed(request, Invitation.objects.get(pk=offer.pk), trouble.state)
        except HasAccount:
            known = True
        else:
            messages.success(request, gettext("Welcome. The role is yours from now on."))
            return perform_login(request, person, redirect_url=reverse("people:me"), email=person.email)
    return render(request, "people/invitation.html", {"offer": offer, "form": form, "known": known})


def _closed(request: HttpRequest, offer: Invitation, state: InvitationState) -> HttpResponse:
    """Used, withdrawn or expired: says which, and what to do."""
    mine = request.user.is_authenticated and offer.accepted_by_id == request.user.pk
    context = {"offer": offer, "state": state.value, "mine": mine}
    return render(request, "people/invitation_closed.html", context, status=200 if mine else 410)


def masked(email: str) -> str:
    """`w•••@example.org`: enough to recognise one's own address."""
    name, _, host = email.partition("@")
    return f"{name[:1]}•••@{host}"
