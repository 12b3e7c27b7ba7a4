"""Panels: the office makes them, their jurors consolidate. The office reads no score before the lock, here neither."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.kernel.clock import now, wib_date
from tuntas.kipp.actions.panels import (
    PanelRefused,
    change_sheet,
    drop_panel,
    open_meeting,
    save_panel,
    write_record,
)
from tuntas.kipp.forms.panels import ChangeForm, PanelForm, RecordForm
from tuntas.kipp.models import Assignment, Consolidation, Edition, Panel, SheetChange, Stage
from tuntas.kipp.queries.panels import entries_by_panel, lines_of, table_of
from tuntas.kipp.queries.rubric import rubric, written
from tuntas.kipp.rules.judging import may_see_scores
from tuntas.kipp.rules.panels import can_consolidate, may_panel, may_write
from tuntas.kipp.rules.seats import CHECKS
from tuntas.kipp.terms import Seat
from tuntas.kipp.views.doors import Visit, behind, hidden_at
from tuntas.kipp.views.judging.door import JURY, STAFF, scored_stage, seat_of

READERS = frozenset({Seat.ORGANISER, Seat.SECRETARIAT, Seat.JUROR})


def _panel(stage: Stage, pk: int) -> Panel:
    panel = Panel.objects.filter(stage=stage, pk=pk).select_related("lead__person").first()
    if panel is None:
        raise Http404
    panel.stage = stage
    return panel


@behind(STAFF)
@require_safe
def panels(request: Visit, edition: Edition, stage: str) -> HttpResponse:
    """The stage's panels, their jurors and how many proposals each has."""
    here = scored_stage(edition, stage)
    lines = lines_of(here)
    context = {
        "edition": edition,
        "stage": here,
        "lines": lines,
        "may": may_panel(request.user, edition),
        "meets": can_consolidate(here, now()),
    }
    return render(request, "kipp/panels/list.html", context)


@behind(STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Visit, edition: Edition, stage: str, pk: int = 0) -> HttpResponse:
    """Make a panel, change it, or take it apart."""
    here = scored_stage(edition, stage)
    panel = _panel(here, pk) if pk else None
    form = PanelForm(request.POST or None, stage=here, panel=panel)
    if request.method == "POST":
        try:
            if panel and "drop" in request.POST:
                drop_panel(panel=panel, by=request.user, now=now())
                messages.success(request, _("The panel is taken apart; assignments stay."))
                return redirect("kipp:panels", edition.slug, stage)
            if form.is_valid():
                save_panel(stage=here, panel=panel, by=request.user, now=now(), **form.facts())
                messages.success(request, _("The panel is saved."))
                return redirect("kipp:panels", edition.slug, stage)
        except PanelRefused as error:
            form.add_error(None, str(error)) if form.is_bound and not form.errors else messages.error(
                request, str(error)
            )
    context = {"edition": edition, "stage": here, "panel": panel, "form": form}
    return render(request, "kipp/panels/edit.html", context)


@never_cache
@behind(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Visit, edition: Edition, stage: str, pk: int) -> HttpResponse:
    """The panel's table for its jurors once it meets; the record for its lead and the office."""
    here = scored_stage(edition, stage)
    panel, moment = _panel(here, pk), now()
    seat = request.juror if request.juror and panel.seats.filter(juror=request.juror).exists() else None
    office = bool(request.seats & CHECKS)
    if seat is None and not office:
        raise Http404
    meeting = panel.meetings.order_by("-opened_at", "-pk").first()
    if request.method == "POST":
        return _act(request, here, panel, meeting)
    reads = (seat is not None and meeting is not None) or may_see_scores(request.user, edition, here, moment)
    hidden = hidden_at(request, moment)
    running = meeting is not None and meeting.closed_at is None
    context = {
        "edition": edition,
        "stage": here,
        "panel": panel,
        "jurors": list(panel.seats.select_related("juror__person").order_by("juror__person__name", "pk")),
        "meeting": meeting,
        "running": running,
        "rows": table_of(panel, seat, hidden) if reads else [],
        "reads": reads,
        "count": sum(where == panel.pk for where in entries_by_panel(here).values()),
        "changes": _changes(meeting, hidden) if reads and meeting else [],
        "form": _record(meeting) if running and may_write(request.user, panel, seat) else None,
        "can_open": not running and may_panel(request.user, edition) and can_consolidate(here, moment),
        "office": office,
        "may_change": running and seat is not None and here.locked_at is None,
    }
    return render(request, "kipp/panels/show.html", context)


def _changes(meeting: Consolidation, hidden: frozenset[int]) -> list[SheetChange]:
    rows = SheetChange.objects.filter(meeting=meeting).exclude(sheet__assignment__entry__in=hidden)
    return list(rows.select_related("sheet__assignment__entry"))


def _record(meeting: Consolidation | None) -> RecordForm:
    assert meeting is not None
    start = {"held_on": meeting.held_on or wib_date(now()), "present": meeting.present, "agreed": meeting.agreed}
    return RecordForm(initial=start)


def _act(request: Visit, stage: Stage, panel: Panel, meeting: Consolidation | None) -> HttpResponse:
    """Open the consolidation, or keep (and close) its record."""
    try:
        if "open" in request.POST:
            open_meeting(panel=panel, by=request.user, now=now())
            messages.success(request, _("The consolidation is open: the panel's jurors read each other's sheets."))
        elif meeting is not None:
            form = RecordForm(request.POST)
            if form.is_valid():
                close = "close" in request.POST
                write_record(meeting=meeting, by=request.user, now=now(), close=close, **form.cleaned_data)
                messages.success(request, _("The record is closed.") if close else _("The record is saved."))
            else:
                messages.error(request, _("Write a date like 30-11-2021."))
    except PanelRefused as error:
        messages.error(request, str(error))
    return redirect("kipp:panel", stage.edition.slug, stage.key, panel.pk)


@never_cache
@behind(JURY)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Visit, edition: Edition, stage: str, pk: int, reference: str) -> HttpResponse:
    """Change the own sheet while the panel consolidates; what it said before is kept with the reason."""
    here, seat = scored_stage(edition, stage), seat_of(request, edition)
    panel = _panel(here, pk)
    meeting = panel.meetings.filter(closed_at=None).first()
    mine = Assignment.objects.filter(
        stage=here, juror=seat, entry__case__reference=reference, sheet__handed_in_at__isnull=False, removed_at=None
    ).exclude(entry__in=hidden_at(request, now()))
    assignment = mine.select_related("entry__case", "sheet").first()
    if meeting is None or assignment is None or not panel.seats.filter(juror=seat).exists():
        raise Http404
    if here.locked_at is not None:
        raise PermissionDenied(_("The scores are locked."))
    aspects = rubric(here, edition)
    start = ChangeForm.start(written(assignment), aspects)
    form = ChangeForm(request.POST or None, aspects=aspects, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            change_sheet(
                meeting=meeting,
                assignment=assignment,
                marks=form.marks,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=now(),
            )
        except PanelRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your sheet is changed; what it said before is kept."))
            return redirect("kipp:panel", edition.slug, stage, pk)
    context = {
        "edition": edition, "stage": here, "panel": panel, "entry": assignment.entry, "form": form,
        "pairs": [(one, form[f"value-{one.key}"], form[f"remark-{one.key}"]) for one in aspects],
    }  # fmt: skip
    return render(request, "kipp/panels/change.html", context)
