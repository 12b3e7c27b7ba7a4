"""The published result of a survey. Public."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tuntas.casework.views.inbox import TYPES
from tuntas.files.sheets import Sheet, write_xlsx
from tuntas.kernel.clock import now
from tuntas.quality.queries.surveys import published, survey
from tuntas.quality.queries.words import four_words
from tuntas.quality.rules.drawing import columns
from tuntas.quality.views.doors import keeps, known_service, place_of, window


def result(request: HttpRequest, place: str, service: str) -> HttpResponse:
    """Index, grade and elements of the year, with how many answered of how many."""
    context = _found(request, place, service)
    elements = context["survey"].elements
    labels = [f"U{one.number}" for one in elements]
    context["chart"] = columns(labels, [one.nrr for one in elements], top=4) if elements else None
    context["published"] = published(context["place"], service)[:12]
    context["keeps"] = keeps(request, context["place"], now())
    return render(request, "quality/result.html", context)


def export(request: HttpRequest, place: str, service: str) -> HttpResponse:
    """The same as a spreadsheet."""
    context = _found(request, place, service)
    found, at = context["survey"], context["window"]
    if found.index is None:
        raise Http404
    head: list[list[Any]] = [
        [_("Place"), context["place"].full_name],
        [_("Service"), str(context["name"])],
        [_("From"), at.since],
        [_("Until"), at.until],
        [_("Respondents"), found.respondents],
        [_("Respondents wanted"), found.needed],
        [_("Index (IKM)"), None if found.index.shown is None else float(found.index.shown)],
        [_("Grade"), found.index.grade],
        *([[_("Sample"), _("Invented figures, not official")]] if found.is_sample else []),
    ]
    rows: list[list[Any]] = [[f"U{one.number}", one.name, one.filled, one.nrr] for one in found.elements]
    sheets = [
        Sheet(_("Result"), [_("What"), _("Value")], head),
        Sheet(_("Elements"), [_("Element"), _("Name"), _("Answers"), _("Mean")], rows),
    ]
    headers = {"Content-Disposition": f'attachment; filename="skm-{place}-{at.month:%Y-%m}.xlsx"'}
    return HttpResponse(write_xlsx(sheets), content_type=TYPES["xlsx"], headers=headers)


def _found(request: HttpRequest, place: str, service: str) -> dict[str, Any]:
    here, name, at = place_of(place), known_service(service), window(request)
    served = four_words(service, here, at.since, at.until).cases
    found = survey(service, here, at.since, at.until, served)
    return {"place": here, "service": service, "name": name, "window": at, "survey": found}
