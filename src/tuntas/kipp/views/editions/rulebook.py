"""The wizard: a list of pages, each a form with tables that grow by submitting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now
from tuntas.kipp.actions.editions import AlreadyPublished, EditionRefused
from tuntas.kipp.actions.rulebook import Rows, change, reword
from tuntas.kipp.forms.criterion import WordsForm, bands_of
from tuntas.kipp.forms.rulebook import MOST_ROWS, PAGES, Page, own_form, tables_of
from tuntas.kipp.models import Criterion, Edition
from tuntas.kipp.rules.publishing import problems_of
from tuntas.kipp.rules.seats import ORGANISES
from tuntas.kipp.terms import EditionStatus
from tuntas.kipp.views.doors import Visit, behind


def notes_on(edition: Edition, about: str) -> list[str]:
    """The preset's open points that belong on that page, in the reader's language."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return [note[language] for note in edition.notes if note["about"].split(".")[0] == about]


@behind(ORGANISES)
def rules(request: Visit, edition: Edition) -> HttpResponse:
    """The task list: every page, what is wrong on it, then people, preview and publishing."""
    problems: dict[str, list[Any]] = {}
    for problem in problems_of(edition):
        problems.setdefault(problem.part, []).append(problem.sentence)
    pages = [(page, problems.get(page.key, []), len(notes_on(edition, page.about))) for page in PAGES]
    return render(
        request,
        "kipp/editions/rules.html",
        {
            "edition": edition,
            "pages": pages,
            "people_problems": problems.get("orang", []),
            "count": sum(map(len, problems.values())),
            "seats": edition.seats.filter(left_at=None).count(),
            "is_draft": edition.status == EditionStatus.DRAFT,
        },
    )


@behind(ORGANISES)
def part(request: Visit, edition: Edition, part: str) -> HttpResponse:
    """One page of the rules. `more` adds a blank row and keeps what was typed; anything else saves."""
    page = next((one for one in PAGES if one.key == part), None)
    if page is None:
        raise Http404
    if edition.status != EditionStatus.DRAFT:
        return _published(request, edition)
    tables = tables_of(edition, page.key)
    if request.method != "POST":
        form, sets = own_form(edition, page.key), [table.formset(edition) for table in tables]
        return _page(request, edition, page, form, list(zip(tables, sets, strict=True)))
    more = request.POST.get("more", "")
    data = _with_row(request.POST, more) if more else request.POST
    form, sets = own_form(edition, page.key, data), [table.formset(edition, data) for table in tables]
    pairs = list(zip(tables, sets, strict=True))
    if more or not all([form is None or form.is_valid(), *[found.is_valid() for found in sets]]):
        return _page(request, edition, page, form, pairs, more)
    fields = {} if form is None else form.fields_of_edition()
    try:
        change(
            edition=edition,
            by=request.user,
            now=now(),
            seen=_number(request.POST.get("revision")),
            part=page.key,
            fields=fields,
            tables=[Rows(table.model, table.parent, found.rows()) for table, found in pairs],
        )
    except AlreadyPublished:
        return _published(request, edition)
    except EditionRefused as refused:
        messages.error(request, str(refused))
        return _page(request, edition, page, form, pairs)
    messages.success(request, _("“%(page)s” is saved.") % {"page": page.title})
    return redirect("kipp:rules", edition.slug)


@behind(ORGANISES)
def criterion(request: Visit, edition: Edition, criterion: int) -> HttpResponse:
    """The words of one criterion."""
    found = get_object_or_404(Criterion.objects.select_related("stage__edition"), pk=criterion, stage__edition=edition)
    if edition.status != EditionStatus.DRAFT:
        return _published(request, edition)
    more = request.POST.get("more", "")
    data = (_with_row(request.POST, more) if more else request.POST) if request.method == "POST" else None
    form, bands = WordsForm(data, criterion=found), bands_of(found, data)
    if data is not None and not more and form.is_valid() and bands.is_valid():
        try:
            reword(
                criterion=found,
                by=request.user,
                now=now(),
                seen=_number(request.POST.get("revision")),
                fields={**form.cleaned_data, "anchors": bands.anchors()},
            )
        except EditionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The words of “%(criterion)s” are saved.") % {"criterion": found.title})
            return redirect("kipp:rules_part", edition.slug, "penilaian")
    context = {"edition": edition, "criterion": found, "form": form, "bands": bands, "revision": edition.revision}
    return render(request, "kipp/editions/criterion.html", context)


def _page(
    request: Visit, edition: Edition, page: Page, form: Any, pairs: list[tuple[Any, Any]], grown: str = ""
) -> HttpResponse:
    wrong = [] if grown else [found for found in ([form] if form else []) if found.errors]
    context = {
        "edition": edition,
        "page": page,
        "form": form,
        "pairs": pairs,
        "notes": notes_on(edition, page.about),
        "grown": grown,
        "wrong": wrong,
        "revision": request.POST.get("revision", edition.revision),
    }
    return render(request, "kipp/editions/part.html", context)


def _published(request: Visit, edition: Edition) -> HttpResponse:
    messages.info(request, _("This edition is published. Its rules stay; only deadlines can be extended."))
    return redirect("kipp:rules", edition.slug)


def _with_row(data: QueryDict, prefix: str) -> QueryDict:
    """What was typed, with room for one more row in the table of that prefix."""
    grown = data.copy()
    name = f"{prefix}-TOTAL_FORMS"
    if name in grown:
        grown[name] = str(min(_number(grown[name]) + 1, MOST_ROWS))
    return grown


def _number(text: object) -> int:
    return int(text) if isinstance(text, str) and text.isdigit() and len(text) < 10 else 0
