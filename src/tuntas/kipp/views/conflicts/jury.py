"""A juror's own word: ties, the statement of independence, stepping back from one proposal.

Nothing here says which proposals a tie touches.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tuntas.kernel.clock import now
from tuntas.kipp.actions.conflicts import ConflictRefused
from tuntas.kipp.actions.ties import declare, declare_independent, recuse, withdraw
from tuntas.kipp.forms.conflicts import TieForm, WhyForm
from tuntas.kipp.models import Edition, Tie
from tuntas.kipp.queries.entries import proposal
from tuntas.kipp.queries.judging import my_assignment
from tuntas.kipp.queries.ties import nameable_entries, regencies, stage_words, ties_of
from tuntas.kipp.rules.barring import hidden_from
from tuntas.kipp.rules.blind import is_blind
from tuntas.kipp.rules.calendar import has_opened
from tuntas.kipp.terms import TieKind
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import JURY, scored_stage, seat_of
from tuntas.people.models import Organisation


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind(JURY)
def ties(request: Visit, edition: Edition) -> HttpResponse:
    """The juror's ties with a form for one more, and the statement for each scored stage."""
    seat, moment = seat_of(request, edition), now()
    entries = nameable_entries(seat, edition, hidden_from(seat, moment))
    form = TieForm(request.POST or None, regencies=regencies(), entries=entries)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            declare(
                juror=seat,
                kind=TieKind(data["kind"]),
                target=form.target,
                since=data["since"],
                until=data["until"],
                note=data["note"],
                by=request.user,
                now=moment,
            )
            messages.success(request, _("The tie is on your list. Proposals it touches are not given to you."))
            return redirect("kipp:ties", edition.slug)
        except ConflictRefused as refused:
            form.add_error(None, str(refused))
    found = list(ties_of(seat))
    listed = [tie for tie in found if tie.withdrawn_at is None]
    context = {
        "edition": edition,
        "form": form,
        "ties": listed,
        "withdrawn": [tie for tie in found if tie.withdrawn_at is not None],
        "stages": stage_words(seat, edition, moment, listed=bool(listed)),
        "organisations": Organisation.objects.order_by("name").values_list("name", flat=True).distinct()[:300],
    }
    return render(request, "kipp/conflicts/ties.html", context, status=422 if form.errors else 200)


@require_POST
@behind(JURY)
def independence(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """States for one stage: no ties, or exactly those on the list."""
    here = scored_stage(edition, stage)
    try:
        none = request.POST.get("ties") == "none"
        declare_independent(juror=seat_of(request, edition), stage=here, none=none, by=request.user, now=now())
        messages.success(request, _("Thank you. Your statement is on record."))
    except ConflictRefused as refused:
        messages.error(request, str(refused))
        return redirect("kipp:ties", edition.slug)
    if request.POST.get("back") == "queue":
        return redirect("kipp:queue", edition.slug, here.key)
    return redirect("kipp:ties", edition.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@behind(JURY)
def tie_off(request: Visit, edition: Edition, tie: int) -> HttpResponse:
    """Asks, then takes a tie off the list."""
    rows = Tie.objects.select_related("organisation", "regency", "entry", "juror")
    found = get_object_or_404(rows, pk=tie, juror=seat_of(request, edition))
    if request.method == "POST":
        withdraw(tie=found, by=request.user, now=now())
        messages.success(request, _("The tie is off your list. It stays readable for the organisers."))
        return redirect("kipp:ties", edition.slug)
    return render(request, "kipp/conflicts/tie_off.html", {"edition": edition, "tie": found})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind(JURY)
def step_back(request: Visit, edition: Edition, stage: str, reference: str) -> HttpResponse:
    """Says what stepping back means; then the proposal is gone from the desk."""
    here, seat, moment = scored_stage(edition, stage), seat_of(request, edition), now()
    assignment = my_assignment(seat, here, reference, hidden=hidden_from(seat, moment))
    if assignment is None or not has_opened(here, moment):
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recuse(juror=seat, entry=assignment.entry, reason=form.cleaned_data["reason"], by=request.user, now=moment)
            messages.success(request, _("You have stepped back. The organisers know, and the proposal is gone."))
            return redirect("kipp:queue", edition.slug, here.key)
        except ConflictRefused as refused:
            form.add_error(None, str(refused))
    sheet = getattr(assignment, "sheet", None)
    context = {
        "edition": edition,
        "stage": here,
        "entry": proposal(assignment.entry, blind=is_blind(here, edition)),
        "form": form,
        "handed_in": bool(sheet and sheet.handed_in_at),
    }
    return render(request, "kipp/conflicts/step_back.html", context, status=422 if form.errors else 200)
