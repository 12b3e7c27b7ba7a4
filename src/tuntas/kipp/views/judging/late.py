"""Late jurors: who is behind, reminders, and closing a stage at quorum with its consequences first."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tuntas.kernel.clock import now
from tuntas.kipp.actions.assigning import AssigningRefused
from tuntas.kipp.actions.closing import close_at_quorum
from tuntas.kipp.actions.judging import JudgingRefused
from tuntas.kipp.actions.lateness import nudge_jurors
from tuntas.kipp.forms.assigning import CloseForm
from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.queries.assigning import jurors_of
from tuntas.kipp.queries.lateness import closing, jury_pace
from tuntas.kipp.queries.swings import swings
from tuntas.kipp.rules.calendar import has_opened
from tuntas.kipp.rules.judging import may_see_scores, scores_closed
from tuntas.kipp.terms import Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import ORGANISERS, STAFF, scored_stage

LISTED = 50  # proposals with sheets missing on the page; the rest is counted


@never_cache
@require_http_methods(["GET", "POST"])
@behind(STAFF)
def show(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Every juror's progress and pace; POST reminds one (`juror`) or everybody."""
    here = scored_stage(edition, stage)
    if request.method == "POST":
        return _nudge(request, here)
    moment = now()
    context = {
        "edition": edition,
        "stage": here,
        "jurors": jury_pace(here, moment),
        "closed": scores_closed(here, moment),
        "opened": has_opened(here, moment),
        "left": (here.closes_at - moment).days if here.closes_at and here.closes_at > moment else None,
        "organises": Seat.ORGANISER in request.seats,
    }
    return render(request, "kipp/assigning/late.html", context)


def _nudge(request: Visit, stage: Stage) -> HttpResponse:
    chosen = request.POST.get("juror", "")
    juror = jurors_of(stage).filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    if chosen and juror is None:
        raise Http404
    try:
        told = nudge_jurors(stage=stage, by=request.user, now=now(), juror=juror)
    except AssigningRefused as error:
        messages.error(request, str(error))
    else:
        if told:
            said = ngettext("%(n)d juror was reminded.", "%(n)d jurors were reminded.", told) % {"n": told}
            messages.success(request, said)
        else:
            messages.info(request, _("Nobody was reminded: nothing is open, or all were reminded today."))
    return redirect("kipp:late_jurors", stage.edition.slug, stage.key)


@never_cache
@require_http_methods(["GET", "POST"])
@behind(ORGANISERS)
def close(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """Shows what closing now means; with a reason it closes."""
    here, moment = scored_stage(edition, stage), now()
    if here.locked_at is not None:
        messages.info(request, _("The scores of this stage are locked."))
        return redirect("kipp:ranking", edition.slug, here.key)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_at_quorum(stage=here, reason=form.cleaned_data["reason"], by=request.user, now=moment)
        except JudgingRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The stage is closed. The reason stands beside the ranking."))
            return redirect("kipp:ranking", edition.slug, here.key)
    found = closing(here, moment)
    sees = may_see_scores(request.user, edition, here, moment)
    context = {
        "edition": edition,
        "stage": here,
        "form": form,
        "found": found,
        "thin": found.thin[:LISTED],
        "more": max(len(found.thin) - LISTED, 0),
        "swings": swings(here)[:LISTED] if sees else [],
        "sees": sees,
        "opened": has_opened(here, moment),
    }
    return render(request, "kipp/assigning/close.html", context, status=422 if form.errors else 200)
