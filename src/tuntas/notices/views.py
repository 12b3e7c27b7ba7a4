"""The list of messages, reading them, choosing e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from tuntas.kernel.clock import now as clock_now
from tuntas.notices.actions import choose, read_all, read_one
from tuntas.notices.forms import ChoicesForm
from tuntas.notices.models import Notice
from tuntas.notices.queries import choices_of, received, unread
from tuntas.people.middleware import SignedRequest


@login_required
def notices(request: SignedRequest) -> HttpResponse:
    """What I was told: unread first."""
    only = request.GET.get("show") == "unread"
    page = Paginator(received(request.user, only_unread=only), 50).get_page(request.GET.get("page"))
    return render(request, "notices/list.html", {"page": page, "only": only, "waiting": unread(request.user)})


@login_required
def follow(request: SignedRequest, pk: int) -> HttpResponse:
    """Mark a message read and go where it leads."""
    notice = get_object_or_404(Notice, pk=pk, person=request.user)
    read_one(notice=notice, now=clock_now())
    if notice.link and url_has_allowed_host_and_scheme(notice.link, {request.get_host()}):
        return redirect(notice.link)
    return redirect("notices:list")


@login_required
@require_POST
def read(request: SignedRequest, pk: int) -> HttpResponse:
    """Mark one message read and stay."""
    read_one(notice=get_object_or_404(Notice, pk=pk, person=request.user), now=clock_now())
    return redirect("notices:list")


@login_required
@require_POST
def all_read(request: SignedRequest) -> HttpResponse:
    """Mark everything read."""
    read_all(person=request.user, now=clock_now())
    messages.success(request, gettext("All messages are marked as read."))
    return redirect("notices:list")


@login_required
@require_http_methods(["GET", "POST"])
def choices(request: SignedRequest) -> HttpResponse:
    """Which messages come by e-mail, too."""
    now_wanted = [group for group, mail in choices_of(request.user).items() if mail]
    form = ChoicesForm(request.POST or None, initial={"mail": now_wanted})
    if request.method == "POST":
        form = ChoicesForm(request.POST)
        if form.is_valid():
            choose(person=request.user, wanted=form.wanted())
            messages.success(request, gettext("Your choice has been saved."))
            return redirect("notices:list")
    return render(request, "notices/choices.html", {"form": form})
