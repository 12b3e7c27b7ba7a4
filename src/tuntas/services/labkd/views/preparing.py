"""Matching a letter with a resident, filling it in, looking at it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.casework.actions import MoveRefused
from tuntas.kernel.clock import wib_date
from tuntas.residents.actions import NoGround, NotAllowed, identify
from tuntas.residents.models import Resident
from tuntas.residents.terms import Purpose, masked
from tuntas.services.labkd.actions import chain, preparing
from tuntas.services.labkd.actions.refusals import LetterRefused
from tuntas.services.labkd.forms.letters import PrepareForm
from tuntas.services.labkd.rules.values import identity_values
from tuntas.services.labkd.rules.wording import TemplateWrong
from tuntas.services.labkd.terms import LetterStage
from tuntas.services.labkd.views.desk import looked_up
from tuntas.services.labkd.views.doors import DeskRequest, back, letter_or_404, office

OPEN = (LetterStage.ASKED, LetterStage.PREPARING)


@require_http_methods(["GET", "HEAD", "POST"])
@office
def match(request: DeskRequest, place: str, reference: str) -> HttpResponseBase:
    """Say which resident a request from home or the kiosk is about."""
    letter = letter_or_404(request, reference)
    if letter.case.stage not in OPEN:
        return back(letter)
    context: dict[str, Any] = {"place": request.place, "letter": letter, "case": letter.case}
    context["kind"] = preparing.kind_of(letter)
    if request.method == "POST" and request.POST.get("resident"):
        resident = Resident.objects.filter(key=request.POST["resident"], village=request.place).first()
        if resident is not None:
            try:
                preparing.match(letter=letter, resident=resident, by=request.user, now=request.moment)
                if letter.case.stage == LetterStage.ASKED:
                    chain.step(letter=letter, key="take_up", by=request.user, now=request.moment)
            except (LetterRefused, MoveRefused) as refused:
                messages.info(request, str(refused))
                return back(letter)
            return redirect("labkd:letter_prepare", place, reference)
        messages.info(request, _("Choose the resident once more."))
    context |= looked_up(request) | {"claim": preparing.content_of(letter)["claim"]}
    return render(request, "labkd/letters/match.html", context, status=422 if context["form"].errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@office
def prepare(request: DeskRequest, place: str, reference: str) -> HttpResponseBase:
    """What the register says, what the kind asks, what differs."""
    letter = letter_or_404(request, reference)
    if letter.case.stage not in OPEN:
        return back(letter)
    if letter.resident is None:
        return redirect("labkd:letter_match", place, reference)
    try:
        who = identify(resident=letter.resident, purpose=Purpose.LETTER, by=request.user, now=request.moment)
    except (NotAllowed, NoGround) as refused:
        messages.info(request, str(refused))
        return back(letter)
    register = identity_values(who)
    register |= {key: masked(register[key]) for key in ("nik", "nomor_kk") if register[key]}
    form = PrepareForm(
        request.POST or None,
        kind=preparing.kind_of(letter),
        today=wib_date(request.moment),
        register=register,
        content=preparing.content_of(letter),
        initial={"revision": letter.revision},
    )
    if request.method == "POST" and form.is_valid():
        try:
            preparing.prepare(
                letter=letter,
                answers=form.answers,
                corrections=form.corrections,
                reason=form.cleaned_data["reason"],
                revision=form.cleaned_data["revision"],
                by=request.user,
                now=request.moment,
            )
        except LetterRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. Look at the preview, then send the letter on."))
            return back(letter)
    context = {
        "place": request.place,
        "letter": letter,
        "case": letter.case,
        "kind": preparing.kind_of(letter),
        "form": form,
        "register": [(name.replace("_", " "), value or "–") for name, value in register.items()],
    }
    return render(request, "labkd/letters/prepare.html", context, status=422 if form.errors else 200)


@require_safe
@office
def preview(request: DeskRequest, place: str, reference: str) -> HttpResponseBase:
    """The letter as it would look, without number or seal."""
    letter = letter_or_404(request, reference)
    if letter.case.stage not in (*OPEN, LetterStage.CHECKING, LetterStage.SIGNING):
        raise Http404
    try:
        data = preparing.preview(letter=letter, by=request.user, now=request.moment)
    except (LetterRefused, TemplateWrong, NotAllowed, NoGround) as refused:
        messages.info(request, str(refused))
        return back(letter)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="pratinjau.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
