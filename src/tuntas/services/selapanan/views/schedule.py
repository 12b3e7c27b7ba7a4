"""The group's days to come: shifting and skipping one, the calendar address, an invitation to share."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.kernel.calendar import Appointment, calendar_file
from tuntas.kernel.clock import WIB, now
from tuntas.services.selapanan.actions import meetings as acts
from tuntas.services.selapanan.actions.errors import GroupRefused
from tuntas.services.selapanan.actions.groups import close_feed, open_feed
from tuntas.services.selapanan.forms.groups import ReasonForm, ShiftForm
from tuntas.services.selapanan.models import Group
from tuntas.services.selapanan.queries.meetings import Turn, turns
from tuntas.services.selapanan.queries.schedule import feed_of
from tuntas.services.selapanan.rules.spelling import spelled_day
from tuntas.services.selapanan.rules.weton import weton_of
from tuntas.services.selapanan.terms import Part
from tuntas.services.selapanan.views.doors import (
    GroupRequest,
    carried,
    group_door,
    meeting_door,
    said,
    shown,
    to_group,
    to_meeting,
)
from tuntas.services.selapanan.views.groups import BOTH, base


@require_safe
@group_door()
def schedule(request: GroupRequest) -> HttpResponse:
    """The next eleven days with what was changed and why."""
    return shown(request, "schedule", base(request) | {"turns": turns(request.group, request.moment)})


def _turn(request: GroupRequest, number: int) -> Turn:
    """The day of the series that is to be changed; 404 for one that is over or too far away."""
    found = next((turn for turn in turns(request.group, request.moment) if turn.number == number), None)
    if found is None:
        raise Http404
    return found


@BOTH
@group_door(Part.RUNNER)
def shift(request: GroupRequest, number: int) -> HttpResponse:
    """Another day for one meeting."""
    turn = _turn(request, number)
    form = ShiftForm(request.POST or None, initial={"to": turn.day})
    who: dict[str, Any] = {"by": request.user, "now": request.moment}

    def act() -> None:
        typed = form.cleaned_data
        acts.shift(group=request.group, number=number, to=typed["to"], reason=typed["reason"], **who)

    if carried(request, form, act):
        said(request, _("Shifted. The meetings after it stay on their days."))
        return to_group(request.group, "schedule")
    return shown(request, "shift", base(request) | {"turn": turn, "form": form})


@BOTH
@group_door(Part.RUNNER)
def skip(request: GroupRequest, number: int) -> HttpResponse:
    """Leave one meeting out, or hold it after all."""
    turn = _turn(request, number)
    form = ReasonForm(request.POST or None)
    who: dict[str, Any] = {"by": request.user, "now": request.moment}
    verb = acts.restore if turn.is_skipped else acts.skip

    def act() -> None:
        verb(group=request.group, number=number, reason=form.cleaned_data["reason"], **who)

    if carried(request, form, act):
        said(request, _("Noted. The meetings after it stay on their days."))
        return to_group(request.group, "schedule")
    return shown(request, "skip", base(request) | {"turn": turn, "form": form})


@require_safe
@group_door()
def calendar(request: GroupRequest) -> HttpResponse:
    """The secret address of the group's calendar."""
    return shown(request, "calendar", base(request) | {"address": _address(request.group)})


def _address(group: Group) -> str:
    if not group.feed_token:
        return ""
    return settings.PUBLIC_ADDRESS + reverse("selapanan:feed", args=[group.place_id, group.feed_token])


@require_POST
@group_door(Part.RUNNER)
def calendar_change(request: GroupRequest) -> HttpResponse:
    """A fresh address, or none any more."""
    verb = close_feed if "close" in request.POST else open_feed
    verb(group=request.group, by=request.user, now=request.moment)
    said(request, _("The old address shows nothing any more."))
    return to_group(request.group, "calendar")


@require_safe
def feed(request: Any, place: str, token: str) -> HttpResponse:
    """The calendar itself, for whoever has the address: days, hours and venue, nothing of people."""
    group = Group.objects.filter(place=request.place, feed_token=token, ended_at=None).first()
    if group is None:
        raise Http404
    moment = now()
    with override("id"):
        made = calendar_file(
            name=group.name,
            appointments=[_appointment(group, turn) for turn in feed_of(group, moment)],
            made=moment,
            product="Selapanan",
        )
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="selapanan.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _appointment(group: Group, turn: Turn) -> Appointment:
    meeting = turn.meeting
    hour, venue = (meeting.hour, meeting.venue) if meeting else (group.hour, group.venue)
    starts = datetime.combine(turn.day, hour, WIB)
    about = _("Shifted from %(day)s: %(reason)s") % {"day": spelled_day(turn.regular), "reason": turn.reason}
    return Appointment(
        key=f"selapanan-{group.key.lower()}-{turn.number}@tuntas",
        starts=starts,
        ends=starts + timedelta(minutes=group.lasts),
        title=f"{group.name} ({weton_of(turn.day)})",
        place=venue,
        about=about if turn.is_shifted else turn.reason if turn.is_skipped else "",
        sequence=meeting.sequence if meeting else 0,
        cancelled=turn.is_skipped,
    )


@require_safe
@meeting_door()
def invitation(request: GroupRequest) -> HttpResponse:
    """Words to send on by whatever people use; no name of anybody and nothing that was found stands in them."""
    meeting = request.meeting
    return shown(request, "invitation", base(request) | {"meeting": meeting, "items": meeting.items.all()})


@require_http_methods(["POST"])
@meeting_door(Part.RUNNER)
def begin(request: GroupRequest) -> HttpResponse:
    """The meeting begins."""
    try:
        acts.begin(meeting=request.meeting, by=request.user, now=request.moment)
    except GroupRefused as refused:
        said(request, refused, wrong=True)
    return to_meeting(request.meeting)


@BOTH
@meeting_door(Part.RUNNER)
def finish(request: GroupRequest) -> HttpResponse:
    """Say what finishing does, then finish."""
    from_page = base(request) | {"meeting": request.meeting}
    if request.method == "POST":
        try:
            acts.finish(meeting=request.meeting, by=request.user, now=request.moment)
        except GroupRefused as refused:
            said(request, refused, wrong=True)
        else:
            said(request, _("The meeting is over. What is open goes to the next one."))
        return to_meeting(request.meeting)
    return shown(request, "finish", from_page)


@BOTH
@meeting_door(Part.RUNNER)
def reopen(request: GroupRequest) -> HttpResponse:
    """Open the minutes again, for a reason."""
    form = ReasonForm(request.POST or None)
    who: dict[str, Any] = {"by": request.user, "now": request.moment}
    if carried(request, form, lambda: acts.reopen(meeting=request.meeting, reason=form.cleaned_data["reason"], **who)):
        return to_meeting(request.meeting)
    return shown(request, "reopen", base(request) | {"meeting": request.meeting, "form": form})
