"""The proposal as revised in coaching: written by the team, handed over, compared; for interview jurors if so ruled."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tuntas.casework.actions import MoveRefused
from tuntas.kernel.clock import now as clock_now
from tuntas.kipp.actions.coaching import CoachingRefused, StaleRevision, hand_over_revision, save_revision
from tuntas.kipp.forms.coaching import RevisedForm
from tuntas.kipp.models import Edition, Revision
from tuntas.kipp.queries.coaching import changed, handed_over, original_of, revised_texts, sections_of
from tuntas.kipp.queries.judging import my_assignment
from tuntas.kipp.rules.barring import hidden_from
from tuntas.kipp.rules.coaching import why_not_open
from tuntas.kipp.terms import StageKind
from tuntas.kipp.views.coaching.thread import coached
from tuntas.kipp.views.doors import Visit, behind
from tuntas.kipp.views.entries.access import asking
from tuntas.kipp.views.judging.door import JURY, scored_stage, seat_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revision(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """All sections and what differs from the original; the team hands the revision over."""
    entry, view = coached(request, edition, reference)
    draft = Revision.objects.filter(entry=entry).select_related("version", "saved_by").first()
    if request.method == "POST":
        try:
            hand_over_revision(entry=entry, by=asking(request), now=clock_now())
            messages.success(request, _("The revised proposal is kept as a version of its own."))
        except (CoachingRefused, MoveRefused) as error:
            messages.error(request, str(error))
        return redirect("kipp:revision", edition, entry.case.reference)
    newest = handed_over(entry)
    texts = revised_texts(entry, draft) if view.team else dict(newest.content["answers"]) if newest else {}
    context = {
        "entry": entry,
        "edition": entry.edition,
        "view": view,
        "draft": draft,
        "newest": newest,
        "shut": why_not_open(entry, clock_now()),
        "sections": [(part, part.key in (draft.answers if draft else {})) for part in sections_of(entry)],
        "changes": changed(entry, texts) if texts else [],
        "waiting": bool(draft and draft.answers and (newest is None or newest.content.get("answers") != texts)),
    }
    return render(request, "kipp/coaching/revision.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, edition: str, reference: str, section: str) -> HttpResponse:
    """One section written anew, beside what the jury scored."""
    entry, view = coached(request, edition, reference)
    part = next((one for one in sections_of(entry) if one.key == section), None)
    if part is None or not view.team:
        raise Http404
    draft = Revision.objects.filter(entry=entry).first()
    texts = revised_texts(entry, draft)
    form = RevisedForm(
        request.POST or None, initial={"text": texts.get(part.key, ""), "revision": draft.revision if draft else 0}
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            save_revision(
                entry=entry,
                section=part,
                text=typed["text"],
                revision=typed["revision"],
                by=asking(request),
                now=clock_now(),
            )
        except StaleRevision as error:
            again = request.POST.copy()
            again["revision"] = str(draft.revision if draft else 0)
            form = RevisedForm(again)
            form.add_error(None, str(error))
            status = 409
        except CoachingRefused as error:
            form.add_error(None, str(error))
            status = 422
        else:
            messages.success(request, _("Saved."))
            return redirect("kipp:revision", edition, entry.case.reference)
    context = {
        "entry": entry,
        "edition": entry.edition,
        "section": part,
        "form": form,
        "original": original_of(entry).get("answers", {}).get(part.key, ""),
        "theirs": texts.get(part.key, "") if status == 409 else "",
    }
    return render(request, "kipp/coaching/section.html", context, status=status if not form.errors else status or 422)


@never_cache
@behind(JURY)
@require_safe
def jury(request: Visit, edition: Edition, stage: str, reference: str) -> HttpResponse:
    """The revised proposal for a juror who has it for the interview, where the rules show it. Marked as revised."""
    here, moment = scored_stage(edition, stage), clock_now()
    seat = seat_of(request, edition)
    if here.kind != StageKind.INTERVIEW or not edition.shows_revised:
        raise Http404
    assignment = my_assignment(seat, here, reference, hidden=hidden_from(seat, moment))
    newest = handed_over(assignment.entry) if assignment else None
    if assignment is None or newest is None or (here.opens_at and moment < here.opens_at):
        raise Http404
    entry = assignment.entry
    entry.edition = edition
    context = {
        "edition": edition,
        "stage": here,
        "entry": entry,
        "newest": newest,
        "changes": changed(entry, newest.content["answers"]),
    }
    return render(request, "kipp/coaching/jury.html", context)
