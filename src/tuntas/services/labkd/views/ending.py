"""Revoking a letter, and beginning the one that stands in for it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tuntas.documents.actions import CannotEnd
from tuntas.documents.terms import Status
from tuntas.services.labkd.actions import ending
from tuntas.services.labkd.actions.refusals import LetterRefused
from tuntas.services.labkd.forms.letters import EndForm
from tuntas.services.labkd.models import Letter
from tuntas.services.labkd.rules.kinds import kind_of
from tuntas.services.labkd.views.doors import DeskRequest, back, leading, letter_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def revoke(request: DeskRequest, place: str, reference: str) -> HttpResponseBase:
    """The consequences, and the reason."""
    done = _("The letter no longer holds. Its page says so from now on.")
    return _end(request, reference, "revoke", ending.revoke, done)


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def replace(request: DeskRequest, place: str, reference: str) -> HttpResponseBase:
    """The letter that will stand in for it begins; until it is issued, this one holds."""
    done = _("The letter in its place has begun. Until it is issued, the old one holds.")
    return _end(request, reference, "replace", ending.replace, done)


def _end(request: DeskRequest, reference: str, what: str, act: Callable[..., Letter], done: str) -> HttpResponseBase:
    letter = letter_or_404(request, reference)
    if not request.office.leads or letter.document is None:
        raise Http404
    if letter.document.status != Status.ISSUED:
        return back(letter)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = act(letter=letter, reason=form.cleaned_data["reason"], by=request.user, now=request.moment)
        except (LetterRefused, CannotEnd) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done)
            return back(found)
    context: dict[str, Any] = {"place": request.place, "letter": letter, "case": letter.case, "form": form}
    context |= {"what": what, "kind": kind_of(letter.kind), "document": letter.document}
    return render(request, "labkd/letters/end.html", context, status=422 if form.errors else 200)
