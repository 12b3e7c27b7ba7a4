"""Keeping the survey of a service at a place: sheets, entry, kiosk, remarks, publishing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now, wib_date
from tuntas.people.middleware import SignedRequest
from tuntas.places.models import Place
from tuntas.quality.actions.publishing import publish as publish_result
from tuntas.quality.actions.surveying import SurveyRefused, end_kiosk, enter_batch, look_at, open_kiosk
from tuntas.quality.forms import PileForm, SheetSet
from tuntas.quality.models import Kiosk, Remark
from tuntas.quality.queries import surveys
from tuntas.quality.queries.words import four_words
from tuntas.quality.views.doors import keeper, window


@login_required
def keep(request: SignedRequest, place: str, service: str) -> HttpResponse:
    """What there is to do, and how it stands."""
    moment = now()
    here, name = keeper(request, place, service, moment)
    context = _context(request, here, service, name) | {
        "kiosk": Kiosk.objects.filter(service=service, place=here, ended_at=None, until__gt=moment).first(),
        "new": surveys.remarks(service, here).filter(state="new").count(),
        "published": surveys.published(here, service)[:12],
    }
    return render(request, "quality/keep.html", context)


@login_required
def sheet(request: SignedRequest, place: str, service: str) -> HttpResponse:
    """The paper sheet, to print."""
    moment = now()
    here, name = keeper(request, place, service, moment)
    number, words = surveys.version_at(wib_date(moment))
    context = {"place": here, "service": service, "name": name, "questions": surveys.questions(words)}
    return render(request, "quality/sheet.html", context | {"version": number})


@login_required
def enter(request: SignedRequest, place: str, service: str) -> HttpResponse:
    """A pile of paper, typed digit by digit."""
    moment = now()
    here, name = keeper(request, place, service, moment)
    given = request.POST if request.method == "POST" else None
    pile, sheets = PileForm(given, initial={"month": wib_date(moment)}), SheetSet(given)
    if request.method == "POST" and pile.is_valid() and sheets.is_valid():
        typed = [(sheet.answers, sheet.cleaned_data.get("remark", "")) for sheet in sheets]
        try:
            batch = enter_batch(
                key=pile.cleaned_data["key"],
                service=service,
                place=here,
                month=pile.cleaned_data["month"],
                sheets=typed,
                by=request.user,
                now=moment,
            )
        except SurveyRefused as refused:
            pile.add_error(None, str(refused))
        else:
            messages.success(request, _("Entered: %(number)s sheets.") % {"number": batch.sheets})
            return redirect("quality:enter", here.code, service)
    context = {"place": here, "service": service, "name": name, "pile": pile, "sheets": sheets}
    context |= {"columns": [question.element for question in surveys.questions(surveys.own_words())]}
    return render(request, "quality/enter.html", context, status=422 if given else 200)


@login_required
def remarks(request: SignedRequest, place: str, service: str) -> HttpResponse:
    """What people wrote; read it, or take it out because it names somebody."""
    moment = now()
    here, name = keeper(request, place, service, moment)
    if request.method == "POST":
        remark = get_object_or_404(Remark, place=here, service=service, pk=_uuid(request.POST.get("remark", "")))
        look_at(remark=remark, keep="keep" in request.POST, by=request.user, now=moment)
        return redirect("quality:remarks", here.code, service)
    page = Paginator(surveys.remarks(service, here), 50).get_page(request.GET.get("page"))
    return render(request, "quality/remarks.html", {"place": here, "service": service, "name": name, "page": page})


@login_required
def kiosk(request: SignedRequest, place: str, service: str) -> HttpResponse:
    """Open a kiosk, or close the one that is open."""
    moment = now()
    here, _name = keeper(request, place, service, moment)
    if request.method == "POST" and "end" in request.POST:
        for found in Kiosk.objects.select_related("place").filter(service=service, place=here, ended_at=None):
            end_kiosk(kiosk=found, by=request.user, now=moment)
        messages.success(request, _("The kiosk is closed; its address takes no more answers."))
    elif request.method == "POST":
        open_kiosk(service=service, place=here, by=request.user, now=moment)
        messages.success(request, _("The kiosk is open. Open its address on the device at the counter."))
    return redirect("quality:keep", here.code, service)


@login_required
def publish(request: SignedRequest, place: str, service: str) -> HttpResponse:
    """Publish the result of the year as a numbered, sealed document; asks first."""
    moment = now()
    here, name = keeper(request, place, service, moment)
    context = _context(request, here, service, name)
    if request.method == "POST":
        at = context["window"]
        try:
            publish_result(
                service=service, name=name, place=here, since=at.since, until=at.until, by=request.user, now=moment
            )
        except SurveyRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The result is published."))
        return redirect(f"{reverse('quality:keep', args=[here.code, service])}?bulan={at.month:%Y-%m}")
    return render(request, "quality/publish.html", context)


def _context(request: SignedRequest, here: Place, service: str, name: Any) -> dict[str, Any]:
    at = window(request)
    served = four_words(service, here, at.since, at.until).cases
    found = surveys.survey(service, here, at.since, at.until, served)
    return {"place": here, "service": service, "name": name, "window": at, "survey": found}


def _uuid(typed: str) -> str | None:
    return typed if len(typed) in (32, 36) and set(typed) <= set("0123456789abcdef-") else None
