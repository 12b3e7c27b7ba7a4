"""Writing a proposal: task list, facts, one section a page, autosave."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.kernel.text import compare, count_words
from tuntas.kipp.actions.entries import DoorShut, EntryRefused, Stale, TooLong, save_answer, save_facts
from tuntas.kipp.forms.entries import AnswerForm, FactsForm
from tuntas.kipp.models import Answer, Section
from tuntas.kipp.queries.entries import attached
from tuntas.kipp.queries.offers import conditions_of
from tuntas.kipp.queries.tasks import Task, asked_of, tasks_of
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.rules.entries import is_too_young, latest_start, may_enter_group, why_not_write
from tuntas.kipp.terms import StageKind
from tuntas.kipp.views.entries.access import Door, asking, keep_typed, shut, take_kept, team_door
from tuntas.ui.templatetags.ui import clock as clock_face


def address_of(door: Door, task: Task | None) -> str:
    """The page on which a part of the proposal is done; the task list after the last one."""
    if task is None:
        return reverse("kipp:entry_write", args=door.args)
    if task.place == "facts":
        return reverse("kipp:entry_facts", args=door.args)
    name = "kipp:entry_section" if task.place == "section" else "kipp:entry_evidence"
    return reverse(name, args=[*door.args, task.key])


def _context(door: Door, **more: Any) -> dict[str, Any]:
    return {"door": door, "entry": door.entry, "edition": door.edition, **more}


@login_required
@require_safe
def tasks(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """What the proposal is made of and what is missing."""
    door = team_door(request, edition, reference)
    if why_not_write(asking(request), door.entry, door.now):
        return shut(request, door)
    found = tasks_of(door.entry)
    rows = [(task, address_of(door, task)) for task in found.all]
    context = _context(
        door,
        tasks=found,
        facts=rows[:1],
        sections=rows[1 : 1 + len(found.sections)],
        evidence=rows[1 + len(found.sections) :],
        registration=stage_of_kind(door.edition, StageKind.REGISTRATION),
        too_young=is_too_young(door.entry),
        latest=latest_start(door.edition, door.entry.group),
        step=door.entry.case.steps.order_by("number").last(),
    )
    return render(request, "kipp/entries/write.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Title, group, category, since when."""
    door = team_door(request, edition, reference)
    entry = door.entry
    if why_not_write(asking(request), entry, door.now):
        return shut(request, door)
    conditions = conditions_of(door.edition)
    allowed = [c.group for c in conditions if may_enter_group(entry.organisation, c.group) or c.group == entry.group]
    initial = {
        "title": entry.title,
        "group": entry.group_id,
        "category": entry.category_id,
        "started_on": entry.started_on,
        "origin": entry.origin,
        "revision": entry.revision,
    }
    form = FactsForm(request.POST or None, edition=door.edition, groups=allowed, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            save_facts(
                entry=entry,
                title=typed["title"],
                group=typed["group"],
                category=typed.get("category"),
                started_on=typed["started_on"],
                origin=typed["origin"],
                innovation=None if "unlink" in request.POST else entry.innovation,
                revision=typed["revision"] or 0,
                by=asking(request),
                now=door.now,
            )
        except DoorShut as refused:
            return shut(request, door, str(refused))
        except Stale as stale:
            typed_again = request.POST.copy()
            typed_again["revision"] = str(entry.revision)
            form = FactsForm(typed_again, edition=door.edition, groups=allowed)
            form.is_valid()
            form.add_error(None, str(stale))
            context = _context(door, form=form, conditions=conditions, theirs=entry)
            return render(request, "kipp/entries/facts.html", context, status=409)
        except EntryRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(_onward(request, door, "facts", "facts"))
    return render(request, "kipp/entries/facts.html", _context(door, form=form, conditions=conditions))


def _onward(request: HttpRequest, door: Door, place: str, key: str) -> str:
    """After saving: the next part, or the task list."""
    following = tasks_of(door.entry).after(place, key) if "next" in request.POST else None
    return address_of(door, following)


def _section(door: Door, key: str) -> Section:
    found = next((section for section in asked_of(door.entry)[0] if section.key == key), None)
    if found is None:
        raise Http404
    return found


@keep_typed
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, edition: str, reference: str, section: str) -> HttpResponse:
    """One question with its limit; saved by hand or by itself."""
    door = team_door(request, edition, reference)
    asked = _section(door, section)
    typed = request.POST.get("text", "")
    if why_not_write(asking(request), door.entry, door.now):
        return shut(request, door, typed=typed)
    answer = door.entry.answers.filter(section=asked).first() or Answer(section=asked)
    if request.method != "POST":
        kept = take_kept(request)
        initial = {"text": kept or answer.text, "revision": answer.revision}
        form = AnswerForm(initial=initial, must=asked.required)
        return _section_page(request, door, asked, answer, form, kept=bool(kept and kept != answer.text))
    form = AnswerForm(request.POST, must=asked.required)
    if not form.is_valid():
        return _section_page(request, door, asked, answer, form)
    try:
        save_answer(
            entry=door.entry,
            section=asked,
            text=typed,
            revision=form.cleaned_data["revision"] or 0,
            by=asking(request),
            now=door.now,
        )
    except DoorShut as refused:
        return shut(request, door, str(refused), typed)
    except Stale as stale:
        return _conflict(request, door, asked, typed, str(stale))
    except TooLong as refused:
        form.add_error("text", str(refused))
        return _section_page(request, door, asked, answer, form)
    words = count_words(typed)
    if words > asked.words:
        told = _("Saved. It has %(words)d words; %(most)d are allowed.") % {"words": words, "most": asked.words}
        messages.warning(request, told)
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(_onward(request, door, "section", asked.key))


