"""Reading the record: for those who run the installation."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.journal.forms import TrailForm
from tuntas.journal.models import Line
from tuntas.journal.queries import search
from tuntas.journal.queries import trail as trail_of
from tuntas.kernel import clock
from tuntas.people.middleware import SignedRequest
from tuntas.people.rules import may_operate

PAGE = 50
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet could take for a formula


@require_safe
@login_required
def trail(request: SignedRequest) -> HttpResponseBase:
    """Everything that was done, newest first; `?bentuk=csv` gives all that matches as a file."""
    _refuse_others(request)
    form = TrailForm(request.GET)
    lines = search(**form.cleaned_data) if form.is_valid() else Line.objects.none()
    if request.GET.get("bentuk") == "csv":
        return _csv(lines)
    return _page(request, lines, form, "")


@require_safe
@login_required
def of(request: SignedRequest, subject: str) -> HttpResponse:
    """What was done to one thing, oldest first."""
    _refuse_others(request)
    return _page(request, trail_of(subject), None, subject)


def _refuse_others(request: SignedRequest) -> None:
    if not may_operate(request.user, clock.now()):
        raise PermissionDenied


def _page(request: SignedRequest, lines: QuerySet[Line], form: TrailForm | None, subject: str) -> HttpResponse:
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    for line in page:
        line.details = _brief(line.data)  # type: ignore[attr-defined]
    return render(request, "journal/trail.html", {"page": page, "form": form, "subject": subject})


def _brief(data: dict[str, Any]) -> str:
    """The data of a line in one row of a table: long hashes cut, the CSV has them whole."""
    return " · ".join(f"{key}: {str(value)[:24]}{'…' if len(str(value)) > 24 else ''}" for key, value in data.items())


def _csv(lines: QuerySet[Line]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_rows(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jejak.csv"'
    return response


class _Echo:
    """A file that hands each written row straight back."""

    def write(self, text: str) -> str:
        return text


def _rows(lines: QuerySet[Line]) -> Iterator[bytes]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    names = [_("Number"), _("Time (WIB)"), _("Person"), _("Act"), _("Thing"), _("Details"), _("Hash")]
    yield writer.writerow(names).encode()
    for line in lines.iterator(chunk_size=2000):
        actor = str(line.actor) if line.actor else ""
        cells = [
            line.number,
            clock.wib(line.at).strftime("%Y-%m-%d %H:%M:%S"),
            f"'{actor}" if actor.startswith(RISKY) else actor,
            line.act,
            line.subject,
            json.dumps(line.data, ensure_ascii=False) if line.data else "",
            line.hash,
        ]
        yield writer.writerow(cells).encode()
