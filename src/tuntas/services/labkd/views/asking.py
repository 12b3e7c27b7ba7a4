"""Asking from home, with or without an account, and following what was asked."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.casework.flow import stage_of
from tuntas.casework.queries import timeline
from tuntas.catalogue.middleware import ServiceRequest
from tuntas.documents.rules import may_read
from tuntas.kernel.clock import now, wib_date
from tuntas.people.models import Person
from tuntas.people.views.limits import limited
from tuntas.services.labkd.actions import asking
from tuntas.services.labkd.forms.letters import AskForm, FindForm
from tuntas.services.labkd.queries.letters import asked_by, followed, found_again, rows_of
from tuntas.services.labkd.rules.kinds import kind_of, kinds
from tuntas.services.labkd.terms import Channel
from tuntas.services.labkd.views.doors import quiet, village


@require_safe
@village
def choose(request: ServiceRequest, place: str) -> HttpResponse:
    """Which letter."""
    return render(request, "labkd/letters/choose.html", {"place": request.place, "kinds": list(kinds().values())})


@require_http_methods(["GET", "HEAD", "POST"])
@limited("letter")
@village
def ask(request: ServiceRequest, place: str, kind: str) -> HttpResponseBase:
    """The form of one kind. The answer is the same whoever is named in it."""
    wanted = kind_of(kind)
    if wanted is None:
        raise Http404
    moment = now()
    named: dict[str, Any] = {"kind": wanted, "today": wib_date(moment)}
    form = AskForm(request.POST or None, **named)
    if request.method == "POST" and form.is_valid():
        letter = send(request, form, Channel.HOME)
        return redirect("labkd:letter_follow", place, letter.token)
    context = {"place": request.place, "kind": wanted, "form": form}
    return quiet(render(request, "labkd/letters/ask.html", context, status=422 if form.errors else 200))


def send(request: ServiceRequest, form: AskForm, channel: Channel) -> Any:
    """Open the request a valid form describes; at a kiosk nobody's account counts."""
    typed = form.cleaned_data
    by = request.user if isinstance(request.user, Person) and channel == Channel.HOME else None
    return asking.ask(
        place=request.place,
        kind=form.kind,
        channel=channel,
        answers=form.answers,
        by=by,
        now=now(),
        claim=asking.Claim(typed["name"], typed["nik"], typed["phone"]),
        on_behalf=typed["on_behalf"],
        language=get_language() or "id",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@limited("letter")
@village
def find(request: ServiceRequest, place: str) -> HttpResponseBase:
    """Follow a request by its number and the telephone number it was made with."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        letter = found_again(request.place, form.cleaned_data["reference"], form.cleaned_data["phone"])
        if letter is not None:
            return redirect("labkd:letter_follow", place, letter.token)
        form.add_error(None, _("No request has this number together with this telephone number. Look at both again."))
    context = {"place": request.place, "form": form}
    return quiet(render(request, "labkd/letters/find.html", context, status=422 if form.errors else 200))


@require_safe
@limited("check", reading=True)
@village
def follow(request: ServiceRequest, place: str, token: str) -> HttpResponse:
    """How far a request is. Nobody is named here: whoever holds the address may not be the one it is for."""
    letter = followed(request.place, token)
    if letter is None:
        raise Http404
    document = letter.document
    context = {
        "place": request.place,
        "letter": letter,
        "kind": kind_of(letter.kind),
        "case": letter.case,
        "stage": stage_of(letter.case),
        "steps": timeline(letter.case, "public"),
        "file": document and document.file_id and may_read(request.user, document, now()),
    }
    return quiet(render(request, "labkd/letters/follow.html", context))


@login_required
@require_safe
@village
def mine(request: ServiceRequest, place: str) -> HttpResponse:
    """What somebody with an account asked for, at every village."""
    page = Paginator(asked_by(request.user), 50).get_page(request.GET.get("page"))
    context = {"place": request.place, "page": page, "rows": rows_of(list(page), now())}
    return quiet(render(request, "labkd/letters/mine.html", context))
