"""Objections for the office: the list, and one with its next step; the team reads the same page with its own words."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.casework.actions import MoveRefused
from tuntas.casework.flow import stage_of
from tuntas.casework.queries import timeline
from tuntas.casework.rules import moves_open
from tuntas.kernel.clock import now as clock_now
from tuntas.kipp.actions.answers import ConsequenceRefused, conclude
from tuntas.kipp.actions.objections import ObjectionRefused, answer, examine, receive, withdraw
from tuntas.kipp.forms.objections import AnswerForm, ConsequenceForm, FindingForm, ReceiveForm
from tuntas.kipp.models import Edition, Objection
from tuntas.kipp.queries.objections import examiners_for, numbers_of, objection_by, objection_rows
from tuntas.kipp.rules.objections import why_not_examine
from tuntas.kipp.rules.seats import CHECKS, parts_of
from tuntas.kipp.terms import Consequence, ObjectionStage, Seat
from tuntas.kipp.views.doors import Visit, behind, enter
from tuntas.kipp.views.entries.access import asking

PAGE = 50
Form = ReceiveForm | FindingForm | AnswerForm | ConsequenceForm


@never_cache
@behind(CHECKS)
@require_safe
def rows(request: Visit, edition: Edition) -> HttpResponse:
    """All objections of the edition, the most urgent first."""
    only = request.GET.get("terbuka") == "1"
    page = Paginator(objection_rows(edition, open_only=only), PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.stage = stage_of(one.case)  # type: ignore[attr-defined]
    moment = clock_now()
    context = {
        "edition": edition,
        "page": page,
        "only": only,
        "numbers": numbers_of(edition, public=False),
        "now": moment,
    }
    return render(request, "kipp/objections/list.html", context)


def _found(request: HttpRequest, slug: str, reference: str) -> tuple[Objection, frozenset[Seat], frozenset[str]]:
    """The objection, the reader's seats and parts; 404 for all but the entry's team and the office."""
    edition, seats = enter(request, slug)
    objection = objection_by(edition, reference)
    if objection is None:
        raise Http404
    from_team = _parts(request, objection)
    if not from_team and not seats & CHECKS:
        raise Http404
    return objection, seats & CHECKS, from_team


def _parts(request: HttpRequest, objection: Objection) -> frozenset[str]:
    return frozenset(str(part) for part in parts_of(asking(request), objection.entry, clock_now()))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Where the objection stands, what was said, what happened, and the one next step of whoever reads it."""
    objection, office, team = _found(request, edition, reference)
    person, moment = asking(request), clock_now()
    moves = {move.key for move in moves_open(objection.case, person, moment)}
    form = _form(request, objection, moves, office, moment)
    if request.method == "POST":
        if request.POST.get("act") == "withdraw" and "withdraw" in moves:
            withdraw(objection=objection, by=person, now=moment)
            messages.success(request, _("The objection is withdrawn."))
            return redirect("kipp:objection", edition, reference)
        if form is not None and form.is_valid():
            try:
                messages.success(request, _act(request, objection, form))
            except (MoveRefused, ObjectionRefused, ConsequenceRefused) as error:
                form.add_error(None, str(error))
            else:
                return redirect("kipp:objection", edition, reference)
        elif form is None:
            messages.info(request, _("This is not open to you now; here is where the case stands."))
            return redirect("kipp:objection", edition, reference)
    context = {
        "objection": objection,
        "entry": objection.entry,
        "edition": objection.entry.edition,
        "stage": stage_of(objection.case),
        "office": bool(office),
        "team": bool(team),
        "papers": objection.papers.select_related("file"),
        "steps": timeline(objection.case, "staff" if office and not team else "public"),
        "form": form,
        "kind": type(form).__name__,
        "barred": why_not_examine(person, objection.entry, moment) if office and not team else "",
        "may_withdraw": "withdraw" in moves,
        "late": bool(objection.case.due_at and objection.case.due_at < moment and not objection.case.closed_at),
    }
    return render(request, "kipp/objections/one.html", context, status=422 if form is not None and form.errors else 200)


def _form(
    request: HttpRequest, objection: Objection, moves: set[str], office: frozenset[Seat], moment: Any
) -> Form | None:
    """The form of the next step, if it is the reader's; its kind is sent along so that an old page does nothing."""
    kind = request.POST.get("kind", "") if request.method == "POST" else request.GET.get("langkah", "")
    data = request.POST if request.method == "POST" else None
    if "receive" in moves or ("pass_on" in moves and kind in ("ReceiveForm", "ganti")):
        again = objection.examiner_id is not None
        people = examiners_for(objection.entry, moment)
        form: Form = ReceiveForm(data, people=people, again=again)
    elif "examine" in moves:
        form = FindingForm(data)
    elif "answer" in moves:
        form = AnswerForm(data)
    elif objection.case.stage == ObjectionStage.ANSWERED and Seat.ORGANISER in office and objection.upheld:
        form = ConsequenceForm(data, about=objection.about)
    else:
        return None
    return form if data is None or kind == type(form).__name__ else None


def _act(request: HttpRequest, objection: Objection, form: Form) -> str:
    """Do what the form asks; the sentence that says it was done."""
    typed = form.cleaned_data
    who: dict[str, Any] = {"objection": objection, "by": asking(request), "now": clock_now()}
    if isinstance(form, ReceiveForm):
        receive(examiner=typed["examiner"].person, reason=typed.get("reason", ""), **who)
        return _("Received. The examiner and the team have been told.")
    if isinstance(form, FindingForm):
        examine(finding=typed["finding"], **who)
        return _("The finding is written down. Now answer in writing.")
    if isinstance(form, AnswerForm):
        answer(upheld=typed["upheld"], reason=typed["reason"], **who)
        return _("Answered. The letter has its number, and the team has been told.")
    conclude(
        consequence=Consequence(typed["consequence"]),
        note=typed["note"],
        closes_at=typed.get("closes_at"),
        **who,
    )
    return _("Recorded. The objection is closed and the team has been told.")