def _conflict(request: HttpRequest, door: Door, asked: Section, typed: str, sentence: str) -> HttpResponse:
    """Both texts side by side; saving again on this page is a decision with both in view."""
    stored = Answer.objects.select_related("saved_by").get(entry=door.entry, section=asked)
    form = AnswerForm({"text": typed, "revision": stored.revision})
    form.is_valid()
    form.add_error(None, sentence)
    more = {"theirs": stored, "pieces": compare(stored.text, typed)}
    return _section_page(request, door, asked, stored, form, status=409, **more)


def _section_page(
    request: HttpRequest, door: Door, asked: Section, answer: Answer, form: AnswerForm, status: int = 200, **more: Any
) -> HttpResponse:
    sections = asked_of(door.entry)[0]
    place = [one.pk for one in sections].index(asked.pk)
    context = _context(
        door,
        section=asked,
        answer=answer,
        form=form,
        place=place + 1,
        total=len(sections),
        earlier=sections[place - 1] if place else None,
        proofs=attached(door.entry),
        **more,
    )
    return render(request, "kipp/entries/section.html", context, status=status)


@require_POST
def autosave(request: HttpRequest, edition: str, reference: str, section: str) -> HttpResponse:
    """The same save for scripts: JSON with the time and the new revision; 401 and 409 say why not."""
    if not request.user.is_authenticated:
        sentence = _("You have been signed out. Sign in again; your text is kept.")
        return JsonResponse({"signed_out": sentence}, status=401)
    door = team_door(request, edition, reference)
    asked = _section(door, section)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": " ".join(str(error) for error in form.errors.get("text", []))}, status=400)
    try:
        answer = save_answer(
            entry=door.entry,
            section=asked,
            text=form.cleaned_data["text"],
            revision=form.cleaned_data["revision"] or 0,
            by=asking(request),
            now=door.now,
        )
    except Stale as stale:
        return JsonResponse({"conflict": str(stale)}, status=409)
    except DoorShut as refused:
        return JsonResponse({"conflict": str(refused), "shut": True}, status=409)
    except TooLong as refused:
        return JsonResponse({"refused": str(refused)}, status=400)
    return JsonResponse({"saved": clock_face(answer.saved_at), "revision": answer.revision, "words": answer.words})
