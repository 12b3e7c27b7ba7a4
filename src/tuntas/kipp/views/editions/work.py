"""Editing a page of rules, whichever rules they are: a draft edition's own, or what an amendment would make of them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tuntas.kernel.text import whole_number
from tuntas.kipp.forms.criterion import WordsForm, bands_of
from tuntas.kipp.forms.rows import RowSet
from tuntas.kipp.forms.rulebook import MOST_ROWS, PAGES, Page, Table, own_form, tables_of
from tuntas.kipp.models import Edition
from tuntas.kipp.rules.charter.editing import GoneMeanwhile, with_facts, with_rows
from tuntas.kipp.rules.charter.reading import rows_of
from tuntas.kipp.rules.charter.shape import Charter
from tuntas.kipp.rules.charter.stages import CRITERIA
from tuntas.kipp.views.doors import Visit

Pairs = list[tuple[Table, RowSet]]


@dataclass(frozen=True)
class Work(ABC):
    """The rules being edited. `revision` is what a page is made from; addresses by name follow."""

    edition: Edition
    charter: Charter
    revision: int

    part_route = ""
    criterion_route = ""
    is_amendment = False

    @property
    @abstractmethod
    def home(self) -> str:
        """Where the list of pages is."""

    @abstractmethod
    def save(self, charter: Charter, part: str, seen: int, visit: Visit) -> str:
        """Keep the charter; the sentence that refuses it, or nothing."""


def notes_on(edition: Edition, about: str) -> list[str]:
    """The preset's open points that belong on that page, in the reader's language."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return [note[language] for note in edition.notes if note["about"].split(".")[0] == about]


def edit_part(request: Visit, work: Work, part: str) -> HttpResponse:
    """One page of the rules. Buttons that add, move or count show the page again with everything typed; `sure` is
    asked for before rows are taken out."""
    page = next((one for one in PAGES if one.key == part), None)
    if page is None:
        raise Http404
    tables = tables_of(work.charter, page.key)
    if request.method != "POST":
        form, sets = own_form(work.charter, page.key), [table.formset(work.charter) for table in tables]
        return _page(request, work, page, form, list(zip(tables, sets, strict=True)))
    data, redraw = _redrawn(request.POST)
    form, sets = own_form(work.charter, page.key, data), [table.formset(work.charter, data) for table in tables]
    pairs = list(zip(tables, sets, strict=True))
    if redraw or not all([form is None or form.is_valid(), *[one.is_valid() for one in sets]]):
        return _page(request, work, page, form, pairs, grown=redraw)
    if "sure" not in request.POST and (leaving := _leaving(work.charter, pairs)):
        return _page(request, work, page, form, pairs, grown=True, leaving=leaving)
    try:
        charter = with_facts(work.charter, form.said()) if form else work.charter
        for table, rows in pairs:
            charter = with_rows(charter, table.shelf, rows.rows(), table.stage)
    except GoneMeanwhile:
        refused = _("A row on this page is no longer there. Open the page again.")
    else:
        refused = work.save(charter, page.key, number(request.POST.get("revision")), request)
    if refused:
        messages.error(request, refused)
        return _page(request, work, page, form, pairs)
    messages.success(request, _("“%(page)s” is saved.") % {"page": page.title})
    return redirect(work.home)


def edit_criterion(request: Visit, work: Work, stage: str, criterion: str) -> HttpResponse:
    """The words of one criterion: question, sections to read, bands."""
    row = next((one for one in rows_of(work.charter, CRITERIA, stage) if one["key"] == criterion), None)
    if row is None:
        raise Http404
    more = request.POST.get("more", "")
    data = (_with_row(request.POST, more) if more else request.POST) if request.method == "POST" else None
    form, bands = WordsForm(data, criterion=row, charter=work.charter), bands_of(row, data)
    if data is not None and not more and form.is_valid() and bands.is_valid():
        wanted = [{"id": criterion, **form.said(), "anchors": bands.anchors()}]
        charter = with_rows(work.charter, CRITERIA, wanted, stage)
        refused = work.save(charter, "rubrik", number(request.POST.get("revision")), request)
        if not refused:
            messages.success(request, _("The words of “%(criterion)s” are saved.") % {"criterion": row["title"]})
            return redirect(reverse(work.part_route, args=[work.edition.slug, "penilaian"]))
        messages.error(request, refused)
    context = {
        "edition": work.edition,
        "work": work,
        "criterion": row,
        "form": form,
        "bands": bands,
        "revision": request.POST.get("revision", work.revision),
    }
    return render(request, "kipp/editions/criterion.html", context)


def _page(
    request: Visit,
    work: Work,
    page: Page,
    form: Any,
    pairs: Pairs,
    *,
    grown: bool = False,
    leaving: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "edition": work.edition,
        "work": work,
        "page": page,
        "form": form,
        "pairs": pairs,
        "notes": notes_on(work.edition, page.about),
        "grown": grown,
        "leaving": leaving,
        "revision": request.POST.get("revision", work.revision),
    }
    return render(request, "kipp/editions/part.html", context)


def _leaving(charter: Charter, pairs: Pairs) -> list[tuple[str, str]]:
    """Titles of the rows that are to be taken out, with what goes with them."""
    found = []
    for table, rows in pairs:
        for form in rows.leaving():
            key = form.cleaned_data["id"]
            hanging = _hanging(charter, table, key)
            words = ngettext("with %(n)s row that hangs on it", "with %(n)s rows that hang on it", hanging)
            found.append((str(form.initial.get("label") or key), words % {"n": hanging} if hanging else ""))
    return found


def _hanging(charter: Charter, table: Table, key: str) -> int:
    if table.shelf.key == "groups":
        return sum(row["group"] == key for row in [*charter["sections"], *charter["requirements"]])
    return len(rows_of(charter, CRITERIA, key)) if table.shelf.key == "stages" else 0


def _redrawn(data: QueryDict) -> tuple[QueryDict, bool]:
    """What was typed, with a row more or two rows exchanged; and whether the page is only shown again."""
    if more := data.get("more", ""):
        return _with_row(data, more), True
    if move := data.get("move", ""):
        return _with_move(data, move), True
    return data, "count" in data


def _with_row(data: QueryDict, prefix: str) -> QueryDict:
    """Room for one more row in the table of that prefix."""
    grown = data.copy()
    name = f"{prefix}-TOTAL_FORMS"
    if name in grown:
        grown[name] = str(min(number(grown[name]) + 1, MOST_ROWS))
    return grown


def _with_move(data: QueryDict, move: str) -> QueryDict:
    """The row `PREFIX-NUMBER-up` (or `-down`) exchanged with its neighbour in the order that is typed."""
    moved = data.copy()
    prefix, _dash, rest = move.rpartition("-")
    prefix, _dash, at = prefix.rpartition("-")
    count = min(number(data.get(f"{prefix}-TOTAL_FORMS")), MOST_ROWS)
    order = sorted(range(count), key=lambda one: number(data.get(f"{prefix}-{one}-order")) or 9999)
    if whole_number(at) not in order:
        return moved
    place = order.index(int(at))
    other = place - 1 if rest == "up" else place + 1
    if 0 <= other < count:
        order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order, 1):
        moved[f"{prefix}-{one}-order"] = str(position)
    return moved


def number(text: object) -> int:
    """A whole number from a form; 0 for anything else."""
    return (whole_number(text) if isinstance(text, str) else None) or 0
