"""The groups of a village for everybody; of a regency, where they are; founding a group."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.clock import now
from tuntas.places.terms import Level
from tuntas.services.selapanan.actions.groups import found_group
from tuntas.services.selapanan.flow.parts import parts_at
from tuntas.services.selapanan.forms.groups import GroupForm
from tuntas.services.selapanan.models import Member
from tuntas.services.selapanan.queries.groups import figures_of, groups_at, lines, with_numbers
from tuntas.services.selapanan.terms import Part
from tuntas.services.selapanan.views.doors import at_village, carried, shown


@require_safe
def home(request: Any, place: str) -> HttpResponse:
    """When the groups meet. Who has a part in them also reads how many belong and what lies open."""
    moment, here = now(), request.place
    parts = parts_at(request.user, here, moment)
    groups = groups_at(here)
    page = Paginator(with_numbers(groups, moment), 50).get_page(request.GET.get("page"))
    mine: set[int] = set()
    inside = Part.READER in parts
    if request.user.is_authenticated and not inside:
        seats = Member.objects.filter(account=request.user, left_on=None, group__place=here)
        mine = set(seats.values_list("group", flat=True))
    context = {
        "place": here,
        "page": page,
        "rows": lines(page, moment),
        "inside": inside,
        "mine": mine,
        "may_found": Part.RUNNER in parts and here.level == Level.VILLAGE,
        "at_village": here.level == Level.VILLAGE,
        "figures": figures_of(groups, moment) if inside else None,
    }
    return shown(request, "home", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, place: str) -> HttpResponse:
    """Found a group: facilitators and village officers."""
    parts = at_village(request)
    if isinstance(parts, HttpResponse):
        return parts
    if Part.RUNNER not in parts:
        raise PermissionDenied
    form = GroupForm(request.POST or None, initial={"hour": "13:00"})
    made: list[Any] = []

    def act() -> None:
        made.append(found_group(place=request.place, fields=form.fields_given(), by=request.user, now=request.moment))

    if carried(request, form, act):
        return redirect("selapanan:group", place, made[0].key)
    return shown(request, "new", {"place": request.place, "form": form})
