"""The public page of one innovation, and its preview for the owner."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from tuntas.innovations import queries, rules
from tuntas.innovations.models import Innovation
from tuntas.innovations.rules.completeness import missing
from tuntas.innovations.views.parts import named
from tuntas.kernel.clock import now
from tuntas.ui.middleware import kept_briefly


@kept_briefly(60)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One innovation; an unpublished one exists for its owner and the operators only."""
    return _shown(request, slug, drafts=False)


@login_required
@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as it would be with every draft shown; for those who may write it."""
    return _shown(request, slug, drafts=True)


def _shown(request: HttpRequest, slug: str, *, drafts: bool) -> HttpResponse:
    moment, person = now(), request.user
    innovation = queries.shown(slug)
    if innovation is None or not rules.may_see(person, innovation, moment):  # type: ignore[arg-type]
        raise Http404
    may_edit = rules.may_edit(person, innovation, moment)  # type: ignore[arg-type]
    if drafts and not may_edit:
        raise Http404
    found = queries.page_of(innovation, moment, drafts=drafts)
    context: dict[str, Any] = {
        "innovation": innovation,
        "page": found,
        "preview": drafts,
        "fresh": rules.is_fresh(innovation, moment),
        "may_edit": may_edit,
        "may_publish": rules.may_publish(person, innovation, moment),  # type: ignore[arg-type]
        "missing": named(innovation, missing(found.parts)) if may_edit else [],
        "ask": _way("forum:ask", innovation),
        "copy": _way("replication:start", innovation),
    }
    return render(request, "innovations/page.html", context)


def _way(name: str, innovation: Innovation) -> str:
    """The address in a room above, where that room is installed."""
    if not innovation.is_public:
        return ""
    try:
        return reverse(name, args=[innovation.slug])
    except NoReverseMatch:
        return ""
