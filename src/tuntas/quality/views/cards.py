"""Scorecards. Public, but for the cases behind a figure."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest
from tuntas.places.models import Place
from tuntas.places.queries import regencies
from tuntas.places.terms import CENTRAL_JAVA
from tuntas.quality.flow import service as service_by
from tuntas.quality.queries.behind import WHICH, behind
from tuntas.quality.queries.cards import Detail, detail, scorecard
from tuntas.quality.queries.sentences import sentences
from tuntas.quality.queries.surveys import published, survey
from tuntas.quality.rules.access import may_see_behind
from tuntas.quality.rules.drawing import Chart, columns
from tuntas.quality.terms import OFFICE_MINUTES
from tuntas.quality.views.doors import keeps, known_service, place_of, window


def home(request: HttpRequest) -> HttpResponse:
    """The province in four words, and the way to every place."""
    if code := request.GET.get("wilayah", ""):
        return redirect("quality:place", place_of(code).code)
    province = Place.objects.filter(code=CENTRAL_JAVA).first()
    at = window(request)
    lines = scorecard(province, at) if province else []
    return render(request, "quality/home.html", {"lines": lines, "window": at, "regencies": regencies()})


def place(request: HttpRequest, place: str) -> HttpResponse:
    """Every service of a place: this year and the year before."""
    here, at = place_of(place), window(request)
    context = {"place": here, "lines": scorecard(here, at), "window": at, "published": published(here)[:5]}
    return render(request, "quality/place.html", context)


def service(request: HttpRequest, place: str, service: str) -> HttpResponse:
    """One service at one place: the four words, month by month, by group, beside others, and the survey."""
    here, name, at = place_of(place), known_service(service), window(request)
    found = detail(service, here, at)
    known = service_by(service)
    promise = known.promise if known else None
    hours = promise.days * OFFICE_MINUTES // 60 if promise and promise.days else None
    context: dict[str, Any] = {
        "place": here,
        "service": service,
        "name": name,
        "window": at,
        "found": found,
        "said": sentences(found.now, found.before, promise),
        "promise": promise,
        "whole_chart": _whole(found),
        "hours_chart": _hours(found, hours),
        "survey": survey(service, here, at.since, at.until, found.now.cases),
        "keeps": keeps(request, here, now()),
    }
    return render(request, "quality/service.html", context)


@login_required
def cases(request: SignedRequest, place: str, service: str) -> HttpResponse:
    """The cases a figure is made of, as far as the person may open them."""
    here, name, at, moment = place_of(place), known_service(service), window(request), now()
    if not may_see_behind(request.user, here, moment):
        raise PermissionDenied
    which = request.GET.get("yang", "")
    found, total = behind(service, here, at, request.user, moment, which)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "place": here,
        "service": service,
        "name": name,
        "window": at,
        "page": page,
        "total": total,
        "which": which if which in WHICH else "",
        "choices": [
            ("late", _("later than promised")),
            ("returned", _("sent back")),
            ("untold", _("not told yet")),
            ("reopened", _("opened again")),
            ("undone", _("not given")),
            ("paid", _("with a cost")),
        ],
    }
    return render(request, "quality/cases.html", context)


def _labels(found: Detail) -> list[str]:
    return [str(MONTHS_3[month.month]).capitalize() for month, _words in found.months]


def _whole(found: Detail) -> Chart | None:
    """Percent done first time, told and not opened again, month by month."""
    if not any(words.any for _month, words in found.months):
        return None
    values = [words.whole.percent if words.any else None for _month, words in found.months]
    return columns(_labels(found), values, top=100, unit="%")


def _hours(found: Detail, promised: int | None) -> Chart | None:
    """Working hours: half of the cases in the front column, nine of ten behind it, the promise across."""
    if not any(words.any for _month, words in found.months):
        return None
    half = [words.p50 if words.any else None for _month, words in found.months]
    most = [words.p90 if words.any else None for _month, words in found.months]
    return columns(_labels(found), half, most, line=promised)
