"""Spreadsheets in and out: upload, choose columns, try dry, confirm; and every table to take along."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.files.rules import explain
from tuntas.files.sheets import Sheet, write_csv, write_xlsx
from tuntas.files.terms import UploadRefused
from tuntas.kernel.clock import now
from tuntas.kipp.actions.importing import ImportRefused, apply, begin, choose_columns, drop
from tuntas.kipp.forms.sheets import MappingForm, UploadForm
from tuntas.kipp.models import Edition, Import
from tuntas.kipp.queries.conflict_list import Filters as ConflictFilters
from tuntas.kipp.queries.listing import Filters, listing
from tuntas.kipp.queries.sheets import table_of, try_dry
from tuntas.kipp.queries.sheets.tables import TABLES, Wish
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.rules.sheets.doors import may_export
from tuntas.kipp.rules.sheets.fields import fields_for
from tuntas.kipp.terms import SheetKind
from tuntas.kipp.views.doors import who

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
SHOWN = 200  # problems and rows on the page; the rest is counted


def _organised(request: HttpRequest, slug: str, what: str) -> Edition:
    edition = get_object_or_404(Edition.objects.select_related("office"), slug=slug)
    if not may_organise(who(request), edition) or what not in SheetKind.values:
        raise Http404
    return edition


def _sheet(request: HttpRequest, edition: str, what: str, pk: int) -> Import:
    _organised(request, edition, what)
    found = Import.objects.select_related("edition", "stage", "file")
    return get_object_or_404(found, pk=pk, edition__slug=edition, what=what)


def _send(sheet: Sheet, name: str, form: str) -> HttpResponse:
    data = write_xlsx([sheet]) if form == "xlsx" else write_csv(sheet.columns, sheet.rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=TYPES[form], headers=headers)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, edition: str, what: str) -> HttpResponse:
    """What the sheet may hold, the upload, and what came in before."""
    found = _organised(request, edition, what)
    form = UploadForm(request.POST or None, request.FILES or None, edition=found, what=what)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            sheet = begin(
                edition=found,
                what=what,
                stage=form.cleaned_data.get("stage"),
                upload=upload,
                name=upload.name,
                by=who(request),
                now=now(),
            )
            return redirect("kipp:import_columns", edition=edition, what=what, pk=sheet.pk)
        except (ImportRefused, UploadRefused) as refused:
            form.add_error("file", str(refused))
    context = {
        "edition": found,
        "kind": SheetKind(what),
        "form": form,
        "plans": fields_for(found, what, found.stages.filter(criteria__isnull=False).first()),
        "past": found.imports.filter(what=what).select_related("file", "made_by", "stage")[:20],
    }
    return render(request, "kipp/sheets/start.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, edition: str, what: str, pk: int) -> HttpResponse:
    """Which column holds what, guessed and open to change."""
    sheet = _sheet(request, edition, what, pk)
    table = table_of(sheet)
    form = MappingForm(request.POST or None, sheet=sheet, columns=table.columns)
    if request.method == "POST" and form.is_valid():
        try:
            choose_columns(sheet=sheet, mapping=form.mapping(), by=who(request), now=now())
            return redirect("kipp:import_try", edition=edition, what=what, pk=pk)
        except ImportRefused as refused:
            form.add_error(None, str(refused))
    first = [(row.number, [row[column] for column in table.columns]) for row in table.rows[:5]]
    context = _context(sheet) | {
        "form": form,
        "table": table,
        "first": first,
        "notes": [explain(n) for n in table.notes],
    }
    return render(request, "kipp/sheets/columns.html", context, status=422 if form.errors else 200)


def _context(sheet: Import) -> dict[str, Any]:
    return {"edition": sheet.edition, "sheet": sheet, "kind": SheetKind(sheet.what)}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dry(request: HttpRequest, edition: str, what: str, pk: int) -> HttpResponse:
    """The dry run, every problem by row; and the button that brings the good rows in."""
    sheet = _sheet(request, edition, what, pk)
    if request.method == "POST":
        try:
            done = apply(sheet=sheet, leave_out_bad="leave_out" in request.POST, by=who(request), now=now())
            messages.success(
                request,
                _("Imported: %(new)d new, %(change)d changed, %(same)d as they were.") % done.report,
            )
            return redirect("kipp:import", edition=edition, what=what)
        except ImportRefused as refused:
            messages.error(request, str(refused))
            return redirect("kipp:import_try", edition=edition, what=what, pk=pk)
    if not sheet.is_waiting:
        return redirect("kipp:import", edition=edition, what=what)
    found = try_dry(sheet, now())
    context = _context(sheet) | {
        "found": found,
        "problems": found.problems[:SHOWN],
        "planned": found.planned[:SHOWN],
        "new": found.count("new"),
        "change": found.count("change"),
        "same": found.count("same"),
        "lacks_columns": any(problem.row == 0 for problem in found.problems),
    }
    return render(request, "kipp/sheets/dry.html", context)


@login_required
@require_safe
def problems(request: HttpRequest, edition: str, what: str, pk: int, form: str) -> HttpResponse:
    """The problems of the dry run as a sheet, to work through beside the original."""
    sheet = _sheet(request, edition, what, pk)
    rows = [[problem.row or "", problem.column, problem.sentence] for problem in try_dry(sheet, now()).problems]
    return _send(Sheet(_("Problems"), [_("Row"), _("Column"), _("Problem")], rows), f"{edition}-{what}-masalah", form)


@login_required
@require_POST
def put_aside(request: HttpRequest, edition: str, what: str, pk: int) -> HttpResponse:
    """Drop the sheet; nothing of it came in."""
    try:
        drop(sheet=_sheet(request, edition, what, pk), by=who(request), now=now())
        messages.info(request, _("The sheet was put aside. Nothing of it came in."))
    except ImportRefused as refused:
        messages.error(request, str(refused))
    return redirect("kipp:import", edition=edition, what=what)


@login_required
@require_safe
def template(request: HttpRequest, edition: str, what: str) -> HttpResponse:
    """An empty sheet with the right headings."""
    found = _organised(request, edition, what)
    stage = found.stages.filter(criteria__isnull=False).first()
    headings = [str(plan.title) for plan in fields_for(found, what, stage)]
    return _send(Sheet(str(SheetKind(what).label), headings, []), f"{edition}-{what}-contoh", "xlsx")


@require_safe
def export(request: HttpRequest, edition: str, what: str, form: str) -> HttpResponse:
    """One table of the edition as Excel or CSV, proposals as the list was filtered; 404 for whoever may not have it."""
    found = get_object_or_404(Edition, slug=edition)
    stage = found.stages.filter(key=request.GET.get("tahap", "")).first()
    track = found.tracks.filter(key=request.GET.get("jalur", "")).first()
    if what not in TABLES or not may_export(who(request), found, what, stage, now()):
        raise Http404
    name = "-".join(filter(None, [edition, what, stage.key if stage else "", track.key if track else ""]))
    entries = listing(found, Filters.of(request.GET)) if what == "entries" else None
    wish = Wish(stage, track, entries, ConflictFilters.of(request.GET))
    return _send(TABLES[what](found, wish), name, form)
