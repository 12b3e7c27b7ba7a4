"""The doors of a group: who has no part in it finds nothing there, who only reads gets 403 where others write."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from tuntas.catalogue.middleware import ServiceRequest
from tuntas.files.terms import UploadRefused
from tuntas.kernel.clock import now as clock_now
from tuntas.places.terms import Level
from tuntas.services.selapanan.actions.errors import GroupRefused
from tuntas.services.selapanan.flow import parts_in
from tuntas.services.selapanan.flow.parts import parts_at
from tuntas.services.selapanan.models import Group, Meeting
from tuntas.services.selapanan.queries.meetings import meeting_of
from tuntas.services.selapanan.terms import Part

View = Callable[..., HttpResponseBase]


class GroupRequest(ServiceRequest):
    """The request of somebody with a part in a group: for annotations only."""

    group: Group
    meeting: Meeting
    parts: frozenset[str]
    moment: datetime


def at_village(request: Any) -> frozenset[str] | HttpResponse:
    """What the person is to the village's groups; sign-in for strangers. No groups live above a village."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.place.level != Level.VILLAGE:
        raise Http404
    request.moment = clock_now()
    return parts_at(request.user, request.place, request.moment)


def group_door(needs: Part = Part.READER) -> Callable[[View], View]:
    """Let people with that part in the group into the view `(request, …)`; nothing of it is cached."""

    def door(view: View) -> View:
        @wraps(view)
        def entered(request: Any, place: str, key: str, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            request.moment = clock_now()
            group = Group.objects.filter(place=request.place, key=key).first()
            if group is None:
                raise Http404
            group.place = request.place
            request.group, request.parts = group, parts_in(request.user, group, request.moment)
            if not request.parts:
                raise Http404
            if needs not in request.parts:
                raise PermissionDenied
            response = view(request, **named)
            response["Cache-Control"] = "private, no-store"
            return response

        return entered

    return door


def meeting_door(needs: Part = Part.READER) -> Callable[[View], View]:
    """The same with a meeting of the group, by its number."""

    def door(view: View) -> View:
        @wraps(view)
        def entered(request: GroupRequest, number: int, **named: Any) -> HttpResponseBase:
            meeting = meeting_of(request.group, number)
            if meeting is None:
                raise Http404
            request.meeting = meeting
            return view(request, **named)

        return group_door(needs)(entered)

    return door


def to_group(group: Group, name: str = "group") -> HttpResponse:
    """To a page of the group."""
    return redirect(f"selapanan:{name}", group.place_id, group.key)


def to_meeting(meeting: Meeting) -> HttpResponse:
    """To the meeting's page."""
    return redirect("selapanan:meeting", meeting.group.place_id, meeting.group.key, meeting.number)


def said(request: HttpRequest, text: Any, *, wrong: bool = False) -> None:
    """A sentence on the next page."""
    (messages.error if wrong else messages.success)(request, str(text))


def carried(request: HttpRequest, form: Any, act: Callable[[], Any]) -> bool:
    """True when the form was sent, valid, and the act done; what is refused stands above the form, typed words stay."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except (GroupRefused, UploadRefused) as refused:
        form.add_error(None, str(refused))
        return False
    return True


def shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page of this service; 422 when a form on it is wrong."""
    wrong = any(getattr(value, "is_bound", False) and value.errors for value in context.values())
    return render(request, f"selapanan/{template}.html", context, status=422 if wrong else 200)
