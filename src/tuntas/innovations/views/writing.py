"""Telling the innovation section by section: task list, one chapter a page, autosave, drafts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tuntas.innovations import actions, queries
from tuntas.innovations.actions.chapters import WORDS
from tuntas.innovations.forms.writing import ChapterForm
from tuntas.innovations.models import Chapter, Innovation
from tuntas.innovations.rules.help import QUESTIONS
from tuntas.innovations.terms import ChapterKey
from tuntas.innovations.views.doors import say, to_write
from tuntas.innovations.views.parts import named
from tuntas.kernel.clock import now
from tuntas.kernel.text import compare
from tuntas.people.middleware import SignedRequest
from tuntas.ui.templatetags.ui import clock as clock_face


@login_required
@require_safe
def tasks(request: SignedRequest, slug: str) -> HttpResponse:
    """What the page is made of, what is missing, which drafts wait."""
    moment = now()
    innovation = to_write(request, slug, moment)
    found = queries.page_of(innovation, moment)
    drafts = set(innovation.chapters.filter(has_draft=True).values_list("key", flat=True))
    offered = innovation.chapters.filter(has_draft=True).exclude(draft_from="").exists()
    tasks = named(innovation, found.parts)
    done = sum(task.is_done for task in tasks)
    context = {"innovation": innovation, "tasks": tasks, "drafts": drafts, "offered": offered, "done": done}
    return render(request, "innovations/write/tasks.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chapter(request: SignedRequest, slug: str, key: str) -> HttpResponse:
    """One chapter: kept as a draft, or shown to everybody."""
    moment = now()
    innovation, held = to_write(request, slug, moment), _key(key)
    stored = innovation.chapters.filter(key=held).first() or Chapter(key=held)
    if request.method != "POST":
        pair = (stored.draft, stored.draft_en) if stored.has_draft else (stored.text, stored.text_en)
        form = ChapterForm(initial={"text": pair[0], "text_en": pair[1], "revision": stored.revision})
        return _chapter_page(request, innovation, stored, form)
    form = ChapterForm(request.POST)
    if not form.is_valid():
        return _chapter_page(request, innovation, stored, form)
    typed, show = form.cleaned_data, "show" in request.POST
    try:
        actions.write_chapter(
            innovation=innovation,
            key=held,
            text=typed["text"],
            text_en=typed["text_en"],
            by=request.user,
            now=moment,
            revision=typed["revision"] or 0,
            show=show,
        )
    except actions.Changed as changed:
        return _conflict(request, innovation, held, typed, str(changed))
    except actions.InnovationRefused as refused:
        form.add_error("text", str(refused))
        return _chapter_page(request, innovation, stored, form)
    say(request, _("Shown on the page.") if show else _("Kept as a draft; only you and your colleagues see it."))
    return redirect("innovations:write", slug)


def _key(key: str) -> ChapterKey:
    if key not in ChapterKey.values:
        raise Http404
    return ChapterKey(key)


def _conflict(
    request: SignedRequest, innovation: Innovation, key: ChapterKey, typed: dict[str, Any], sentence: str
) -> HttpResponse:
    """Both texts side by side; saving again on this page is a decision with both in view."""
    stored = Chapter.objects.get(innovation=innovation, key=key)
    form = ChapterForm({"text": typed["text"], "text_en": typed["text_en"], "revision": stored.revision})
    form.is_valid()
    form.add_error(None, sentence)
    theirs = stored.draft if stored.has_draft else stored.text
    more = {"theirs": theirs, "pieces": compare(theirs, typed["text"])}
    return _chapter_page(request, innovation, stored, form, status=409, **more)


def _chapter_page(
    request: SignedRequest, innovation: Innovation, stored: Chapter, form: ChapterForm, status: int = 200, **more: Any
) -> HttpResponse:
    key = ChapterKey(stored.key)
    context = {
        "innovation": innovation,
        "chapter": stored,
        "title": key.label,
        "question": QUESTIONS[key],
        "words": WORDS,
        "form": form,
        **more,
    }
    return render(request, "innovations/write/chapter.html", context, status=status)


@require_POST
def autosave(request: SignedRequest, slug: str, key: str) -> HttpResponse:
    """The same as keeping a draft, for scripts; 401 and 409 say why not."""
    if not request.user.is_authenticated:
        sentence = _("You have been signed out. Sign in again; your text is kept.")
        return JsonResponse({"signed_out": sentence}, status=401)
    moment = now()
    innovation, held = to_write(request, slug, moment), _key(key)
    form = ChapterForm(request.POST)
    if not form.is_valid():
        refused = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"refused": refused}, status=400)
    typed = form.cleaned_data
    try:
        kept = actions.write_chapter(
            innovation=innovation,
            key=held,
            text=typed["text"],
            text_en=typed["text_en"],
            by=request.user,
            now=moment,
            revision=typed["revision"] or 0,
            show=False,
        )
    except actions.Changed as changed:
        return JsonResponse({"conflict": str(changed)}, status=409)
    except actions.InnovationRefused as error:
        return JsonResponse({"refused": str(error)}, status=400)
    return JsonResponse({"saved": clock_face(moment), "revision": kept.revision})


@login_required
@require_POST
def drop(request: SignedRequest, slug: str, key: str) -> HttpResponse:
    """Throw a draft away."""
    moment = now()
    innovation = to_write(request, slug, moment)
    actions.drop_draft(innovation=innovation, key=_key(key), by=request.user, now=moment)
    say(request, _("The draft is gone. What everybody reads has not changed."))
    return redirect("innovations:write", slug)
