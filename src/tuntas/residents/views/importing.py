"""The village's spreadsheet: brought, mapped, looked at, written, undone."""

from django.contrib import messages
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.files.rules import explain
from tuntas.files.sheets import Sheet, SheetRefused, write_xlsx
from tuntas.residents.actions import Refused
from tuntas.residents.actions.importing import bring, check, columns_of, drop, map_columns, with_findings
from tuntas.residents.actions.writing import undo, write
from tuntas.residents.forms.sheets import MappingForm, SheetForm
from tuntas.residents.models import Import
from tuntas.residents.queries.register import imports_of
from tuntas.residents.terms import RowFate
from tuntas.residents.views.doors import KeeperRequest, keeper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REMEMBERED = 600  # seconds


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def sheets(request: KeeperRequest) -> HttpResponse:
    """The village's spreadsheets, and bringing another."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["sheet"]
        try:
            made, notes = bring(
                place=request.place, data=given.read(), name=given.name, by=request.user, now=request.moment
            )
        except SheetRefused as refused:
            form.add_error("sheet", explain(refused))
        else:
            for note in notes:
                messages.info(request, explain(note))
            return redirect("residents:mapping", request.place.code, made.key)
    page = Paginator(imports_of(request.place), 25).get_page(request.GET.get("page"))
    context = {"place": request.place, "form": form, "page": page}
    return render(request, "residents/sheets.html", context, status=422 if form.errors else 200)


def _sheet(request: KeeperRequest, key: str) -> Import:
    return get_object_or_404(Import.objects.select_related("village"), village=request.place, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def mapping(request: KeeperRequest, key: str) -> HttpResponse:
    """Which column holds what; kept for the village's next spreadsheet."""
    sheet = _sheet(request, key)
    if sheet.sealed is None:
        return redirect("residents:sheet", request.place.code, key)
    form = MappingForm(request.POST or None, columns=columns_of(sheet), mapping=sheet.mapping)
    if request.method == "POST" and form.is_valid():
        try:
            map_columns(sheet=sheet, mapping=form.chosen(), by=request.user, now=request.moment)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("residents:sheet", request.place.code, key)
    context = {"place": request.place, "sheet": sheet, "form": form}
    return render(request, "residents/mapping.html", context, status=422 if form.errors else 200)


@require_safe
@keeper
def sheet(request: KeeperRequest, key: str) -> HttpResponse:
    """The dry run: what every row would do; or what became of the spreadsheet."""
    found = _sheet(request, key)
    if found.sealed is None:
        return render(request, "residents/sheet_done.html", {"place": request.place, "sheet": found})
    results = check(sheet=found, by=request.user, now=request.moment)
    only = request.GET.get("baris", "")
    shown = [result for result in results if (only == "" and result.findings) or result.fate == only]
    fates = [(fate, found.counts[fate]) for fate in RowFate]
    context = {
        "place": request.place,
        "sheet": found,
        "fates": fates,
        "remarks": found.counts["remarks"],
        "page": Paginator(shown, 50).get_page(request.GET.get("page")),
        "only": only,
        "writable": found.counts[RowFate.NEW] + found.counts[RowFate.CHANGES],
    }
    return render(request, "residents/sheet.html", context)


@require_safe
@keeper
def left_out(request: KeeperRequest, key: str) -> HttpResponse:
    """The rows with remarks as a spreadsheet, to be set right and brought again."""
    found = _sheet(request, key)
    try:
        columns, rows = with_findings(sheet=found, by=request.user, now=request.moment)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("residents:sheet", request.place.code, key)
    data = write_xlsx([Sheet(_("Rows to set right"), columns, rows)])
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="baris-{key[:6]}.xlsx"'
    return response


@require_POST
@keeper
def writing(request: KeeperRequest, key: str) -> HttpResponse:
    """Write all good rows, or none if anything fails."""
    found = _sheet(request, key)
    changes = request.POST.get("changes") == "1"

    def tell(done: int, total: int) -> None:
        cache.set(_remembered(found), [done, total], REMEMBERED)

    try:
        write(sheet=found, by=request.user, now=request.moment, changes=changes, tell=tell)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The spreadsheet stands in the register."))
    return redirect("residents:sheet", request.place.code, key)


def _remembered(sheet: Import) -> str:
    return f"residents.import.{sheet.pk}"


@require_safe
@keeper
def progress(request: KeeperRequest, key: str) -> JsonResponse:
    """How far writing has come, for the script that shows it."""
    done, total = cache.get(_remembered(_sheet(request, key)), [0, 0])
    return JsonResponse({"done": done, "total": total})


@require_POST
@keeper
def undoing(request: KeeperRequest, key: str) -> HttpResponse:
    """Take back what the spreadsheet wrote."""
    try:
        taken, kept = undo(sheet=_sheet(request, key), by=request.user, now=request.moment)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = {"taken": taken, "kept": kept}
        messages.success(
            request, _("%(taken)s records taken back; %(kept)s stay because they were used since.") % words
        )
    return redirect("residents:sheets", request.place.code)


@require_POST
@keeper
def dropping(request: KeeperRequest, key: str) -> HttpResponse:
    """Throw a spreadsheet away that was not written."""
    drop(sheet=_sheet(request, key), by=request.user, now=request.moment)
    messages.success(request, _("Thrown away. Nothing was written."))
    return redirect("residents:sheets", request.place.code)
