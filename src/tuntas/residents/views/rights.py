"""The person's own rights: who read it, a copy, consent, erasing, and requests with their clock."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tuntas.kernel.clock import wib_date
from tuntas.residents.actions import Refused, consent, identify, withdraw
from tuntas.residents.actions.copying import KINDS, copy_of
from tuntas.residents.actions.erasing import erase
from tuntas.residents.actions.rights import answer, asked, receive
from tuntas.residents.forms.records import GroundForm
from tuntas.residents.forms.sheets import AnswerForm, RequestForm
from tuntas.residents.models import RightRequest
from tuntas.residents.queries.register import requests_of
from tuntas.residents.queries.shown import ground_lines, trail_shown
from tuntas.residents.rules.keeping import keeping
from tuntas.residents.rules.reading import FIXED
from tuntas.residents.rules.rights import hours_left
from tuntas.residents.terms import Purpose, RightKind, RightOutcome
from tuntas.residents.views.doors import KeeperRequest, keeper, resident_or_404


@require_http_methods(["GET", "HEAD"])
@keeper
def trail(request: KeeperRequest, key: str) -> HttpResponse:
    """Who read the record, when, as what and what for: to show the person, on the screen or printed."""
    row = resident_or_404(request, key)
    who = identify(resident=row, purpose=Purpose.RIGHT_OF_ACCESS, by=request.user, now=request.moment)
    context = {"place": request.place, "row": row, "who": who, "lines": trail_shown(row), "now": request.moment}
    return render(request, "residents/trail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def copy(request: KeeperRequest, key: str) -> HttpResponse:
    """Hand the person a copy of their data."""
    row = resident_or_404(request, key)
    form = request.POST.get("form", "")
    if request.method == "POST" and form in KINDS:
        made = copy_of(resident=row, form=form, by=request.user, now=request.moment)
        response = HttpResponse(made.data, content_type=made.content_type)
        response["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return response
    return render(request, "residents/copy.html", {"place": request.place, "row": row, "kinds": list(KINDS)})


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def grounds(request: KeeperRequest, key: str) -> HttpResponse:
    """Note a consent with its evidence, or that it was withdrawn."""
    row = resident_or_404(request, key)
    form = GroundForm(request.POST if request.POST.get("act") == "give" else None)
    try:
        if request.method == "POST" and request.POST.get("act") == "withdraw":
            purpose = request.POST.get("purpose", "")
            if purpose in Purpose.values:
                withdraw(resident=row, purpose=Purpose(purpose), by=request.user, now=request.moment)
                messages.success(request, _("Withdrawn. Nobody reads the identity for that purpose any more."))
            return redirect("residents:grounds", request.place.code, key)
        if form.is_valid():
            data = {**form.cleaned_data, "purpose": Purpose(form.cleaned_data["purpose"])}
            consent(resident=row, by=request.user, now=request.moment, **data)
            messages.success(request, _("Noted."))
            return redirect("residents:grounds", request.place.code, key)
    except Refused as refused:
        if not form.is_bound:
            messages.error(request, str(refused))
            return redirect("residents:grounds", request.place.code, key)
        form.add_error(None, str(refused))
    context = {
        "place": request.place,
        "row": row,
        "form": form,
        "lines": ground_lines(row),
        "open": [(one.value, one.label) for one in Purpose if one not in FIXED],
    }
    return render(request, "residents/grounds.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def erasing(request: KeeperRequest, key: str) -> HttpResponse:
    """Erase what may be erased, after a page that says what goes and what stays by law."""
    row = resident_or_404(request, key)
    found = keeping(row, wib_date(request.moment))
    if request.method == "POST":
        try:
            done = erase(resident=row, by=request.user, now=request.moment)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Erased.") if done.whole else _("Erased, as far as the law lets it go."))
        return redirect("residents:one", request.place.code, key)
    who = identify(resident=row, purpose=Purpose.RIGHT_OF_ACCESS, by=request.user, now=request.moment)
    return render(request, "residents/erase.html", {"place": request.place, "row": row, "who": who, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def requests(request: KeeperRequest) -> HttpResponse:
    """Requests about data by what is due first, and a new one."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "kind": RightKind(form.cleaned_data["kind"])}
        made = receive(place=request.place, by=request.user, now=request.moment, **data)
        messages.success(
            request, _("Noted as %(reference)s. An answer is due within three days.") % {"reference": made.reference}
        )
        return redirect("residents:requests", request.place.code)
    everything = request.GET.get("semua") == "1"
    page = Paginator(requests_of(request.place, open_only=not everything), 50).get_page(request.GET.get("page"))
    rows = [(row, hours_left(row.due_at, request.moment)) for row in page]
    context = {"place": request.place, "form": form, "page": page, "rows": rows, "everything": everything}
    return render(request, "residents/requests.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def request_(request: KeeperRequest, reference: str) -> HttpResponse:
    """One request: what was asked, the clock, the answer."""
    row = get_object_or_404(
        RightRequest.objects.select_related("resident", "village", "received_by", "answered_by"),
        village=request.place,
        reference=reference,
    )
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer(
                request=row,
                outcome=RightOutcome(form.cleaned_data["outcome"]),
                text=form.cleaned_data["text"],
                by=request.user,
                now=request.moment,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Answered. Tell the person."))
            return redirect("residents:request", request.place.code, reference)
    context = {
        "place": request.place,
        "row": row,
        "asked": asked(row),
        "form": form,
        "hours": hours_left(row.due_at, request.moment),
        "open": row.outcome == RightOutcome.OPEN,
    }
    return render(request, "residents/request.html", context, status=422 if form.errors else 200)
