"""The newsroom: drafts, the editor, pictures, publishing, versions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.files.terms import UploadRefused
from tuntas.forum.actions import pictures, stories
from tuntas.forum.actions.refusals import ForumRefused, Stale
from tuntas.forum.forms.stories import BeginForm, CorrectForm, PictureForm, PublishForm, StoryForm
from tuntas.forum.models import Story, StoryPicture
from tuntas.forum.queries import stories as found
from tuntas.forum.rules.stories import state_of
from tuntas.forum.rules.written import written
from tuntas.forum.terms import StoryState
from tuntas.forum.views.doors import newsroom
from tuntas.kernel.clock import now
from tuntas.kernel.text import clean, compare
from tuntas.people.middleware import SignedRequest
from tuntas.ui.templatetags.ui import clock as clock_face


@newsroom
@require_safe
def desk(request: SignedRequest) -> HttpResponse:
    """All stories, narrowed by state and words."""
    state, text = request.GET.get("keadaan", ""), clean(request.GET.get("q", ""))[:200]
    page = Paginator(found.newsroom(state=state, text=text, now=now()), 50).get_page(request.GET.get("page"))
    rows = [(story, state_of(story, now())) for story in page]
    context = {
        "page": page, "rows": rows, "state": state, "asked": text, "states": StoryState.choices,
        "reports": found.open_reports(),
    }  # fmt: skip
    return render(request, "forum/newsroom/desk.html", context)


@newsroom
def begin(request: SignedRequest) -> HttpResponse:
    """Begin a story with its title."""
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        story = stories.begin(title=form.cleaned_data["title"], by=request.user, now=now())
        return redirect("forum:edit", story.pk)
    return render(request, "forum/newsroom/begin.html", {"form": form}, status=422 if form.errors else 200)


@newsroom
def edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Write. The buttons "preview" and "publish" save and go on, without any script."""
    story, moment = _story(pk), now()
    form = StoryForm(request.POST or None, instance=story)
    if request.method == "POST" and form.is_valid():
        try:
            stories.save(story=story, changes=_changes(form), revision=_revision(form), by=request.user, now=moment)
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            if "preview" in request.POST:
                return redirect("forum:preview", pk)
            if "publish" in request.POST:
                return redirect("forum:publish", pk)
            messages.success(request, _("Saved."))
            return redirect("forum:edit", pk)
    shown = found.working_pictures(story)
    context = {
        "form": form, "story": story, "state": state_of(story, moment), "pictures": shown,
        "changed": story.live_id and stories.has_changes(story),
    }  # fmt: skip
    return render(request, "forum/newsroom/edit.html", context, status=422 if form.errors else 200)


@newsroom
@require_POST
def autosave(request: SignedRequest, pk: int) -> JsonResponse:
    """The same save for scripts."""
    story = _story(pk)
    form = StoryForm(request.POST, instance=story)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        return JsonResponse({"refused": str(first)}, status=400)
    try:
        saved = stories.save(story=story, changes=_changes(form), revision=_revision(form), by=request.user, now=now())
    except Stale as stale:
        return JsonResponse({"conflict": str(stale)}, status=409)
    return JsonResponse({"saved": clock_face(saved.saved_at), "revision": saved.revision})


def _changes(form: StoryForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "revision"}


def _revision(form: StoryForm) -> int:
    return form.cleaned_data["revision"] or 0


@newsroom
@require_safe
def preview(request: SignedRequest, pk: int) -> HttpResponse:
    """The saved working copy as readers would see it."""
    story = _story(pk)
    shown = found.laid_out(story, found.working_pictures(story))
    return render(request, "forum/newsroom/preview.html", {"story": story, "shown": shown})


@newsroom
@require_POST
def glance(request: SignedRequest, pk: int) -> HttpResponse:
    """What is typed just now, for the preview beside the text; nothing is saved."""
    story = _story(pk)
    text = request.POST.get("body", "")[:40_000]
    shown = found.shown_pictures(found.working_pictures(story))
    return HttpResponse(written(clean(text), shown))


@newsroom
def add_picture(request: SignedRequest, pk: int) -> HttpResponse:
    """Add a picture with its description, caption and maker."""
    story = _story(pk)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words = {key: form.cleaned_data[key] for key in ("alt", "alt_en", "caption", "caption_en", "credit")}
        upload = form.cleaned_data["upload"]
        try:
            pictures.add_picture(story=story, upload=upload, name=upload.name, by=request.user, now=now(), **words)
        except (UploadRefused, ForumRefused) as refused:
            form.add_error("upload", str(refused))
        else:
            messages.success(request, _("The picture was added."))
            return redirect("forum:edit", pk)
    context = {"form": form, "story": story}
    return render(request, "forum/newsroom/picture.html", context, status=422 if form.errors else 200)


@newsroom
@require_POST
def take_out(request: SignedRequest, pk: int, picture: int) -> HttpResponse:
    """Take a picture out of the next version."""
    pictures.take_out(picture=get_object_or_404(StoryPicture, pk=picture, story=pk), by=request.user, now=now())
    messages.success(request, _("The picture was taken out."))
    return redirect("forum:edit", pk)


@newsroom
def publish(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask once: now or later; for a public story, what was corrected."""
    story, moment = _story(pk), now()
    corrects = state_of(story, moment) == StoryState.PUBLISHED
    form: Any = CorrectForm(request.POST or None) if corrects else PublishForm(request.POST or None)
    sent = request.method == "POST"
    if not corrects and sent:
        form = PublishForm(request.POST)
    if sent and form.is_valid():
        try:
            stories.publish(story=story, by=request.user, now=moment, **form.cleaned_data)
        except ForumRefused as refused:
            form.add_error(None, str(refused))
        else:
            done = _("Corrected. Readers see what you changed.") if corrects else _("Published.")
            done = _("Scheduled.") if form.cleaned_data.get("at") else done
            messages.success(request, done)
            return redirect("forum:edit", pk)
    context = {
        "form": form, "story": story, "corrects": corrects, "state": state_of(story, moment),
        "shown": found.laid_out(story, found.working_pictures(story)),
    }  # fmt: skip
    return render(request, "forum/newsroom/publish.html", context, status=422 if form.errors else 200)


@newsroom
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask once, then take it away from readers."""
    story = _story(pk)
    if story.live_id is None:
        raise Http404
    if request.method == "POST":
        stories.withdraw(story=story, by=request.user, now=now())
        messages.success(request, _("Withdrawn. Readers do not see it any more."))
        return redirect("forum:edit", pk)
    return render(request, "forum/newsroom/withdraw.html", {"story": story})


@newsroom
@require_safe
def versions(request: SignedRequest, pk: int) -> HttpResponse:
    """Every public version, and what changed from the one before."""
    story = _story(pk)
    kept = list(story.versions.select_related("by").order_by("number"))
    rows = [(version, compare(before.body, version.body) if before else []) for before, version in _pairs(kept)]
    return render(request, "forum/newsroom/versions.html", {"story": story, "rows": list(reversed(rows))})


def _pairs(kept: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip([None, *kept], kept, strict=False))


def _story(pk: int) -> Story:
    return get_object_or_404(Story.objects.select_related("live"), pk=pk)
