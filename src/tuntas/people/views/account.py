"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods

from tuntas.kernel.clock import now as clock_now
from tuntas.people.actions.persons import change_profile, sign_out_everywhere
from tuntas.people.backends import speak
from tuntas.people.forms.persons import ProfileForm
from tuntas.people.middleware import SignedRequest
from tuntas.people.queries.persons import guard_of, invitations_for, requests_of, roles_of, stand_ins_of


@login_required
def me(request: SignedRequest) -> HttpResponse:
    """Who I am here, what I may do, and how well my sign-in is guarded."""
    now = clock_now()
    context = {
        "person": request.user,
        "guard": guard_of(request.user),
        "roles": roles_of(request.user, now),
        "stand_ins": stand_ins_of(request.user, now),
        "requests": requests_of(request.user),
        "invitations": invitations_for(request.user, now),
    }
    return render(request, "people/me.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: SignedRequest) -> HttpResponse:
    """Name, phone and language."""
    person = request.user
    start = {"name": person.name, "phone": person.phone, "language": person.language}
    form = ProfileForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        change_profile(person=person, by=person, now=clock_now(), **form.cleaned_data)
        with override(person.language):
            messages.success(request, gettext("Your details have been saved."))
        response = redirect("people:me")
        speak(response, person.language)
        return response
    return render(request, "people/profile.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def everywhere_out(request: SignedRequest) -> HttpResponse:
    """Sign out on every other device; this one stays."""
    if request.method == "POST":
        person = sign_out_everywhere(person=request.user, by=request.user, now=clock_now())
        update_session_auth_hash(request, person)
        messages.success(request, gettext("You are signed out on every other device."))
        return redirect("people:me")
    return render(request, "people/everywhere_out.html")
