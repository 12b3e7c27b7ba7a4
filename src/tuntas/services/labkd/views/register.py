"""The register of outgoing letters and the archive: by number, day and kind; as a spreadsheet and on paper."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.documents.models import Document
from tuntas.documents.press.typeset import typeset
from tuntas.files.sheets import Sheet, write_xlsx
from tuntas.kernel.clock import wib_date
from tuntas.residents.actions import names
from tuntas.residents.terms import Purpose
from tuntas.services.labkd.forms.office import RegisterForm
from tuntas.services.labkd.queries.letters import Entry, entries, outgoing
from tuntas.services.labkd.rules.values import day_words
from tuntas.services.labkd.views.doors import DeskRequest, office

MOST = 5000


@require_safe
@office
def register(request: DeskRequest, place: str) -> HttpResponse:
    """The register, newest first."""
    form = RegisterForm(request.GET or None)
    page = Paginator(_chosen(request, form), 50).get_page(request.GET.get("page"))
    context = {"place": request.place, "form": form, "page": page, "entries": entries(list(page))}
    return render(request, "labkd/letters/register.html", context)


def _chosen(request: DeskRequest, form: RegisterForm) -> Any:
    typed = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return outgoing(
        request.place,
        kind=typed.get("kind", ""),
        text=typed.get("q", ""),
        since=typed.get("since"),
        until=typed.get("until"),
    )


@require_safe
@office
def export(request: DeskRequest, place: str, form: str) -> HttpResponseBase:
    """The chosen part of the register, oldest first, with names: reading them is logged."""
    found: list[Document] = list(_chosen(request, RegisterForm(request.GET or None))[:MOST])[::-1]
    lines = _lines(entries(found), request)
    head = [_("Number"), _("Date"), _("Kind of letter"), _("Resident"), _("Signed by"), _("State")]
    name = f"agenda-surat-{place}-{wib_date(request.moment):%Y%m%d}"
    if form == "xlsx":
        data = write_xlsx([Sheet(_("Register of outgoing letters")[:31], head, lines)])
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:
        data, kind = _paper(request, head, lines), "application/pdf"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _lines(found: list[Entry], request: DeskRequest) -> list[list[str]]:
    ids = {one.letter.resident_id for one in found if one.letter and one.letter.resident_id}
    called = names(ids=ids, purpose=Purpose.LETTER, by=request.user, now=request.moment) if ids else {}
    return [
        [
            one.document.label,
            day_words(wib_date(one.document.issued_at)),
            str(one.kind) if one.kind else str(one.document.title),
            called.get(one.letter.resident_id or 0, "") if one.letter else "",
            one.letter.signer.name if one.letter and one.letter.signer else "",
            str(one.document.get_status_display()),
        ]
        for one in found
    ]


def _paper(request: DeskRequest, head: list[str], lines: list[list[str]]) -> bytes:
    today: date = wib_date(request.moment)
    title = _("Register of outgoing letters, %(place)s") % {"place": request.place.full_name}
    frame = {
        "title": title,
        "label": day_words(today),
        "kind": "labkd.register",
        "holder": "",
        "date": day_words(today),
        "language": "en" if request.LANGUAGE_CODE.startswith("en") else "id",
        "code": "",
        "address": settings.PUBLIC_ADDRESS,
        "is_sample": False,
    }
    data = {"head": head, "rows": lines, "period": _("Made on %(day)s") % {"day": day_words(today)}}
    return typeset(kind="labkd.register", frame=frame, data=data, qr="", moment=request.moment)
