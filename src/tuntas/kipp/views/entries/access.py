"""The door to an entry: who asks, what they are to it, and what they see when it is shut."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from tuntas.kernel.clock import now as clock_now
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.queries.entries import entry_by
from tuntas.kipp.rules.entries import View, may_know, view_of, why_not_write
from tuntas.kipp.rules.seats import may_see
from tuntas.kipp.terms import EntryStage
from tuntas.kipp.views.doors import who
from tuntas.people.models import Person

# How a stage looks to the entry's own people.
TONES: dict[str, str] = {
    EntryStage.DRAFT: "wait",
    EntryStage.WITH_ADMIN: "wait",
    EntryStage.REPAIR: "bad",
    EntryStage.FAILED: "bad",
    EntryStage.WITHDRAWN: "none",
    EntryStage.SUBMITTED: "info",
    EntryStage.NOT_FINALIST: "none",
}
KEPT = "kipp.kept"  # session key: what somebody typed after their session had ended, by address
KEPT_LETTERS = 100_000


@dataclass(frozen=True)
class Door:
    """An entry somebody may know of, what they are to it, and the moment of asking."""

    entry: Entry
    view: View
    now: datetime

    @property
    def edition(self) -> Edition:
        return self.entry.edition

    @property
    def args(self) -> tuple[str, str]:
        """Arguments of this entry's addresses."""
        return (self.entry.edition.slug, self.entry.case.reference)


def asking(request: HttpRequest) -> Person:
    """Who asks; only for views that have let nobody in without signing in."""
    assert isinstance(request.user, Person)
    return request.user


def edition_at(request: HttpRequest, slug: str) -> Edition:
    """The edition; 404 when there is none or it is still its organiser's draft."""
    edition = Edition.objects.filter(slug=slug).first()
    if edition is None or not may_see(who(request), edition):
        raise Http404
    return edition


def door_to(request: HttpRequest, edition: str, reference: str) -> Door:
    """The entry for the one who asks; 404 for everybody who must not know that it exists."""
    now = clock_now()
    try:
        entry = entry_by(edition, reference)
    except Entry.DoesNotExist:
        raise Http404 from None
    view = view_of(who(request), entry, now)
    if not may_know(view):
        raise Http404
    return Door(entry, view, now)


def team_door(request: HttpRequest, edition: str, reference: str) -> Door:
    """The entry for its writer or local admin; 404 for all others."""
    door = door_to(request, edition, reference)
    if not door.view.team:
        raise Http404
    return door


def shut(request: HttpRequest, door: Door, sentence: str = "", typed: str = "") -> HttpResponse:
    """The page that says why nothing can be changed, and that everything written is kept."""
    sentence = sentence or why_not_write(asking(request), door.entry, door.now)
    context = {"door": door, "entry": door.entry, "edition": door.edition, "sentence": sentence, "typed": typed}
    return render(request, "kipp/entries/shut.html", context, status=403 if request.method == "POST" else 200)


def keep_typed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`login_required` for a page where people write long: what arrives after the session has ended waits for them.

    The text is kept in the visitor's new session under the address, and shown on the page after they have signed
    in again; scripts are not needed for it.
    """

    guarded = login_required(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        typed = request.POST.get("text", "")
        if request.user.is_authenticated or not typed:
            return guarded(request, *args, **kwargs)
        request.session[KEPT] = {request.path: typed[:KEPT_LETTERS]}
        answer = redirect_to_login(request.path)
        answer.keeps_typed = True  # type: ignore[attr-defined]  # the middleware need not keep it too
        return answer

    return wrapper


def take_kept(request: HttpRequest) -> str:
    """The text kept for this page by `keep_typed`, once."""
    kept = request.session.get(KEPT) or {}
    text = kept.pop(request.path, "")
    if text:
        request.session[KEPT] = kept
    return str(text)
