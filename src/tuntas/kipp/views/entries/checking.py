"""The administrative check: the queue and the desk for one entry."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.casework.actions import MoveRefused
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import now as clock_now
from tuntas.kipp.actions.checking import (
    CheckRefused,
    ask_repair,
    fail_check,
    pass_check,
    prolong_repair,
    reopen,
    save_checks,
)
from tuntas.kipp.flow import ENTRY
from tuntas.kipp.forms.entries import CheckForm
from tuntas.kipp.models import Edition, Entry
from tuntas.kipp.queries.duplicates import side_by_side, texts_of, twins_of
from tuntas.kipp.queries.entries import entry_by, proposal
from tuntas.kipp.queries.hints import hints_of
from tuntas.kipp.queries.listing import counts_of, in_check
from tuntas.kipp.rules.entries import NOT_YET_SENT
from tuntas.kipp.terms import EntryStage, Seat
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.entries.access import asking
from tuntas.kipp.views.entries.listing import OFFICE

PAGE = 50
CHECKED = (EntryStage.PASSED, EntryStage.FAILED)


@behind(OFFICE)
@require_safe
def queue(request: Visit, edition: Edition) -> HttpResponse:
    """Entries waiting for the check, longest waiting first; progress over all that were handed in."""
    counts = {key: count for key, _name, count in counts_of(edition)}
    sent = sum(n for key, n in counts.items() if key not in (*NOT_YET_SENT, EntryStage.WITHDRAWN))
    page = Paginator(in_check(edition), PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "page": page,
        "items": edition.check_items.count(),
        "waiting": counts.get(EntryStage.SUBMITTED, 0),
        "repair": counts.get(EntryStage.REPAIR, 0),
        "failed": counts.get(EntryStage.FAILED, 0),
        "sent": sent,
        "decided": sent - counts.get(EntryStage.SUBMITTED, 0) - counts.get(EntryStage.REPAIR, 0),
        "now": clock_now(),
    }
    return render(request, "kipp/entries/queue.html", context)


@behind(OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Visit, edition: Edition, reference: str) -> HttpResponse:
    """Proposal beside checklist; hints, twins, and the decision."""
    try:
        entry = entry_by(edition.slug, reference)
    except Entry.DoesNotExist:
        raise Http404 from None
    if entry.submitted_at is None:
        raise Http404
    items = list(edition.check_items.all())
    if request.method != "POST":
        return _desk(request, entry, CheckForm(items=items, initial=_initial(entry)))
    form = CheckForm(request.POST, items=items)
    if not form.is_valid():
        return _desk(request, entry, form, status=422)
    act = ACTS.get(request.POST.get("act", "save"))
    if act is None:
        return _desk(request, entry, form, status=400)
    try:
        return act(request, entry, form)
    except (CheckRefused, MoveRefused) as refused:
        form.add_error(None, str(refused))
        return _desk(request, entry, form, status=422)


def _initial(entry: Entry) -> dict[str, str]:
    found = {}
    for line in entry.checks.all():
        found[f"verdict-{line.item_id}"] = "pass" if line.passed else "fail"
        found[f"remark-{line.item_id}"] = line.remark
    return found


def _desk(request: Visit, entry: Entry, form: CheckForm, status: int = 200) -> HttpResponse:
    read, twins = proposal(entry), twins_of(entry)
    beside, other = _compared(request, entry, twins)
    following = in_check(entry.edition).exclude(pk=entry.pk).first()
    seats = request.seats
    stage = entry.case.stage
    context: dict[str, Any] = {
        "edition": entry.edition,
        "entry": entry,
        "proposal": read,
        "form": form,
        "lines": form.lines(),
        "hints": hints_of(entry, read, twins),
        "twins": twins,
        "beside": beside,
        "other": other,
        "following": following,
        "checks": list(entry.checks.select_related("item", "by").order_by("item__order", "item_id")),
        "open": stage == EntryStage.SUBMITTED,
        "stage_name": ENTRY.stage(stage).name,
        "repairing": stage == EntryStage.REPAIR,
        "may_reopen": stage in CHECKED and Seat.ORGANISER in seats,
        "last": entry.case.steps.select_related("by").order_by("number").last(),
        "versions": entry.versions.exclude(move="hand_over").count(),
    }
    return render(request, "kipp/entries/check.html", context, status=status)


def _compared(request: Visit, entry: Entry, twins: list[Any]) -> tuple[list[Any], Any]:
    """The texts laid side by side with the twin the address names; only a shown twin can be named."""
    wanted = request.GET.get("banding", "")
    twin = next((twin for twin in twins if wanted and wanted in (twin.reference, twin.slug)), None)
    if twin is None:
        return [], None
    other: Entry | Innovation | None
    if twin.entry_id:
        other = Entry.objects.filter(pk=twin.entry_id).first()
    else:
        other = Innovation.objects.filter(slug=twin.slug).first()
    return (side_by_side(texts_of(entry, other)), twin) if other else ([], None)


def _onward(entry: Entry) -> HttpResponse:
    """To the next entry that waits, or to the queue when none does."""
    following = in_check(entry.edition).exclude(pk=entry.pk).first()
    if following:
        return HttpResponseRedirect(reverse("kipp:check_entry", args=[entry.edition.slug, following.case.reference]))
    return HttpResponseRedirect(reverse("kipp:check", args=[entry.edition.slug]))


def _here(entry: Entry) -> HttpResponse:
    return HttpResponseRedirect(reverse("kipp:check_entry", args=[entry.edition.slug, entry.case.reference]))


def _save(request: Visit, entry: Entry, form: CheckForm) -> HttpResponse:
    save_checks(entry=entry, verdicts=form.verdicts(), by=asking(request), now=clock_now())
    messages.success(request, _("Saved."))
    return _here(entry)


def _pass(request: Visit, entry: Entry, form: CheckForm) -> HttpResponse:
    now = clock_now()
    save_checks(entry=entry, verdicts=form.verdicts(), by=asking(request), now=now)
    pass_check(entry=entry, by=asking(request), now=now)
    messages.success(request, _("Passed: %(title)s") % {"title": entry.title})
    return _onward(entry)


def _repair(request: Visit, entry: Entry, form: CheckForm) -> HttpResponse:
    now = clock_now()
    save_checks(entry=entry, verdicts=form.verdicts(), by=asking(request), now=now)
    ask_repair(entry=entry, words=form.cleaned_data["words"], by=asking(request), now=now)
    messages.success(request, _("Returned for repair: %(title)s") % {"title": entry.title})
    return _onward(entry)


def _fail(request: Visit, entry: Entry, form: CheckForm) -> HttpResponse:
    now = clock_now()
    if entry.case.stage == EntryStage.SUBMITTED:
        save_checks(entry=entry, verdicts=form.verdicts(), by=asking(request), now=now)
        if not entry.checks.filter(passed=False).exists():
            raise CheckRefused(_("Mark first which line of the checklist has failed."))
    if "sure" not in request.POST:
        fresh = entry_by(entry.edition.slug, entry.case.reference)
        context = {
            "edition": entry.edition,
            "entry": fresh,
            "failed": fresh.checks.filter(passed=False).select_related("item").order_by("item__order", "item_id"),
            "words": form.cleaned_data["words"],
            "hidden": [pair for pair in request.POST.items() if pair[0].startswith(("verdict-", "remark-"))],
        }
        return render(request, "kipp/entries/fail.html", context)
    fail_check(entry=entry, words=form.cleaned_data["words"], by=asking(request), now=now)
    messages.success(request, _("Failed: %(title)s") % {"title": entry.title})
    return _onward(entry)


def _prolong(request: Visit, entry: Entry, form: CheckForm) -> HttpResponse:
    prolong_repair(entry=entry, words=form.cleaned_data["words"], by=asking(request), now=clock_now())
    messages.success(request, _("More time was given."))
    return _here(entry)


def _reopen(request: Visit, entry: Entry, form: CheckForm) -> HttpResponse:
    reopen(entry=entry, reason=form.cleaned_data["words"], by=asking(request), now=clock_now())
    messages.success(request, _("The check is open again."))
    return _here(entry)


ACTS: dict[str, Callable[[Visit, Entry, CheckForm], HttpResponse]] = {
    "save": _save,
    "pass": _pass,
    "repair": _repair,
    "fail": _fail,
    "prolong": _prolong,
    "reopen": _reopen,
}
