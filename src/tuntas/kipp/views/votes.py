"""The public vote: a page for a phone that works without scripts, its count, and the organiser's look at signals."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.clock import now
from tuntas.kernel.text import whole_number
from tuntas.kipp.actions.votes import VoteRefused, exclude, put_back, vote
from tuntas.kipp.forms.duels import WordsForm
from tuntas.kipp.models import Edition, Stage, VoteExclusion
from tuntas.kipp.queries import votes
from tuntas.kipp.rules.calendar import has_closed
from tuntas.kipp.rules.seats import CHECKS, ORGANISES
from tuntas.kipp.rules.votes import (
    SMALLEST,
    is_vote,
    may_exclude,
    may_see_counts,
    questions_of,
    shows_options,
    takes_votes,
    why_not,
)
from tuntas.kipp.terms import EditionStatus, SignalKind
from tuntas.kipp.views.doors import Visit, behind, enter, hidden_at, who

PAGE = 20


def _stage(edition: Edition, key: str) -> Stage:
    found = Stage.objects.filter(edition=edition, key=key).first()
    if found is None or not is_vote(found):
        raise Http404
    found.edition = edition
    return found


def _questions(stage: Stage) -> list[str]:
    return questions_of(stage, english=(get_language() or "").startswith("en"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, edition: str, stage: str) -> HttpResponse:
    """One question, the finalists in this person's own order, one button each; a choice can be changed."""
    found, _seats = enter(request, edition)
    here, moment, person = _stage(found, stage), now(), who(request)
    if not shows_options(here, found, moment):
        raise Http404
    asked = _questions(here)
    given = whole_number(request.GET.get("tanya", "")) or 1
    number = given if 1 <= given <= len(asked) else 1
    if request.method == "POST":
        return _voted(request, found, here, number, len(asked))
    order = votes.order_of(found, here, str(person.pk) if person.is_authenticated else "pengunjung")
    if unseen := hidden_at(request, moment):  # a juror in conflict sees nothing of the entry, here neither
        order = [pk for pk in order if pk not in unseen]
    page = Paginator(order, PAGE).get_page(request.GET.get("page"))
    own = votes.own_votes(here, person)
    open_now = takes_votes(here, found, moment)
    reason = why_not(person, found) if open_now else ""
    context = {
        "edition": found,
        "stage": here,
        "questions": list(enumerate(asked, 1)),
        "question": asked[number - 1],
        "number": number,
        "page": page,
        "options": votes.options(list(page.object_list)),
        "own": own.get(number),
        "answered": set(own),
        "aside": [one for one in own.values() if one.excluded],
        "open": open_now,
        "closed": has_closed(here, moment),
        "reason": reason,
        "next": request.get_full_path(),
        "counts": may_see_counts(person, found, here, moment),
    }
    return render(request, "kipp/votes/ballot.html", context)


def _voted(request: HttpRequest, edition: Edition, stage: Stage, number: int, many: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    entry = votes.finalists(edition).filter(case__reference=request.POST.get("choice", "")).first()
    if entry is None:
        raise Http404
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        vote(stage=stage, question=number, entry=entry, by=who(request), now=now(), address=address)
    except VoteRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your vote for “%(title)s” is kept.") % {"title": entry.title})
        open_ones = set(range(1, many + 1)) - set(votes.own_votes(stage, who(request)))
        number = min(open_ones, default=number)
    return redirect(f"{reverse('kipp:vote', args=[edition.slug, stage.key])}?{urlencode({'tanya': number})}")


@never_cache
@require_safe
def count(request: HttpRequest, edition: str, stage: str) -> HttpResponse:
    """The count: for the office once the vote has closed, for everybody once the winners are announced."""
    found, seats = enter(request, edition)
    here, moment = _stage(found, stage), now()
    if not may_see_counts(who(request), found, here, moment):
        raise Http404
    office = bool(seats & CHECKS)
    locked = not found.stages.filter(kind__in=("desk", "interview", "field"), locked_at=None).exists()
    scores = (office and locked) or (found.publish_scores and found.status != EditionStatus.OPEN)
    context = {
        "edition": found,
        "stage": here,
        "questions": _questions(here),
        "rows": votes.counted(found, here, public=not office, scores=scores),
        "scores": scores and bool(here.vote_weight),
        "office": office,
        "smallest": SMALLEST,
        "aside": [one for one in votes.exclusions(here) if one.ended_at is None],
    }
    return render(request, "kipp/votes/count.html", context)


@behind(CHECKS)
@require_safe
def office(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """How many have voted and what stands out; never for whom. What was set aside, with reasons."""
    here, moment = _stage(edition, stage), now()
    context = {
        "edition": edition,
        "stage": here,
        "people": votes.turnout(here),
        "signals": votes.signals(here),
        "exclusions": votes.exclusions(here),
        "closed": has_closed(here, moment),
        "may": may_exclude(request.user, edition, here, moment),
    }
    return render(request, "kipp/votes/office.html", context)


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Say how many votes a signal speaks of, then set them aside with a reason."""
    here, moment = _stage(edition, stage), now()
    kind, value = request.GET.get("tanda", ""), request.GET.get("nilai", "")
    if kind not in SignalKind.values:
        raise Http404
    if not may_exclude(request.user, edition, here, moment):
        raise PermissionDenied(_("Votes are set aside after the vote has closed and before the plenary has."))
    found = votes.votes_with(here, SignalKind(kind), value).filter(excluded=None)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            exclude(
                stage=here, signal=kind, value=value, reason=form.cleaned_data["reason"], by=request.user, now=moment
            )
        except VoteRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The votes are set aside. The minutes will say how many and why."))
            return redirect("kipp:vote_office", edition.slug, stage)
    context = {
        "edition": edition, "stage": here, "form": form, "count": found.count(), "kind": SignalKind(kind),
        "value": value,
    }  # fmt: skip
    return render(request, "kipp/votes/aside.html", context)


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: Visit, edition: Edition, stage: str, pk: int) -> HttpResponse:
    """Let votes that were set aside count again, with a reason."""
    here = _stage(edition, stage)
    found = VoteExclusion.objects.filter(stage=here, pk=pk, ended_at=None).first()
    if found is None:
        raise Http404
    found.stage = here
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            put_back(exclusion=found, reason=form.cleaned_data["reason"], by=request.user, now=now())
        except VoteRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The votes count again."))
            return redirect("kipp:vote_office", edition.slug, stage)
    context = {"edition": edition, "stage": here, "form": form, "count": found.count, "exclusion": found}
    return render(request, "kipp/votes/aside.html", context)
