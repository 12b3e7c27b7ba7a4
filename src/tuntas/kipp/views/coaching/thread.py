"""The coaching of one finalist: mentors, tasks and the thread; and the organiser's list of all."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tuntas.kernel.clock import now as clock_now
from tuntas.kernel.clock import wib_date
from tuntas.kipp.actions.coaching import (
    CoachingRefused,
    appoint,
    end_mentorship,
    finish_task,
    remind,
    set_task,
    write,
)
from tuntas.kipp.forms.coaching import MentorForm, MessageForm, TaskForm
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.queries.coaching import criteria_of, handed_over, progress, tasks_of
from tuntas.kipp.queries.entries import entry_by, proposal
from tuntas.kipp.queries.meetings import stage_of_kind
from tuntas.kipp.rules.coaching import COACHED, Coached, coached_by, why_not_open
from tuntas.kipp.rules.seats import CHECKS, may_see
from tuntas.kipp.terms import StageKind
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.entries.access import asking

PAGE = 50


def coached(request: HttpRequest, edition: str, reference: str) -> tuple[Entry, Coached]:
    """The finalist and what the reader is to its coaching; 404 for everybody who must not know of it."""
    try:
        entry = entry_by(edition, reference)
    except Entry.DoesNotExist:
        raise Http404 from None
    view = coached_by(asking(request), entry, clock_now())
    if not view.any or not (view.mentor or may_see(asking(request), entry.edition)) or entry.case.stage not in COACHED:
        raise Http404
    return entry, view


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def coach(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Everything about the coaching of one finalist; POST does one thing, named by `act`."""
    entry, view = coached(request, edition, reference)
    titles, act = criteria_of(entry.edition), request.POST.get("act", "")
    forms: dict[str, Any] = {
        "message": MessageForm(request.POST if act == "message" else None, notes=view.reads_notes),
        "task": TaskForm(request.POST if act == "task" else None, criteria=titles),
        "mentor": MentorForm(request.POST if act == "mentor" else None),
    }
    status = 200
    if request.method == "POST":
        try:
            if sentence := _done(request, entry, act, forms):
                messages.success(request, sentence)
                return redirect("kipp:coach", edition, entry.case.reference)
        except CoachingRefused as error:
            if act not in forms:
                messages.error(request, str(error))
                return redirect("kipp:coach", edition, entry.case.reference)
            forms[act].add_error(None, str(error))
        status = 422
    moment = clock_now()
    thread = entry.coach_messages.select_related("by").order_by("at", "pk")
    context = {
        "entry": entry,
        "edition": entry.edition,
        "view": view,
        "shut": why_not_open(entry, moment),
        "stage": stage_of_kind(entry.edition, StageKind.COACHING),
        "mentors": entry.mentorships.filter(ended_at=None).select_related("mentor"),
        "tasks": tasks_of(entry, titles, wib_date(moment)),
        "thread": thread if view.reads_notes else thread.filter(note=False),
        "revised": handed_over(entry),
        "proposal": proposal(entry) if view.mentor else None,
        "forms": forms,
    }
    return render(request, "kipp/coaching/coach.html", context, status=status)


def _done(request: HttpRequest, entry: Entry, act: str, forms: dict[str, Any]) -> str:
    """Do what was asked; the sentence that says so, "" where the form is not valid."""
    who: dict[str, Any] = {"by": asking(request), "now": clock_now()}
    if act in ("done", "open"):
        task = entry.coach_tasks.filter(pk=_number(request, "task")).first()
        if task is None:
            raise Http404
        finish_task(task=task, done=act == "done", **who)
        return _("Saved.")
    if act == "end":
        mentorship = entry.mentorships.filter(pk=_number(request, "mentorship")).first()
        if mentorship is None:
            raise Http404
        end_mentorship(mentorship=mentorship, reason=request.POST.get("reason", ""), **who)
        return _("The coaching by this person has ended. They still cannot judge the proposal.")
    form = forms.get(act)
    if form is None:
        raise Http404
    if not form.is_valid():
        return ""
    typed = form.cleaned_data
    if act == "message":
        write(entry=entry, text=typed["text"], note=bool(typed.get("note")), **who)
        return _("Sent.")
    if act == "task":
        set_task(entry=entry, **typed, **who)
        return _("The team has the task.")
    appoint(entry=entry, mentor=typed["email"], despite=typed["despite"], **who)
    return _("The mentor has been told.")


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


@never_cache
@behind(CHECKS)
@require_http_methods(["GET", "HEAD", "POST"])
def everybody(request: Visit, edition: Edition) -> HttpResponse:
    """How far each finalist is; one button reminds of what is due."""
    moment = clock_now()
    if request.method == "POST":
        count = remind(edition=edition, by=request.user, now=moment)
        messages.success(
            request, ngettext("%(n)d team was reminded.", "%(n)d teams were reminded.", count) % {"n": count}
        )
        return redirect("kipp:coaching", edition.slug)
    page = Paginator(progress(edition, moment), PAGE).get_page(request.GET.get("page"))
    context = {"edition": edition, "page": page, "stage": stage_of_kind(edition, StageKind.COACHING)}
    return render(request, "kipp/coaching/everybody.html", context)
