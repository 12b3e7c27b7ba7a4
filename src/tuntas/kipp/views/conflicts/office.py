"""The edition's conflicts: the list, one of them with its evidence and decisions, and one added by hand."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.kernel.clock import now
from tuntas.kipp.actions.conflicts import ConflictRefused, add_by_hand, confirm, dismiss, recompute
from tuntas.kipp.actions.rulings import rule_on_scores
from tuntas.kipp.forms.conflicts import DecisionForm, HandForm, RulingForm
from tuntas.kipp.models import Conflict, Edition, Entry
from tuntas.kipp.queries.conflict_list import ENDED, Filters, conflicts, has_sheets, in_words, tally
from tuntas.kipp.queries.meetings import seated_jurors
from tuntas.kipp.rules.seats import CHECKS, ORGANISES
from tuntas.kipp.terms import ConflictKind, ConflictState, ScoresRuling
from tuntas.kipp.views.doors import Visit, behind

PAGE = 50
TONES = {"found": "wait", "dismissed": "none", "confirmed": "bad", "recused": "info"}


@never_cache
@require_safe
@behind(CHECKS)
def show(request: Visit, edition: Edition) -> HttpResponse:
    """Every conflict that stands, loud ones first; filters by kind, state and juror."""
    filters = Filters.of(request.GET)
    page = Paginator(conflicts(edition, filters), PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    words, counts = in_words(rows), tally(edition)
    context = {
        "edition": edition,
        "page": page,
        "rows": [(row, words[row.pk], TONES[row.state]) for row in rows],
        "filters": filters,
        "kinds": ConflictKind.choices,
        "states": [*ConflictState.choices, (ENDED, _("Evidence gone"))],
        "tally": counts,
        "found": counts.states.get(ConflictState.FOUND, 0),
        "unstated": [name for _pk, name, _count, stated in counts.jurors if not stated],
        "organises": bool(request.seats & ORGANISES),
    }
    return render(request, "kipp/conflicts/list.html", context)


@require_POST
@behind(ORGANISES)
def again(request: Visit, edition: Edition) -> HttpResponse:
    """Looks for every conflict again."""
    count = recompute(edition=edition, by=request.user, now=now())
    said = _("%(found)d new, %(again)d back with new evidence, %(ended)d without evidence now.") % {
        "found": count.found,
        "again": count.again,
        "ended": count.ended,
    }
    messages.success(request, said if count.changed else _("Looked again: nothing has changed."))
    return redirect("kipp:conflicts", edition.slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind(CHECKS)
def one(request: Visit, edition: Edition, pk: int) -> HttpResponse:
    """One conflict: what shows it, what became of it, and for organisers the decisions."""
    rows = Conflict.objects.select_related(
        "juror__person", "juror__edition", "entry__case", "entry__organisation__place", "decided_by", "scores_by"
    )
    found = get_object_or_404(rows, pk=pk, juror__edition=edition)
    organises = bool(request.seats & ORGANISES)
    act = request.POST.get("part", "")
    decision = DecisionForm(request.POST if act == "decision" else None)
    ruling = RulingForm(request.POST if act == "ruling" else None, initial={"ruling": found.scores})
    if request.method == "POST":
        if not organises:
            raise PermissionDenied
        asked = decision if act == "decision" else ruling
        if asked.is_valid():
            try:
                messages.success(request, _decide(request, found, act, asked.cleaned_data))
                return redirect("kipp:conflict", edition.slug, found.pk)
            except ConflictRefused as refused:
                asked.add_error("reason", str(refused))
    active = found.entry.assignments.filter(juror=found.juror, removed_at=None).select_related("stage")
    context = {
        "edition": edition,
        "conflict": found,
        "evidence": in_words([found])[found.pk],
        "tone": TONES[found.state],
        "assigned": list(active),
        "scored": has_sheets(found),
        "decision": decision,
        "ruling": ruling,
        "organises": organises,
    }
    return render(request, "kipp/conflicts/one.html", context, status=422 if decision.errors or ruling.errors else 200)


def _decide(request: Visit, found: Conflict, act: str, data: dict[str, Any]) -> str:
    """Carry out what was chosen; the sentence that says so."""
    given: dict[str, Any] = {"conflict": found, "reason": data["reason"], "by": request.user, "now": now()}
    if act == "ruling":
        rule_on_scores(ruling=ScoresRuling(data["ruling"]), **given)
        return _("The decision about the scores is on record.")
    if data["act"] == "confirm":
        confirm(**given)
        return _("Confirmed. The proposal is off this juror's desk.")
    dismiss(**given)
    return _("Dismissed. The juror may be given this proposal again.")


@require_http_methods(["GET", "HEAD", "POST"])
@behind(ORGANISES)
def add(request: Visit, edition: Edition) -> HttpResponse:
    """A conflict an organiser knows of."""
    form = HandForm(request.POST or None, jurors=seated_jurors(edition))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        entry = Entry.objects.filter(edition=edition, case__reference=data["reference"], number__isnull=False).first()
        if entry is None:
            form.add_error("reference", _("This edition has no proposal of that reference."))
        else:
            try:
                made = add_by_hand(
                    juror=data["juror"], entry=entry, evidence=data["evidence"], by=request.user, now=now()
                )
                messages.success(request, _("The conflict is on record. The proposal is off this juror's desk."))
                return redirect("kipp:conflict", edition.slug, made.pk)
            except ConflictRefused as refused:
                form.add_error(None, str(refused))
    context = {"edition": edition, "form": form}
    return render(request, "kipp/conflicts/add.html", context, status=422 if form.errors else 200)
