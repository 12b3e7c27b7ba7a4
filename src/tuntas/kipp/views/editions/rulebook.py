"""The rules of a draft edition: the list of pages, each page, what was taken out and can come back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import now
from tuntas.kipp.actions.editions import EditionRefused
from tuntas.kipp.actions.rulebook import change, restore
from tuntas.kipp.forms.rulebook import PAGES
from tuntas.kipp.models import Edition, Removal
from tuntas.kipp.queries.amendments import draft_of
from tuntas.kipp.queries.editions import rulebook_of
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.rules.charter.shape import Charter
from tuntas.kipp.rules.charter.shelves import BY_KEY
from tuntas.kipp.rules.publishing import problems_of
from tuntas.kipp.rules.seats import ORGANISES, WATCHES, may_open
from tuntas.kipp.terms import EditionStatus
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.editions.work import Work, edit_criterion, edit_part, notes_on


class Draft(Work):
    """The rules of an edition that is not published."""

    part_route = "kipp:rules_part"
    criterion_route = "kipp:rules_criterion"

    @property
    def home(self) -> str:
        return reverse("kipp:rules", args=[self.edition.slug])

    def save(self, charter: Charter, part: str, seen: int, visit: Visit) -> str:
        try:
            change(edition=self.edition, by=visit.user, now=now(), seen=seen, part=part, charter=charter)
        except EditionRefused as refused:
            return str(refused)
        return ""


@behind(ORGANISES)
def rules(request: Visit, edition: Edition) -> HttpResponse:
    """The task list: every page, what is wrong on it, then people, previews and publishing."""
    problems: dict[str, list[Any]] = {}
    for problem in problems_of(edition):
        problems.setdefault(problem.part, []).append(problem.sentence)
    pages = [(page, problems.get(page.key, []), len(notes_on(edition, page.about))) for page in PAGES]
    is_draft = edition.status == EditionStatus.DRAFT
    removed = list(edition.removals.filter(restored_at=None)[:30]) if is_draft else []
    return render(
        request,
        "kipp/editions/rules.html",
        {
            "edition": edition,
            "pages": pages,
            "people_problems": problems.get("orang", []),
            "count": sum(map(len, problems.values())),
            "seats": edition.seats.filter(left_at=None).count(),
            "is_draft": is_draft,
            "may_open": may_open(request.user, now()),
            "is_open": edition.status == EditionStatus.OPEN,
            "removed": [(one, BY_KEY[one.shelf].one) for one in removed],
            "amending": None if is_draft else draft_of(edition),
        },
    )


@behind(ORGANISES)
def part(request: Visit, edition: Edition, part: str) -> HttpResponse:
    """One page of a draft's rules."""
    if edition.status != EditionStatus.DRAFT:
        return _published(request, edition)
    return edit_part(request, _draft(edition), part)


@behind(ORGANISES)
def criterion(request: Visit, edition: Edition, stage: str, criterion: str) -> HttpResponse:
    """The words of one criterion of a draft."""
    if edition.status != EditionStatus.DRAFT:
        return _published(request, edition)
    return edit_criterion(request, _draft(edition), stage, criterion)


@behind(ORGANISES)
def restoring(request: Visit, edition: Edition, removal: int) -> HttpResponse:
    """Put a row back that was taken out."""
    found = get_object_or_404(Removal.objects.select_related("edition"), pk=removal, edition=edition)
    if request.method == "POST":
        try:
            restore(removal=found, by=request.user, now=now())
        except EditionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("“%(title)s” is back.") % {"title": found.title})
    return redirect("kipp:rules", edition.slug)


@behind(WATCHES)
def preview_juror(request: Visit, edition: Edition) -> HttpResponse:
    """What a juror will see: every scored stage with its rubric and what to read for each criterion."""
    found = rulebook_of(edition, now())
    titles = {one.key: said(one, "title") for one in edition.sections.all()}
    stages = [
        (one.stage, [(row, ", ".join(titles[key] for key in row.sections if key in titles)) for row in one.criteria])
        for one in found.scorings
    ]
    return render(request, "kipp/editions/preview_juror.html", {"edition": edition, "stages": stages})


def _draft(edition: Edition) -> Draft:
    return Draft(edition, charter_of(edition), edition.revision)


def _published(request: Visit, edition: Edition) -> HttpResponse:
    messages.info(request, _("This edition is published. Its rules change only by an amendment."))
    return redirect("kipp:rules", edition.slug)
