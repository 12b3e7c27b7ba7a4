"""The organiser's board, moving a deadline, reminding people of drafts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.kernel.clock import now
from tuntas.kipp.actions.calendar import CalendarRefused, extend, nudge
from tuntas.kipp.forms.editions import ExtendForm
from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.queries.board import board_of
from tuntas.kipp.queries.conflict_list import loud
from tuntas.kipp.queries.drafts import draft_table, with_reminders
from tuntas.kipp.queries.late import conflict_steps, late_things, next_steps
from tuntas.kipp.rules.calendar import has_closed
from tuntas.kipp.rules.seats import CHECKS, ORGANISES, WATCHES
from tuntas.kipp.terms import EditionStatus, StageKind
from tuntas.kipp.views.doors import Visit, behind

PER_PAGE = 50


@behind(WATCHES)
def board(request: Visit, edition: Edition) -> HttpResponse:
    """The edition as a timeline, the funnel, what is late, drafts, progress of judging."""
    moment = now()
    whole = board_of(edition, moment)
    pages = Paginator(draft_table(edition), PER_PAGE)
    pages.count = whole.total.open  # the funnel has counted them
    page = pages.get_page(request.GET.get("page"))
    registration = whole.milestone(StageKind.REGISTRATION)
    may_nudge = bool(
        request.seats & CHECKS
        and edition.status == EditionStatus.OPEN
        and registration
        and not has_closed(registration.stage, moment)
    )
    link = reverse("kipp:mine", args=[edition.slug])
    return render(
        request,
        "kipp/editions/board.html",
        {
            "edition": edition,
            "board": whole,
            "page": page,
            "drafts": with_reminders(page.object_list, link, moment),
            "late": [*conflict_steps(loud(edition)), *late_things(edition, whole, moment)],
            "steps": [step for step in next_steps(edition, whole, moment) if step.seats & request.seats],
            "organises": bool(request.seats & ORGANISES),
            "checks": bool(request.seats & CHECKS),
            "may_nudge": may_nudge,
            "is_draft": edition.status == EditionStatus.DRAFT,
        },
    )


@behind(ORGANISES)
def extending(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """A new closing time with its reason; shown once more before it is made public."""
    found = get_object_or_404(Stage, edition=edition, key=stage)
    if found.closes_at is None or edition.status != EditionStatus.OPEN or found.locked_at:
        messages.info(request, _("This deadline cannot be extended now."))
        return redirect("kipp:board", edition.slug)
    form = ExtendForm(request.POST or None, initial={"closes_at": found.closes_at, "seen": found.closes_at.isoformat()})
    sure, overtaken = False, []
    if request.method == "POST" and form.is_valid() and "edit" not in request.POST:
        data = form.cleaned_data
        if data["closes_at"] <= found.closes_at:
            form.add_error("closes_at", _("The new closing time must be later than the present one."))
        elif data["closes_at"] <= now():
            form.add_error("closes_at", _("The new closing time must lie in the future."))
        elif "sure" in request.POST:
            try:
                extend(stage=found, by=request.user, now=now(), **data)
            except CalendarRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("The deadline is extended and the reason is public."))
                return redirect("kipp:board", edition.slug)
        else:
            sure = True
            overtaken = list(
                edition.stages.filter(order__gt=found.order, opens_at__lte=data["closes_at"]).exclude(pk=found.pk)
            )
    context = {"edition": edition, "stage": found, "form": form, "sure": sure, "overtaken": overtaken}
    return render(request, "kipp/editions/extend.html", context)


@behind(CHECKS)
def nudging(request: Visit, edition: Edition) -> HttpResponse:
    """Remind the holders of all drafts, or of the one whose reference is posted."""
    if request.method != "POST":
        return redirect("kipp:board", edition.slug)
    entry = None
    if reference := request.POST.get("entry"):
        entry = get_object_or_404(edition.entries.select_related("case"), case__reference=reference)
    try:
        told = nudge(edition=edition, by=request.user, now=now(), entry=entry)
    except CalendarRefused as refused:
        messages.error(request, str(refused))
    else:
        if told:
            messages.success(
                request, ngettext("%(n)s person was reminded.", "%(n)s people were reminded.", told) % {"n": told}
            )
        else:
            messages.info(request, _("Everybody with a draft has been reminded today already."))
    return redirect("kipp:board", edition.slug)
