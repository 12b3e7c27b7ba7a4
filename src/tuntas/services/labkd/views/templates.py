"""Wordings of letters: which holds, writing another version, looking at it before it is kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import compare
from tuntas.places.queries import lineage
from tuntas.services.labkd.actions import wording as acts
from tuntas.services.labkd.actions.preparing import letterhead, pressed_preview, sample_blocks
from tuntas.services.labkd.actions.refusals import LetterRefused
from tuntas.services.labkd.forms.office import TemplateForm
from tuntas.services.labkd.models import TemplateVersion
from tuntas.services.labkd.queries.templates import all_wordings, versions_of, wording_for
from tuntas.services.labkd.rules.kinds import Kind, kind_of
from tuntas.services.labkd.rules.values import TABLES, known_fields
from tuntas.services.labkd.views.doors import DeskRequest, wording


@require_safe
@wording
def templates(request: DeskRequest, place: str) -> HttpResponse:
    """Every kind, and whose wording holds today."""
    rows = all_wordings(request.place, wib_date(request.moment))
    return render(request, "labkd/letters/templates.html", {"place": request.place, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@wording
def template(request: DeskRequest, place: str, kind: str) -> HttpResponseBase:
    """The editor: what holds, versions, a new version; "look" shows a PDF and keeps nothing."""
    wanted = kind_of(kind)
    if wanted is None:
        raise Http404
    holds = wording_for(wanted, request.place, wib_date(request.moment))
    versions = list(versions_of(request.place, wanted)[:50])
    last = versions[0].number if versions else 0
    initial = {"title": holds.title, "body": holds.body, "effective_from": wib_date(request.moment), "seen": last}
    form = TemplateForm(request.POST or None, kind=wanted, initial=initial)
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            return _pdf(_looked(request, wanted, form.cleaned_data))
        try:
            acts.write(place=request.place, kind=wanted, **form.cleaned_data, by=request.user, now=request.moment)
        except LetterRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. It holds from the day you chose."))
            return redirect("labkd:letter_template", place, kind)
    context: dict[str, Any] = {"place": request.place, "kind": wanted, "holds": holds, "versions": versions}
    context |= {"form": form, "writes": request.writes, "difference": compare(wanted.body, holds.body)}  # type: ignore[attr-defined]
    context |= {"fields": sorted(known_fields(wanted)), "tables": TABLES}
    return render(request, "labkd/letters/template.html", context, status=422 if form.errors else 200)


def _looked(request: DeskRequest, kind: Kind, typed: dict[str, Any]) -> bytes:
    signature = {
        "lines": ["Kepala Desa"],
        "name": "‹penanda tangan›",
        "staff_number": "",
        "method": "seal",
        "test": False,
    }
    data = {
        "letterhead": letterhead(lineage(request.place)),
        "title": typed["title"],
        "blocks": sample_blocks(kind, typed["body"]),
        "place": request.place.name,
        "signature": signature,
        "preview": True,
    }
    return pressed_preview(typed["title"], data, request.moment)


def _pdf(data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="pratinjau.pdf"'
    return response


@require_POST
@wording
def withdraw(request: DeskRequest, place: str, kind: str, pk: int) -> HttpResponse:
    """The wording before a version holds again."""
    found = TemplateVersion.objects.filter(pk=pk, place=request.place, kind=kind).first()
    if found is None:
        raise Http404
    acts.withdraw(version=found, by=request.user, now=request.moment)
    messages.success(request, _("Withdrawn. The wording before it holds again."))
    return redirect("labkd:letter_template", place, kind)
