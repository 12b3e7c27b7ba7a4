"""One resident: read, added, corrected, and what happens in their life."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.kernel.clock import wib
from tuntas.residents.actions import Refused, add, identify
from tuntas.residents.actions.alike import keep_likeness, look_alike
from tuntas.residents.actions.changing import change, note_life, take_back
from tuntas.residents.actions.drafting import draft_of, drop_draft, keep_draft
from tuntas.residents.actions.reading import reveal
from tuntas.residents.forms.records import ChangeForm, LifeForm, NewResidentForm, ResidentForm, RevealForm
from tuntas.residents.models import Resident
from tuntas.residents.queries.alike import Alike
from tuntas.residents.queries.shown import addresses_shown, ground_lines, life_shown
from tuntas.residents.rules.keyring import keyring
from tuntas.residents.rules.record import fields_of, opened
from tuntas.residents.terms import Basis, LifeKind, Purpose, ResidentState, masked
from tuntas.residents.views.doors import KeeperRequest, keeper, resident_or_404

CLOSED = (ResidentState.MERGED, ResidentState.ERASED)
_LEFT_OUT = frozenset({"csrfmiddlewaretoken", "sure", "revision", "next"})


@require_safe
@keeper
def resident(request: KeeperRequest, key: str) -> HttpResponse:
    """The record with its family, addresses, events and grounds; numbers masked."""
    row = resident_or_404(request, key)
    if row.merged_into:
        return redirect("residents:one", request.place.code, row.merged_into.key)
    who = identify(resident=row, purpose=Purpose.REGISTER_UPKEEP, by=request.user, now=request.moment)
    context = {
        "place": request.place,
        "row": row,
        "who": who,
        "addresses": addresses_shown(row),
        "life": life_shown(row),
        "grounds": ground_lines(row),
        "erased": row.state == ResidentState.ERASED,
    }
    return render(request, "residents/one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def numbers(request: KeeperRequest, key: str) -> HttpResponse:
    """The whole NIK and card number, for a reason; shown once and kept nowhere."""
    row = resident_or_404(request, key)
    form, who = RevealForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            who = reveal(resident=row, reason=form.cleaned_data["reason"], by=request.user, now=request.moment)
        except Refused as refused:
            form.add_error("reason", str(refused))
    context = {"place": request.place, "row": row, "form": form, "who": who}
    return render(request, "residents/numbers.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def new(request: KeeperRequest) -> HttpResponse:
    """Add somebody. Records that may be the same person are shown first; they never stop anybody."""
    form: NewResidentForm = _form(NewResidentForm, request, "new", {})
    alike: list[Alike] = []
    if request.method == "POST" and form.is_valid():
        fields = form.fields_typed()
        alike = look_alike(place=request.place, fields=fields, by=request.user, now=request.moment)
        if not alike or request.POST.get("sure") == "1":
            try:
                made = _add(request, form, alike)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Written into the register."))
                return _after(request, form, made, "new")
    context = {"place": request.place, "form": form, "alike": alike, "draft": _draft_at(request, "new")}
    return render(request, "residents/new.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _add(request: KeeperRequest, form: NewResidentForm, alike: list[Alike]) -> Resident:
    who, moment = request.user, request.moment
    made = add(place=request.place, fields=form.fields_typed(), basis=Basis.LEGAL_DUTY, by=who, now=moment)
    for one in alike:
        keep_likeness(one=made, other=one.resident, score=one.verdict.score, by=who, now=moment, different=True)
    if (came := form.cleaned_data["came"]) and (day := form.came_day()):
        note_life(resident=made, kind=LifeKind(came), day=day, by=who, now=moment)
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def edit(request: KeeperRequest, key: str) -> HttpResponse:
    """Correct a record, or write down a move within the village."""
    row = resident_or_404(request, key)
    if row.state in CLOSED:
        return redirect("residents:one", request.place.code, key)
    if request.method != "POST":
        identify(resident=row, purpose=Purpose.CORRECTION, by=request.user, now=request.moment)
    before = fields_of(row, opened(row, keyring()))
    hidden = {"nik": masked(before.nik), "family_number": masked(before.family_number), "revision": row.revision}
    form: ChangeForm = _form(ChangeForm, request, key, {**vars(before), **hidden}, before=before)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change(
                resident=row,
                fields=form.fields_typed(),
                revision=data["revision"],
                by=request.user,
                now=request.moment,
                reason=data["reason"],
                moved_on=data["moved_on"],
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return _after(request, form, row, key)
    context = {"place": request.place, "row": row, "form": form, "draft": _draft_at(request, key)}
    return render(request, "residents/edit.html", context, status=422 if form.errors else 200)


def _form(kind: type[Any], request: KeeperRequest, slot: str, initial: dict[str, Any], **more: Any) -> Any:
    """The form with what was sent, else with the draft, else with the record."""
    if request.method == "POST":
        return kind(request.POST, moment=request.moment, **more)
    kept = draft_of(place=request.place, slot=slot, by=request.user)
    values = {**initial, **kept[0]} if kept else initial
    return kind(initial=values, moment=request.moment, **more)


def _draft_at(request: KeeperRequest, slot: str) -> Any:
    kept = draft_of(place=request.place, slot=slot, by=request.user) if request.method != "POST" else None
    return kept[1] if kept else None


def _after(request: KeeperRequest, form: ResidentForm, row: Resident, slot: str) -> HttpResponse:
    drop_draft(place=request.place, slot=slot, by=request.user)
    for remark in form.remarks:
        messages.warning(request, remark.sentence)
    return redirect("residents:one", request.place.code, row.key)


@require_POST
@keeper
def draft(request: KeeperRequest, slot: str) -> HttpResponseBase:
    """Keep or throw away what is being typed (a script sends it every few seconds)."""
    if slot != "new":
        resident_or_404(request, slot)
    if request.POST.get("drop") == "1":
        drop_draft(place=request.place, slot=slot, by=request.user)
        return redirect(*_back_to(request, slot))
    values = {name: str(value) for name, value in request.POST.items() if name not in _LEFT_OUT}
    known = {
        name: value
        for name, value in values.items()
        if name in {**ChangeForm.base_fields, **NewResidentForm.base_fields}
    }
    keep_draft(place=request.place, slot=slot, values=known, by=request.user, now=request.moment)
    return JsonResponse({"saved": f"{wib(request.moment):%H.%M}"})


def _back_to(request: KeeperRequest, slot: str) -> tuple[str, ...]:
    place = request.place.code
    return ("residents:new", place) if slot == "new" else ("residents:edit", place, slot)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def life(request: KeeperRequest, key: str) -> HttpResponse:
    """Note a death or a move."""
    row = resident_or_404(request, key)
    form = LifeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            note_life(
                resident=row,
                kind=LifeKind(data["kind"]),
                day=data["day"],
                note=data["note"],
                by=request.user,
                now=request.moment,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Noted."))
            return redirect("residents:one", request.place.code, key)
    who = identify(resident=row, purpose=Purpose.REGISTER_UPKEEP, by=request.user, now=request.moment)
    context = {"place": request.place, "row": row, "who": who, "form": form}
    return render(request, "residents/life.html", context, status=422 if form.errors else 200)


@require_POST
@keeper
def life_back(request: KeeperRequest, key: str, pk: int) -> HttpResponse:
    """It did not happen: taken back, and readable as such."""
    row = resident_or_404(request, key)
    event = get_object_or_404(row.life.select_related("resident__village"), pk=pk)
    take_back(event=event, by=request.user, now=request.moment)
    messages.success(request, _("Taken back."))
    return redirect("residents:one", request.place.code, key)
