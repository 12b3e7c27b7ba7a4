"""One group: its page, what is written about it, its members."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.catalogue.queries import setting
from tuntas.kernel.clock import wib_date
from tuntas.residents import actions as residents
from tuntas.residents.models import Resident
from tuntas.residents.rules.reading import may_search
from tuntas.residents.terms import Purpose
from tuntas.services.selapanan.actions.groups import (
    MemberFields,
    add_member,
    change_group,
    change_member,
    leave,
)
from tuntas.services.selapanan.forms.groups import ChangeMemberForm, DayForm, GroupForm, LinkForm, MemberForm
from tuntas.services.selapanan.models import Group, Member
from tuntas.services.selapanan.queries.cash import balances_of
from tuntas.services.selapanan.queries.groups import figures_of
from tuntas.services.selapanan.queries.meetings import findings_of, past, told, turns
from tuntas.services.selapanan.queries.members import accounts_of, active
from tuntas.services.selapanan.terms import Part, Seat
from tuntas.services.selapanan.views.doors import GroupRequest, carried, group_door, said, shown, to_group

BOTH = require_http_methods(["GET", "HEAD", "POST"])


def base(request: GroupRequest) -> dict[str, Any]:
    """What every page of a group needs."""
    return {
        "place": request.place,
        "group": request.group,
        "runs": Part.RUNNER in request.parts,
        "keeps_cash": Part.CASHIER in request.parts,
    }


@require_safe
@group_door()
def group(request: GroupRequest) -> HttpResponse:
    """When it meets next, what lies open, what was held."""
    found, moment = request.group, request.moment
    context = {
        "turns": turns(found, moment, 3),
        "past": past(found, moment)[:6],
        "findings": told(list(findings_of(found).filter(case__closed_at=None)[:8]), found),
        "members": active(found).count(),
        "money": balances_of(found).money,
        "figures": figures_of(Group.objects.filter(pk=found.pk), moment),
        "quorum": setting("selapanan", request.place, "quorum"),
    }
    return shown(request, "group", base(request) | context)


@BOTH
@group_door(Part.RUNNER)
def edit(request: GroupRequest) -> HttpResponse:
    """Change what is written about the group."""
    found = request.group
    names = ("name", "base", "hour", "venue", "hamlet", "founded", "decree", "about")
    form = GroupForm(request.POST or None, initial={name: getattr(found, name) for name in names})

    def act() -> None:
        change_group(group=found, fields=form.fields_given(), by=request.user, now=request.moment)

    if carried(request, form, act):
        said(request, _("Saved."))
        return to_group(found)
    return shown(request, "edit", base(request) | {"form": form})


@BOTH
@group_door()
def members(request: GroupRequest) -> HttpResponse:
    """Who belongs to it; those who run the meetings add somebody."""
    found = request.group
    runs = Part.RUNNER in request.parts
    if request.method == "POST" and not runs:
        raise Http404
    form = MemberForm(
        request.POST or None,
        accounts=accounts_of(found, request.moment),
        initial={"joined_on": wib_date(request.moment)},
    )

    def act() -> None:
        add_member(
            group=found,
            fields=form.fields_given(),
            joined_on=form.cleaned_data["joined_on"],
            by=request.user,
            now=request.moment,
        )

    if carried(request, form, act):
        said(request, _("Added to the group."))
        return to_group(found, "members")
    rows = list(active(found).select_related("account"))
    gone = Member.objects.filter(group=found).exclude(left_on=None).order_by("-left_on", "pk")[:20]
    context = {"form": form, "members": rows, "gone": gone, "names": _register_names(request, rows)}
    return shown(request, "members", base(request) | context)


def _register_names(request: GroupRequest, rows: list[Member]) -> dict[int, str]:
    """Names in the register by resident id, for those who may read them there; the reading is logged as one."""
    ids = [row.resident_id for row in rows if row.resident_id]
    if not ids:
        return {}
    try:
        return residents.names(ids=ids, purpose=Purpose.MEETING, by=request.user, now=request.moment)
    except residents.NotAllowed:
        return {}


def _member(request: GroupRequest, pk: int) -> Member:
    member = Member.objects.select_related("group__place").filter(group=request.group, pk=pk, left_on=None).first()
    if member is None:
        raise Http404
    return member


@BOTH
@group_door(Part.RUNNER)
def member(request: GroupRequest, pk: int) -> HttpResponse:
    """Change a member, or note that they left."""
    found = _member(request, pk)
    leaving = "leave" in request.POST
    initial = {"name": found.name, "seat": found.seat, "sex": found.sex, "account": found.account_id}
    typed = request.POST or None
    form = ChangeMemberForm(
        None if leaving else typed, accounts=accounts_of(request.group, request.moment), initial=initial
    )
    left = DayForm(typed if leaving else None, initial={"day": wib_date(request.moment)}, prefix="left")
    who: dict[str, Any] = {"by": request.user, "now": request.moment}

    if carried(request, form, lambda: change_member(member=found, fields=form.fields_given(), **who)):
        said(request, _("Saved."))
        return to_group(request.group, "members")
    if leaving and carried(request, left, lambda: leave(member=found, on=left.cleaned_data["day"], **who)):
        said(request, _("Noted: no longer in the group."))
        return to_group(request.group, "members")
    may_link = may_search(request.user, request.place, Purpose.MEETING, request.moment)
    context = {"member": found, "form": form, "left": left, "may_link": may_link}
    return shown(request, "member", base(request) | context)


@BOTH
@group_door(Part.RUNNER)
def link(request: GroupRequest, pk: int) -> HttpResponse:
    """Say which resident of the register a member is. Looking leaves a line in the access trail."""
    found, moment = _member(request, pk), request.moment
    if not may_search(request.user, request.place, Purpose.MEETING, moment):
        raise Http404
    text = request.GET.get("nama", "").strip()[:80]
    hits = []
    if text:
        hits = residents.search(place=request.place, text=text, purpose=Purpose.MEETING, by=request.user, now=moment)
    form = LinkForm(request.POST or None)

    def act() -> None:
        resident = Resident.objects.filter(pk=form.cleaned_data["resident"], village=request.place).first()
        if resident is None:
            raise Http404
        fields = MemberFields(
            found.name, Seat(found.seat), found.sex, found.account, resident, form.cleaned_data["evidence"]
        )
        change_member(member=found, fields=fields, by=request.user, now=moment)

    if carried(request, form, act):
        said(request, _("Linked with the register of residents."))
        return redirect("selapanan:member", request.place.code, request.group.key, found.pk)
    return shown(request, "link", base(request) | {"member": found, "text": text, "hits": hits, "form": form})
