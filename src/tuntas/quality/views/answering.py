"""Answering the survey without an account: after a case has ended, and at a kiosk."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from tuntas.casework.models import Case
from tuntas.kernel.clock import now, wib_date
from tuntas.people.views.limits import limited
from tuntas.quality.actions.surveying import SurveyRefused, answer_at_kiosk, answer_for_case, service_for
from tuntas.quality.forms import SurveyForm
from tuntas.quality.models import Answered, Kiosk
from tuntas.quality.queries.cards import named
from tuntas.quality.queries.surveys import questions, version_at


@never_cache
@limited("survey", reading=True)
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """The survey of one case, by its number; once. What is not asked about is not there."""
    found = Case.objects.select_related("place", "measure").filter(reference=reference.upper()).first()
    key = service_for(found) if found else ""
    if found is None or not key:
        raise Http404
    moment = now()
    form = SurveyForm(
        request.POST if request.method == "POST" else None, questions=questions(version_at(wib_date(moment))[1])
    )
    done = Answered.objects.filter(case=found).exists()
    if request.method == "POST" and not done and form.is_valid():
        try:
            answer_for_case(case=found, answers=form.answers, remark=form.cleaned_data["remark"], now=moment)
            return redirect("quality:answer", found.reference)
        except SurveyRefused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "place": found.place, "name": named(key), "done": done, "open": found.closed_at}
    return render(request, "quality/answer.html", context, status=422 if form.errors else 200)


@never_cache
@limited("kiosk")
def kiosk(request: HttpRequest, token: str) -> HttpResponse:
    """Large faces, one question after another; it starts anew by itself."""
    moment = now()
    found = Kiosk.objects.select_related("place").filter(token=token, ended_at=None, until__gt=moment).first()
    if found is None:
        raise Http404
    form = SurveyForm(
        request.POST if request.method == "POST" else None, questions=questions(version_at(wib_date(moment))[1])
    )
    here = reverse("quality:kiosk", args=[token])
    if request.method == "POST" and form.is_valid():
        try:
            answer_at_kiosk(kiosk=found, answers=form.answers, remark=form.cleaned_data["remark"], now=moment)
            return redirect(f"{here}?selesai=1")
        except SurveyRefused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "place": found.place, "name": named(found.service), "here": here}
    context["done"] = "selesai" in request.GET
    return render(request, "quality/kiosk.html", context, status=422 if form.errors else 200)
