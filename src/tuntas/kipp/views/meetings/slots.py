"""The interview timetable: everybody with a seat reads it, finalists their own turn, organisers change it."""

import secrets
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.calendar import Appointment, calendar_file
from tuntas.kernel.clock import now, wib_date
from tuntas.kipp.actions.interview import (
    MeetingRefused,
    drop_slot,
    make_schedule,
    put_slot,
    swap_slots,
    tell_schedule,
)
from tuntas.kipp.forms.meetings import ScheduleForm, SlotForm, SwapForm
from tuntas.kipp.models import Edition, Entry, Slot, Stage
from tuntas.kipp.queries.meetings import finalists, seated_jurors, stage_of_kind, timetable
from tuntas.kipp.rules.meetings import organisations_of
from tuntas.kipp.rules.schedule import DoesNotFit
from tuntas.kipp.rules.seats import ORGANISES
from tuntas.kipp.terms import Seat, StageKind
from tuntas.kipp.views.doors import behind, enter, hidden_at, who


def _interview(edition: Edition) -> Stage:
    stage = stage_of_kind(edition, StageKind.INTERVIEW)
    if stage is None:
        raise Http404
    return stage


def _visible(request: HttpRequest, slug: str) -> tuple[Edition, Stage, frozenset[Seat], Any]:
    """The edition, its interview stage, the seats, and the turns this person may see; 404 where there are none."""
    edition, seats = enter(request, slug)
    stage = _interview(edition)
    turns = stage.slots.select_related("entry__case", "entry__organisation", "entry__track")
    if not seats:
        turns = turns.filter(entry__organisation__in=organisations_of(who(request), now()), told_at__isnull=False)
        if not turns.exists():
            raise Http404
    return edition, stage, seats, turns


@login_required
@require_safe
def slots(request: HttpRequest, edition: str) -> HttpResponse:
    """The timetable; a finalist's people see their own turn once they were told."""
    found, stage, seats, turns = _visible(request, edition)
    shown = {"edition": found, "stage": stage}
    if not seats:
        return render(request, "kipp/meetings/own_slot.html", shown | {"turns": turns})
    organises = bool(seats & ORGANISES)
    context = shown | {
        "table": timetable(stage, hidden=hidden_at(request, now()), waiting=organises),
        "organises": organises,
        "may_change": organises and stage.locked_at is None,
        "is_juror": Seat.JUROR in seats,
    }
    return render(request, "kipp/meetings/slots.html", context)


@login_required
@require_safe
def paper(request: HttpRequest, edition: str) -> HttpResponse:
    """The timetable for the wall and the attendance table, made to be printed."""
    found, stage, seats, _turns = _visible(request, edition)
    if not seats:
        raise Http404
    table = timetable(stage, hidden=hidden_at(request, now()))
    return render(request, "kipp/meetings/slots_paper.html", {"edition": found, "stage": stage, "table": table})


@login_required
@require_safe
def feed(request: HttpRequest, edition: str) -> HttpResponse:
    """The visible turns as a calendar file."""
    found, _stage, _seats, turns = _visible(request, edition)
    turns = turns.exclude(entry__in=hidden_at(request, now()))
    made = calendar_file(
        name=f"{found.name} · {_('interview')}",
        appointments=[
            Appointment(
                key=f"kipp-slot-{slot.pk}@tuntas",
                starts=slot.starts_at,
                ends=slot.starts_at + timedelta(minutes=slot.present_minutes + slot.ask_minutes),
                title=slot.entry.title,
                place=slot.room,
                about=slot.entry.organisation.name,
            )
            for slot in turns
        ],
        made=now(),
    )
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}-wawancara.ics"'}
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=headers)


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Make the timetable from days, hours and breaks; replaces an earlier one after saying so."""
    stage = _interview(edition)
    first = wib_date(stage.opens_at) if stage.opens_at else None
    initial = {
        "first_day": first,
        "last_day": wib_date(stage.closes_at) if stage.closes_at else first,
        "starts": "08:30",
        "ends": "16:00",
        "break_from": "12:00",
        "break_until": "13:00",
        "present": 7,
        "ask": 13,
        "gap": 0,
        "order": "track",
    }
    form = ScheduleForm(request.POST or None, initial=initial, jurors=seated_jurors(edition))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = make_schedule(
                stage=stage,
                plan=form.plan(),
                mixed=data["order"] == "mixed",
                seed=secrets.randbelow(10**9) if data["draw"] else None,
                room=data["room"],
                jurors=list(data["jurors"]),
                by=who(request),
                now=now(),
            )
        except (DoesNotFit, MeetingRefused) as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("%(n)d turn planned.", "%(n)d turns planned.", len(made)) % {"n": len(made)}
            messages.success(request, f"{said} {_('Check it, then tell everybody.')}")
            return redirect("kipp:slots", edition.slug)
    context = {"edition": edition, "stage": stage, "form": form, "count": finalists(edition).count()}
    return render(request, "kipp/meetings/slots_make.html", context | {"existing": stage.slots.count()})


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def slot(request: HttpRequest, edition: Edition, reference: str) -> HttpResponse:
    """Move one entry's turn, change turns with another, or take it out."""
    stage = _interview(edition)
    entry = get_object_or_404(
        Entry.objects.select_related("case", "organisation", "track"), edition=edition, case__reference=reference
    )
    turn = Slot.objects.filter(stage=stage, entry=entry).select_related("stage").first()
    others = stage.slots.exclude(entry=entry).select_related("entry")
    act = request.POST.get("act", "")
    form = SlotForm(request.POST if act == "put" else None, initial=SlotForm.start_of(turn))
    swap = SwapForm(request.POST if act == "swap" else None, slots=others)
    try:
        if request.method == "POST" and _changed(act, stage, entry, turn, form, swap, request):
            messages.success(request, _("The timetable is changed. Tell everybody when you are done."))
            return redirect("kipp:slots", edition.slug)
    except MeetingRefused as error:
        messages.error(request, str(error))
    context = {"edition": edition, "stage": stage, "entry": entry, "turn": turn, "form": form, "swap": swap}
    return render(request, "kipp/meetings/slot.html", context)


def _changed(
    act: str, stage: Stage, entry: Entry, turn: Slot | None, form: SlotForm, swap: SwapForm, request: HttpRequest
) -> bool:
    """Do what the page asked for; False when a form has errors."""
    by = who(request)
    if act == "put" and form.is_valid():
        data = form.cleaned_data
        put_slot(
            stage=stage,
            entry=entry,
            starts_at=form.starts_at(),
            room=data["room"],
            present=data["present"],
            ask=data["ask"],
            by=by,
            now=now(),
        )
        return True
    if act == "swap" and turn and swap.is_valid():
        swap_slots(one=turn, other=swap.cleaned_data["other"], by=by, now=now())
        return True
    if act == "drop" and turn:
        drop_slot(slot=turn, by=by, now=now())
        return True
    return False


@behind(ORGANISES)
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Say what will be told to whom, then tell it."""
    stage = _interview(edition)
    if request.method == "POST":
        try:
            told = tell_schedule(stage=stage, by=who(request), now=now())
        except MeetingRefused as error:
            messages.error(request, str(error))
        else:
            said = ngettext("%(n)d turn told.", "%(n)d turns told.", told) % {"n": told}
            messages.success(request, said if told else _("Everybody knows already; nobody was told again."))
        return redirect("kipp:slots", edition.slug)
    return render(
        request, "kipp/meetings/slots_tell.html", {"edition": edition, "stage": stage, "table": timetable(stage)}
    )
