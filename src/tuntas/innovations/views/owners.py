"""What an innovation's owner does with it."""

# mypy: disable-error-code="arg-type"
# behind login_required request.user is a Person

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tuntas.innovations import actions, queries, rules
from tuntas.innovations.forms import InnovationForm
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import now

NEAR = 0.6  # likeness from which a person is asked whether it is the same innovation


def found(request: HttpRequest, slug: str, allowed: Callable[..., bool], moment: datetime) -> Innovation:
    """The innovation, if the person may; 404 where they may not even know of it, 403 where they only read."""
    innovation = queries.shown(slug)
    if innovation is None or not rules.may_see(request.user, innovation, moment):
        raise Http404
    if not allowed(request.user, innovation, moment):
        raise PermissionDenied
    return innovation


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The innovations of the person's organisations."""
    moment = now()
    page = Paginator(queries.mine(request.user, moment), 50).get_page(request.GET.get("page"))
    may_add = queries.owners_for(request.user, moment).exists()
    return render(request, "innovations/mine.html", {"page": page, "may_add": may_add})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Enter an innovation in the name of an organisation."""
    moment = now()
    owners = queries.owners_for(request.user, moment)
    if not owners.exists():
        raise PermissionDenied
    form = InnovationForm(request.POST or None, owners=owners, now=moment)
    near: list[Any] = []
    if request.method == "POST" and form.is_valid():
        facts, owner = form.facts(), form.cleaned_data["owner"]
        near = [
            (other, close)
            for other, close in queries.alike(facts["name"], facts["summary"], owner=owner)
            # their own of the same name is a second click: the action answers that
            if close >= NEAR and not (other.owner == owner and other.name.casefold() == facts["name"].casefold())
        ]
        if not near or "sure" in request.POST:
            try:
                innovation = actions.add(**facts, owner=owner, by=request.user, now=moment)
            except actions.AlreadyKnown as known:
                messages.info(request, str(known))
                return redirect("innovations:page", known.innovation.slug)
            messages.success(request, _("Saved. Your local admin can now publish it."))
            return redirect("innovations:page", innovation.slug)
    return render(request, "innovations/form.html", {"form": form, "near": near})


@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the facts; a page grown stale does not overwrite."""
    moment = now()
    innovation = found(request, slug, rules.may_edit, moment)
    form = InnovationForm(request.POST or None, instance=innovation, now=moment)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update(
                innovation=innovation,
                by=request.user,
                now=moment,
                revision=form.cleaned_data["revision"] or 0,
                changes=form.facts(),
            )
        except actions.InnovationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("innovations:page", slug)
    return render(request, "innovations/form.html", {"form": form, "innovation": innovation})


@login_required
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once, then show it to everybody."""
    return _confirmed(request, slug, "innovations/publish.html", actions.publish, _("Published in the register."))


@login_required
def hide(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once, then take it out of the public register."""
    return _confirmed(request, slug, "innovations/hide.html", actions.hide, _("Taken out of the register."))


def _confirmed(request: HttpRequest, slug: str, template: str, act: Callable[..., Any], done: str) -> HttpResponse:
    moment = now()
    innovation = found(request, slug, rules.may_publish, moment)
    if request.method != "POST":
        return render(request, template, {"innovation": innovation})
    try:
        act(innovation=innovation, by=request.user, now=moment)
    except actions.InnovationRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("innovations:page", slug)
