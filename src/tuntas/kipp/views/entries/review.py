"""Checking answers, handing on, submitting, withdrawing; and what happens next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.casework.actions import AlreadyMoved, MoveRefused
from tuntas.kipp.actions.sending import hand_over, resubmit, return_to_writer, submit, take_back, withdraw
from tuntas.kipp.forms.entries import RemarksForm
from tuntas.kipp.queries.entries import admins_of, proposal
from tuntas.kipp.queries.tasks import tasks_of
from tuntas.kipp.queries.versions import changed_since_handed_over
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.rules.entries import NOT_YET_SENT, is_too_young, latest_start, registration_shut, why_not_write
from tuntas.kipp.terms import EntryStage, StageKind
from tuntas.kipp.views.entries.access import Door, asking, shut, team_door
from tuntas.kipp.views.entries.writing import address_of

OPEN_STAGES = (*NOT_YET_SENT, EntryStage.REPAIR)


def _page(request: HttpRequest, door: Door, status: int = 200, **more: Any) -> HttpResponse:
    entry = door.entry
    found = tasks_of(entry)
    addresses = {(task.place, task.key): address_of(door, task) for task in found.all}
    gaps = [(gap, addresses[_place(gap)]) for gap in found.gaps]
    stage = entry.case.stage
    context = {
        "door": door,
        "entry": entry,
        "edition": door.edition,
        "proposal": proposal(entry),
        "gaps": gaps,
        "admins": admins_of(entry, door.now),
        "may_write": not why_not_write(asking(request), entry, door.now),
        "drafting": stage == EntryStage.DRAFT,
        "with_admin": stage == EntryStage.WITH_ADMIN,
        "repairing": stage == EntryStage.REPAIR,
        "shut_sentence": registration_shut(door.edition, door.now) if stage in NOT_YET_SENT else "",
        "registration": stage_of_kind(door.edition, StageKind.REGISTRATION),
        "too_young": is_too_young(entry),
        "latest": latest_start(door.edition, entry.group),
        "changes": changed_since_handed_over(entry) if stage == EntryStage.WITH_ADMIN else [],
        "remarks": RemarksForm(must=stage == EntryStage.WITH_ADMIN),
    } | more
    return render(request, "kipp/entries/review.html", context, status=status)


def _place(gap: Any) -> tuple[str, str]:
    return (gap.place, "facts") if gap.place == "facts" else (gap.place, gap.key)


def _to(door: Door, name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=door.args))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """The whole proposal as it will be read, with the step that is this person's."""
    door = team_door(request, edition, reference)
    if door.entry.case.stage not in OPEN_STAGES:
        return _to(door, "kipp:entry")
    if request.method != "POST":
        return _page(request, door)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _page(request, door, 400)
    try:
        return act(request, door)
    except AlreadyMoved:
        messages.info(request, _("This was done already, perhaps in another tab."))
        return _to(door, "kipp:entry")
    except MoveRefused as refused:
        if sentence := registration_shut(door.edition, door.now) if door.entry.case.stage in NOT_YET_SENT else "":
            return shut(request, door, sentence)
        return _page(request, door, 422, refused=str(refused), remarks=RemarksForm(request.POST, must=True))


def _hand_over(request: HttpRequest, door: Door) -> HttpResponse:
    hand_over(entry=door.entry, by=asking(request), now=door.now, note=request.POST.get("remarks", "")[:4000])
    if door.view.admin:
        messages.success(request, _("You are local admin yourself: now state that the content is true and submit."))
        return _to(door, "kipp:entry_review")
    messages.success(request, _("Your local admin has it now and has been told."))
    return _to(door, "kipp:entry")


def _take_back(request: HttpRequest, door: Door) -> HttpResponse:
    take_back(entry=door.entry, by=asking(request), now=door.now)
    messages.success(request, _("You have it back and can write on."))
    return _to(door, "kipp:entry_write")


def _return(request: HttpRequest, door: Door) -> HttpResponse:
    return_to_writer(entry=door.entry, remarks=request.POST.get("remarks", "")[:4000], by=asking(request), now=door.now)
    messages.success(request, _("Returned. The writer reads your remarks."))
    return _to(door, "kipp:entry")


def _submit(request: HttpRequest, door: Door) -> HttpResponse:
    submit(entry=door.entry, integrity="integrity" in request.POST, by=asking(request), now=door.now)
    return _to(door, "kipp:entry_sent")


def _resubmit(request: HttpRequest, door: Door) -> HttpResponse:
    resubmit(entry=door.entry, by=asking(request), now=door.now)
    return _to(door, "kipp:entry_sent")


ACTS: dict[str, Callable[[HttpRequest, Door], HttpResponse]] = {
    "hand_over": _hand_over,
    "take_back": _take_back,
    "return": _return,
    "submit": _submit,
    "resubmit": _resubmit,
}


@login_required
@require_safe
def sent(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """The number, the receipt, and what happens next."""
    door = team_door(request, edition, reference)
    if door.entry.number is None:
        return _to(door, "kipp:entry")
    context = {
        "door": door,
        "entry": door.entry,
        "edition": door.edition,
        "check": stage_of_kind(door.edition, StageKind.CHECK),
        "receipt": door.entry.receipt,
    }
    return render(request, "kipp/entries/sent.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Withdraw the proposal, after a page that says what it means."""
    door = team_door(request, edition, reference)
    if door.entry.case.stage not in (*OPEN_STAGES, EntryStage.SUBMITTED):
        return _to(door, "kipp:entry")
    form = RemarksForm(request.POST or None)
    context = {"door": door, "entry": door.entry, "edition": door.edition, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(entry=door.entry, by=asking(request), now=door.now, reason=form.cleaned_data["remarks"])
        except AlreadyMoved:
            messages.info(request, _("This was done already, perhaps in another tab."))
        else:
            messages.success(request, _("The proposal has been withdrawn."))
        return _to(door, "kipp:entry")
    return render(request, "kipp/entries/withdraw.html", context)
