"""One meeting: its page, roll call, minutes, decisions, tasks."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.catalogue.queries import setting
from tuntas.services.selapanan.actions import minutes as acts
from tuntas.services.selapanan.actions.errors import ChangedMeanwhile, GroupRefused
from tuntas.services.selapanan.actions.meetings import due_days
from tuntas.services.selapanan.forms.meetings import (
    DecisionForm,
    FindingForm,
    ItemForm,
    MinutesForm,
    PhotoForm,
    RollForm,
    TaskForm,
)
from tuntas.services.selapanan.models import Task
from tuntas.services.selapanan.queries.meetings import agenda_of, roll_of, told
from tuntas.services.selapanan.queries.members import active
from tuntas.services.selapanan.terms import Attendance, MeetingStage, Part, TaskState
from tuntas.services.selapanan.views.doors import GroupRequest, carried, meeting_door, said, shown, to_meeting
from tuntas.services.selapanan.views.groups import BOTH, base
from tuntas.ui.templatetags.ui import clock


def page(request: GroupRequest, **forms: Any) -> HttpResponse:
    """The meeting's page; a form that was wrong comes back with what was typed."""
    meeting = request.meeting
    roll = roll_of(meeting)
    items = list(meeting.items.all())
    stage = meeting.case.stage
    findings = meeting.findings.select_related("case", "referral", "meeting").order_by("pk")
    came = [member for member, state in roll if state == Attendance.PRESENT]
    context = base(request) | {
        "meeting": meeting,
        "stage": stage,
        "is_planned": stage == MeetingStage.PLANNED,
        "is_running": stage == MeetingStage.RUNNING,
        "is_done": stage == MeetingStage.DONE,
        "writes": stage == MeetingStage.RUNNING and Part.RUNNER in request.parts,
        "finds": stage in (MeetingStage.RUNNING, MeetingStage.DONE) and Part.RUNNER in request.parts,
        "agenda": agenda_of(meeting),
        "items": items,
        "roll": roll,
        "came": came,
        "guests": meeting.guests.all(),
        "women": sum(member.sex == "f" for member in came),
        "quorum": setting("selapanan", request.place, "quorum"),
        "share": round(100 * len(came) / len(roll)) if roll else 0,
        "findings": told(list(findings), request.group),
        "decisions": meeting.decisions.all(),
        "tasks": meeting.tasks.select_related("owner"),
        "photos": meeting.photos.select_related("file"),
        "changes": meeting.changes.select_related("by"),
        "entries": meeting.entries.all(),
        "minutes_form": MinutesForm(items=items, initial={"revision": meeting.revision, "minutes": meeting.minutes}),
        "finding_form": FindingForm(),
        "decision_form": DecisionForm(),
        "item_form": ItemForm(),
        "task_form": _task_form(request),
        "photo_form": PhotoForm(),
    }
    return shown(request, "meeting", context | forms)


def _task_form(request: GroupRequest, *typed: Any) -> TaskForm:
    days = due_days(request.group, request.meeting.number)
    return TaskForm(*typed, members=active(request.group), days=days)


@require_safe
@meeting_door()
def meeting(request: GroupRequest) -> HttpResponse:
    """What comes first is what was raised before: the answers."""
    return page(request)


@BOTH
@meeting_door(Part.RUNNER)
def roll(request: GroupRequest) -> HttpResponse:
    """Call the roll: one large button a member and state."""
    form = RollForm(request.POST or None, roll=roll_of(request.meeting), guests=request.meeting.guests.all())
    who: dict[str, Any] = {"by": request.user, "now": request.moment}

    def act() -> None:
        acts.call_roll(meeting=request.meeting, states=form.states(), guests=form.guests(), **who)

    if carried(request, form, act):
        said(request, _("The roll has been called."))
        return to_meeting(request.meeting)
    return shown(request, "roll", base(request) | {"meeting": request.meeting, "form": form})


@require_POST
@meeting_door(Part.RUNNER)
def minutes(request: GroupRequest) -> HttpResponse:
    """Keep the minutes: by button, or by itself while somebody types."""
    quietly = request.headers.get("Accept", "").startswith("application/json")
    form = MinutesForm(request.POST, items=list(request.meeting.items.all()))
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422) if quietly else page(request, minutes_form=form)
    try:
        revision = acts.write_minutes(
            meeting=request.meeting,
            minutes=form.cleaned_data["minutes"],
            notes=form.notes(),
            revision=form.cleaned_data["revision"],
            by=request.user,
            now=request.moment,
        )
    except GroupRefused as refused:
        if quietly:
            status = 409 if isinstance(refused, ChangedMeanwhile) else 422
            return JsonResponse({"conflict": str(refused)}, status=status)
        form.add_error(None, str(refused))
        return page(request, minutes_form=form)
    if quietly:
        return JsonResponse({"saved": clock(request.moment), "revision": revision})
    said(request, _("The minutes are kept."))
    return to_meeting(request.meeting)


@require_POST
@meeting_door(Part.RUNNER)
def item(request: GroupRequest) -> HttpResponse:
    """An item of the group's own."""
    form = ItemForm(request.POST)
    who: dict[str, Any] = {"by": request.user, "now": request.moment}
    if carried(request, form, lambda: acts.add_item(meeting=request.meeting, title=form.cleaned_data["title"], **who)):
        return to_meeting(request.meeting)
    return page(request, item_form=form)


@require_POST
@meeting_door(Part.RUNNER)
def decision(request: GroupRequest) -> HttpResponse:
    """A decision."""
    form = DecisionForm(request.POST)
    who: dict[str, Any] = {"by": request.user, "now": request.moment}
    if carried(request, form, lambda: acts.decide(meeting=request.meeting, text=form.cleaned_data["text"], **who)):
        return to_meeting(request.meeting)
    return page(request, decision_form=form)


@require_POST
@meeting_door(Part.RUNNER)
def task(request: GroupRequest) -> HttpResponse:
    """Who does what until when."""
    form = _task_form(request, request.POST)

    def act() -> None:
        acts.give_task(meeting=request.meeting, **form.cleaned_data, by=request.user, now=request.moment)

    if carried(request, form, act):
        return to_meeting(request.meeting)
    return page(request, task_form=form)


@require_POST
@meeting_door(Part.RUNNER)
def task_end(request: GroupRequest, pk: int) -> HttpResponse:
    """Done, given up, or to do again."""
    found = Task.objects.filter(group=request.group, pk=pk).first()
    state = request.POST.get("state")
    if found is None or state not in TaskState.values:
        raise Http404
    try:
        acts.end_task(task=found, state=TaskState(state), meeting=request.meeting, by=request.user, now=request.moment)
    except GroupRefused as refused:
        said(request, refused, wrong=True)
    return to_meeting(request.meeting)
