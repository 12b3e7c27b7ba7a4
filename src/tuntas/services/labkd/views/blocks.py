"""Numbers: blocks taken in advance and reconciled afterwards, and classification codes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tuntas.documents.actions import CannotEnd
from tuntas.documents.terms import Status
from tuntas.kernel.clock import wib_date
from tuntas.residents.actions import NoGround, NotAllowed
from tuntas.residents.models import Resident
from tuntas.services.labkd.actions import numbering
from tuntas.services.labkd.actions.refusals import LetterRefused
from tuntas.services.labkd.forms.letters import AnswersForm
from tuntas.services.labkd.forms.office import BlockForm, CodeForm, VoidForm, day_field
from tuntas.services.labkd.models import Block
from tuntas.services.labkd.queries.numbering import blocks_of, codes_at, numbers_of
from tuntas.services.labkd.rules.classification import scheme_of, subjects
from tuntas.services.labkd.rules.kinds import kind_of, kinds
from tuntas.services.labkd.rules.wording import TemplateWrong
from tuntas.services.labkd.views.desk import looked_up
from tuntas.services.labkd.views.doors import DeskRequest, in_english, leading, office, wording


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def blocks(request: DeskRequest, place: str) -> HttpResponseBase:
    """Blocks of the village; the head and the secretary take another."""
    form = BlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = numbering.reserve_block(
                place=request.place, **form.cleaned_data, by=request.user, now=request.moment
            )
        except LetterRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Numbers %(first)s to %(last)s are yours.") % vars(made))
            return redirect("labkd:letter_block", place, made.pk)
    found = list(blocks_of(request.place)[:100])
    context = {"place": request.place, "office": request.office, "form": form, "blocks": found}
    return render(request, "labkd/letters/blocks.html", context, status=422 if form.errors else 200)


def _block(request: DeskRequest, pk: int) -> Block:
    found = Block.objects.filter(pk=pk, place=request.place).select_related("place", "reserved_by").first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def block(request: DeskRequest, place: str, pk: int) -> HttpResponseBase:
    """Every number of a block: used, free or void. What was not used is given up together, with the reason."""
    found = _block(request, pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [int(one) for one in request.POST.getlist("number") if one.isdigit()]
        try:
            done = numbering.void_numbers(
                block=found, numbers=chosen, reason=form.cleaned_data["reason"], by=request.user, now=request.moment
            )
        except (LetterRefused, CannotEnd) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Given up: %(number)s.") % {"number": done})
            return redirect("labkd:letter_block", place, pk)
    rows = list(numbers_of(found))
    free = any(row.letter_id is None and row.document.status == Status.RESERVED for row in rows)
    context = {"place": request.place, "office": request.office, "run": found, "rows": rows}
    context |= {"form": form, "free": free}
    return render(request, "labkd/letters/block.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@office
def use(request: DeskRequest, place: str, pk: int, number: int) -> HttpResponseBase:
    """Enter a letter that was written on paper: kind, resident, then what it says."""
    found = _block(request, pk)
    row = found.numbers.select_related("document").filter(pk=number).first()
    if row is None:
        raise Http404
    if row.letter_id or row.document.status != Status.RESERVED:
        return redirect("labkd:letter_block", place, pk)
    kind = kind_of(request.POST.get("kind") or request.GET.get("jenis") or "")
    chosen = request.POST.get("resident", "")
    resident = Resident.objects.filter(key=chosen, village=request.place).first() if chosen else None
    context: dict[str, Any] = {
        "place": request.place,
        "run": found,
        "row": row,
        "kinds": list(kinds().values()),
        "kind": kind,
    }
    context |= {"resident": resident} | looked_up(request)
    if kind is not None and resident is not None:
        sent = "written" in request.POST
        form = AnswersForm(request.POST if sent else None, kind=kind, today=wib_date(request.moment))
        form.fields = {"day": day_field(_("Day on the letter")), **form.fields}
        if sent and form.is_valid():
            try:
                numbering.use_number(
                    number=row,
                    kind=kind,
                    resident=resident,
                    answers=form.answers,
                    day=form.cleaned_data["day"],
                    by=request.user,
                    now=request.moment,
                )
            except (LetterRefused, CannotEnd, TemplateWrong, NotAllowed, NoGround) as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Entered. The number is used now."))
                return redirect("labkd:letter_block", place, pk)
        context["form"] = form
    return render(request, "labkd/letters/number.html", context, status=422 if context["form"].errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@wording
def codes(request: DeskRequest, place: str) -> HttpResponse:
    """The classification of a year: the scheme's codes and the place's own."""
    today = wib_date(request.moment)
    typed = request.GET.get("tahun", "")
    year = int(typed) if typed.isdigit() and 2000 <= int(typed) <= 2100 else today.year
    form = CodeForm(request.POST or None, english=in_english(request), initial={"from_year": year})
    if request.method == "POST" and form.is_valid():
        try:
            numbering.own_code(place=request.place, **form.cleaned_data, by=request.user, now=request.moment)
        except LetterRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("labkd:letter_codes", place)
    english = in_english(request)
    names = {key: pair[1] if english else pair[0] for key, pair in subjects().items()}
    found = codes_at(request.place, year)
    context = {"place": request.place, "year": year, "scheme": scheme_of(year), "form": form}
    context |= {
        "rows": [(name, found[key]) for key, name in names.items()],
        "years": range(today.year - 3, today.year + 4),
    }
    context |= {"writes": getattr(request, "writes", False)}
    return render(request, "labkd/letters/codes.html", context, status=422 if form.errors else 200)
