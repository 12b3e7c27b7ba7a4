"""What each juror knows well: the organiser's table and form, and the juror's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import now
from tuntas.kipp.actions.competences import CompetenceRefused, propose, state, take_over
from tuntas.kipp.forms.assigning import CompetenceForm
from tuntas.kipp.models import Edition, SeatHolder
from tuntas.kipp.queries.competences import Cell, categories_of, levels_of, table_of_competences
from tuntas.kipp.rules.seats import ORGANISES
from tuntas.kipp.terms import Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.judging.door import JURY, seat_of


@never_cache
@require_safe
@behind(ORGANISES)
def show(request: Visit, edition: Edition) -> HttpResponse:
    """All jurors and all categories."""
    categories, lines = table_of_competences(edition)
    context = {"edition": edition, "categories": categories, "lines": lines}
    return render(request, "kipp/assigning/competences.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@behind(ORGANISES)
def one(request: Visit, edition: Edition, holder: int) -> HttpResponse:
    """One juror's levels; or all of the juror's own proposals taken over at once."""
    found = get_object_or_404(
        SeatHolder.objects.select_related("person", "edition"),
        pk=holder,
        edition=edition,
        seat=Seat.JUROR,
        left_at=None,
    )
    known = levels_of(found)
    form = _form(request, edition, {category: int(cell.level) for category, cell in known.items()})
    try:
        if request.method == "POST" and "take_over" in request.POST:
            take_over(holder=found, by=request.user, now=now())
            messages.success(request, _("What the juror proposed counts now."))
            return redirect("kipp:competences", edition.slug)
        if request.method == "POST" and form.is_valid():
            state(holder=found, levels=form.levels, by=request.user, now=now())
            messages.success(request, _("Kept."))
            return redirect("kipp:competences", edition.slug)
    except CompetenceRefused as refused:
        form.add_error(None, str(refused))
    context = {"edition": edition, "holder": found, "form": form, "proposed": _proposed(edition, known)}
    return render(request, "kipp/assigning/competence.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@behind(JURY)
def mine(request: Visit, edition: Edition) -> HttpResponse:
    """The juror says what they know well; the organiser takes it over."""
    seat = seat_of(request, edition)
    known = levels_of(seat)
    start = {pk: int(cell.level if cell.proposed is None else cell.proposed) for pk, cell in known.items()}
    form = _form(request, edition, start)
    if request.method == "POST" and form.is_valid():
        try:
            waiting = propose(holder=seat, levels=form.levels, by=request.user, now=now())
        except CompetenceRefused as refused:
            form.add_error(None, str(refused))
        else:
            said_ = _("Thank you. The organiser will look at it.") if waiting else _("Kept.")
            messages.success(request, said_)
            return redirect("kipp:my_competences", edition.slug)
    context = {"edition": edition, "form": form, "proposed": _proposed(edition, known)}
    return render(request, "kipp/assigning/my_competences.html", context, status=422 if form.errors else 200)


def _form(request: Visit, edition: Edition, start: dict[int, int]) -> CompetenceForm:
    categories = categories_of(edition)
    return CompetenceForm(
        request.POST or None,
        categories=categories,
        titles=[said(category, "title") for category in categories],
        initial={f"category-{pk}": level for pk, level in start.items()},
    )


def _proposed(edition: Edition, known: dict[int, Cell]) -> list[tuple[str, str, str]]:
    """Category, what is stated, what the juror proposes; only where something waits."""
    return [
        (said(category, "title"), str(cell.level.label), str(cell.proposed.label))
        for category in categories_of(edition)
        if (cell := known.get(category.pk)) and cell.proposed is not None
    ]
