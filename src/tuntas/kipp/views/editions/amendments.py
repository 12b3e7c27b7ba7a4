"""Amendments: the public list, writing one, what it does, bringing it into force."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.kernel.clock import now
from tuntas.kipp.actions import amendments as acts
from tuntas.kipp.actions.trial import trials_of
from tuntas.kipp.forms.amendments import DescribeForm, EnactForm
from tuntas.kipp.forms.rulebook import PAGES
from tuntas.kipp.models import Amendment, Edition
from tuntas.kipp.queries.amending import effects_of, standing_of
from tuntas.kipp.queries.amendments import draft_of, history_of, offices_in
from tuntas.kipp.rules.amending import shifts_ranks
from tuntas.kipp.rules.charter.changes import changes_from, rebased
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.rules.charter.shape import Charter
from tuntas.kipp.rules.charter.telling import told
from tuntas.kipp.rules.seats import CHECKS, ORGANISES
from tuntas.kipp.terms import EditionStatus
from tuntas.kipp.views.doors import Visit, behind, enter
from tuntas.kipp.views.editions.work import Work, edit_criterion, edit_part, number


@dataclass(frozen=True)
class Amending(Work):
    """The rules as the draft amendment would make them."""

    amendment: Amendment

    part_route = "kipp:amend_part"
    criterion_route = "kipp:amend_criterion"
    is_amendment = True

    @property
    def home(self) -> str:
        return reverse("kipp:amend", args=[self.edition.slug])

    def save(self, charter: Charter, part: str, seen: int, visit: Visit) -> str:
        try:
            acts.propose(amendment=self.amendment, charter=charter, by=visit.user, now=now(), seen=seen)
        except acts.AmendmentRefused as refused:
            return str(refused)
        return ""


def amendments(request: HttpRequest, edition: str) -> HttpResponse:
    """Every change of the published rules with its differences; for everybody who may know of the edition."""
    found, seats = enter(request, edition)
    return render(
        request,
        "kipp/amendments/list.html",
        {
            "edition": found,
            "changes": history_of(found),
            "organises": bool(seats & ORGANISES),
            "checks": bool(seats & CHECKS),
            "is_open": found.status == EditionStatus.OPEN,
            "draft": draft_of(found) if seats & CHECKS else None,
        },
    )


@behind(ORGANISES)
def begin(request: Visit, edition: Edition) -> HttpResponse:
    """Open the draft, a new one where there is none."""
    if request.method == "POST":
        try:
            acts.begin(edition=edition, by=request.user, now=now())
        except acts.AmendmentRefused as refused:
            messages.error(request, str(refused))
            return redirect("kipp:amendments", edition.slug)
        return redirect("kipp:amend", edition.slug)
    return redirect("kipp:amendments", edition.slug)


@behind(CHECKS)
def amend(request: Visit, edition: Edition) -> HttpResponse:
    """The draft: its words, its changes with what each does, and the pages to edit. The secretariat only reads."""
    draft = draft_of(edition)
    if draft is None:
        return redirect("kipp:amendments", edition.slug)
    form = DescribeForm(request.POST or None, initial=_words(draft))
    if request.method == "POST" and request.seats & ORGANISES and form.is_valid():
        seen = number(request.POST.get("revision"))
        try:
            acts.describe(amendment=draft, by=request.user, now=now(), seen=seen, **form.cleaned_data)
        except acts.AmendmentRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("kipp:amend", edition.slug)
    context = _outlook(request, edition, draft) | {"form": form, "pages": PAGES}
    return render(request, "kipp/amendments/draft.html", context)


@behind(ORGANISES)
def amend_part(request: Visit, edition: Edition, part: str) -> HttpResponse:
    """One page of the rules as the draft would make them."""
    work = _work(edition)
    return edit_part(request, work, part) if work else redirect("kipp:amendments", edition.slug)


@behind(ORGANISES)
def amend_criterion(request: Visit, edition: Edition, stage: str, criterion: str) -> HttpResponse:
    """The words of one criterion as the draft would make them."""
    work = _work(edition)
    return edit_criterion(request, work, stage, criterion) if work else redirect("kipp:amendments", edition.slug)


@behind(ORGANISES)
def forget(request: Visit, edition: Edition) -> HttpResponse:
    """Leave one change out of the draft."""
    draft = draft_of(edition)
    if request.method == "POST" and draft is not None:
        try:
            acts.forget(
                amendment=draft,
                path=request.POST.get("path", ""),
                by=request.user,
                now=now(),
                seen=number(request.POST.get("revision")),
            )
        except acts.AmendmentRefused as refused:
            messages.error(request, str(refused))
    return redirect("kipp:amend", edition.slug)


@behind(ORGANISES)
def drop(request: Visit, edition: Edition) -> HttpResponse:
    """Put the draft aside, after saying what that means."""
    draft = draft_of(edition)
    if draft is None:
        return redirect("kipp:amendments", edition.slug)
    if request.method == "POST":
        found = get_object_or_404(Amendment, pk=number(request.POST.get("draft")), edition=edition)
        acts.drop(amendment=found, by=request.user, now=now())
        messages.info(request, _("The draft was put aside. The rules were not changed."))
        return redirect("kipp:amendments", edition.slug)
    return render(request, "kipp/amendments/drop.html", {"edition": edition, "draft": draft})


@behind(ORGANISES)
def enact(request: Visit, edition: Edition) -> HttpResponse:
    """Everything the draft does, once more; then it comes into force."""
    draft = draft_of(edition)
    if draft is None:
        return redirect("kipp:amendments", edition.slug)
    form = EnactForm(request.POST or None, now=now())
    if request.method == "POST" and form.is_valid():
        seen = number(request.POST.get("revision"))
        moment = form.cleaned_data["effective_at"]
        moment = moment if (now() - moment).total_seconds() > 60 else now()  # the page shows whole minutes
        try:
            made = acts.enact(amendment=draft, by=request.user, now=now(), seen=seen, effective_at=moment)
        except acts.NotAmendable as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
        except acts.AmendmentRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Amendment %(number)s is in force and public.") % {"number": made.number})
            return redirect(reverse("kipp:amendments", args=[edition.slug]) + f"#perubahan-{made.number}")
    return render(request, "kipp/amendments/enact.html", _outlook(request, edition, draft) | {"form": form})


def _words(draft: Amendment) -> dict[str, str]:
    return {"title": draft.title, "reason": draft.reason, "reference": draft.reference}


def _work(edition: Edition) -> Amending | None:
    draft = draft_of(edition)
    if draft is None or edition.status != EditionStatus.OPEN:
        return None
    charter, _lost = rebased(charter_of(edition), changes_from(draft.changes))
    return Amending(edition, charter, draft.revision, draft)


def _outlook(request: Visit, edition: Edition, draft: Amendment) -> dict[str, Any]:
    """What the draft does: each change in words with its effect, problems of the whole, ranks if they may be seen."""
    before, changes = charter_of(edition), changes_from(draft.changes)
    after, lost = rebased(before, changes)
    kept = [one for one in changes if one not in lost]
    effects = effects_of(edition, kept, standing_of(edition, now()))
    offices = offices_in(changes)
    problems = acts.new_problems(before, after)
    good = bool(kept) and not lost and not problems and all(effect.allowed for effect in effects)
    trials = trials_of(edition, kept, request.user, now()) if good else []
    return {
        "edition": edition,
        "draft": draft,
        "rows": [(told(effect.change, before, after, offices), effect) for effect in effects],
        "lost": [told(one, before, after, offices) for one in lost],
        "problems": problems,
        "trials": trials,
        "ranks_hidden": not trials and any(shifts_ranks(one) for one in kept),
        "ready": good and bool(draft.title and draft.reason),
        "good": good,
        "organises": bool(request.seats & ORGANISES),
        "revision": request.POST.get("revision", draft.revision),
    }
