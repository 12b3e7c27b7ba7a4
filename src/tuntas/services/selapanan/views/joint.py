"""Meetings of several groups."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.services.selapanan.actions import joint as acts
from tuntas.services.selapanan.actions.errors import GroupRefused
from tuntas.services.selapanan.flow import groups_run
from tuntas.services.selapanan.forms.meetings import JointForm, JointMinutesForm
from tuntas.services.selapanan.models import Group, Joint
from tuntas.services.selapanan.queries.joint import collected_of, joints_of, may_see, parts_of
from tuntas.services.selapanan.terms import Part
from tuntas.services.selapanan.views.doors import GroupRequest, at_village, carried, group_door, said, shown
from tuntas.services.selapanan.views.groups import BOTH, base


@require_safe
def joints(request: Any, place: str) -> HttpResponse:
    """Meetings in which groups of this village took or take part, and those called in the regency."""
    parts = at_village(request)
    if isinstance(parts, HttpResponse):
        return parts
    if not may_see(request.user, request.place, parts):
        raise Http404
    page = Paginator(joints_of(request.place), 50).get_page(request.GET.get("page"))
    return shown(request, "joints", {"place": request.place, "page": page, "runs": Part.RUNNER in parts})


@BOTH
@group_door(Part.RUNNER)
def new(request: GroupRequest) -> HttpResponse:
    """The group calls a meeting of several groups."""
    form = JointForm(request.POST or None, initial={"hour": request.group.hour, "venue": request.group.venue})
    made: list[Joint] = []

    def act() -> None:
        who: dict[str, Any] = {"by": request.user, "now": request.moment}
        made.append(acts.call_joint(host=request.group, **form.cleaned_data, **who))

    if carried(request, form, act):
        return redirect("selapanan:joint", request.place.code, made[0].pk)
    return shown(request, "joint_new", base(request) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def joint(request: Any, place: str, pk: int) -> HttpResponse:
    """Who takes part, what they have found, minutes. Its address is at any village whose groups may take part."""
    parts = at_village(request)
    if isinstance(parts, HttpResponse):
        return parts
    found = joints_of(request.place).filter(pk=pk).first()
    if found is None or not may_see(request.user, request.place, parts):
        raise Http404
    mine = list(groups_run(request.user, request.moment).filter(place=request.place).select_related("place"))
    hosts = found.host_id in [group.pk for group in mine]
    if request.method == "POST" and "join" in request.POST:
        return _join(request, found, mine)
    form = JointMinutesForm(
        request.POST or None,
        initial={"revision": found.revision, "minutes": found.minutes, "decisions": found.decisions},
    )
    if request.method == "POST" and not hosts:
        raise PermissionDenied

    def act() -> None:
        acts.hold_joint(
            joint=found, **form.cleaned_data, ends="end" in request.POST, by=request.user, now=request.moment
        )

    if carried(request, form, act):
        said(request, _("Saved."))
        return redirect("selapanan:joint", place, pk)
    taking = parts_of(found)
    joined = {part.group_id for part in taking}
    context = {
        "place": request.place,
        "joint": found,
        "parts": taking,
        "collected": collected_of(found),
        "form": form,
        "hosts": hosts,
        "can_join": [group for group in mine if group.pk not in joined] if found.held_at is None else [],
    }
    return shown(request, "joint", context)


def _join(request: Any, found: Joint, mine: list[Group]) -> HttpResponse:
    group = next((group for group in mine if str(group.pk) == request.POST["join"]), None)
    if group is None:
        raise PermissionDenied
    try:
        acts.join(joint=found, group=group, by=request.user, now=request.moment)
    except GroupRefused as refused:
        said(request, refused, wrong=True)
    else:
        said(request, _("The group takes part."))
    return redirect("selapanan:joint", request.place.code, found.pk)
