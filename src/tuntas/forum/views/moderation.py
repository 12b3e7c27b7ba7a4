"""Reporting a post, and what the newsroom does about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.forum.actions import moderation
from tuntas.forum.actions.refusals import ForumRefused
from tuntas.forum.forms.questions import ReasonForm
from tuntas.forum.models import Post
from tuntas.forum.queries import questions as found
from tuntas.forum.rules.stories import state_of
from tuntas.forum.terms import StoryState
from tuntas.forum.views.doors import newsroom
from tuntas.kernel.clock import now
from tuntas.people.middleware import SignedRequest


def _post(pk: int) -> Post:
    """A post that stands on a public page, else 404."""
    post = Post.objects.select_related("by", "innovation", "story", "parent").filter(pk=pk).first()
    if post is None or (post.innovation is not None and not post.innovation.is_public):
        raise Http404
    if post.story is not None and state_of(post.story, now()) != StoryState.PUBLISHED:
        raise Http404
    return post


def page_of(post: Post) -> str:
    """The page a post stands on."""
    if post.story is not None:
        return f"{reverse('forum:story', args=[post.story.slug])}#tanggapan-{post.pk}"
    assert post.innovation is not None
    return reverse("forum:question", args=[post.innovation.slug, post.parent_id or post.pk])


@login_required
def report(request: SignedRequest, pk: int) -> HttpResponse:
    """Say why a post should not stand."""
    post = _post(pk)
    if post.by_id == request.user.pk or post.hidden_at is not None:
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        moderation.report(post=post, reason=form.cleaned_data["reason"], by=request.user, now=now())
        messages.success(request, _("Thank you. The newsroom will look at it."))
        return redirect(page_of(post))
    context = {"form": form, "post": post, "back": page_of(post)}
    return render(request, "forum/questions/report.html", context, status=422 if form.errors else 200)


@newsroom
def hide(request: SignedRequest, pk: int) -> HttpResponse:
    """Hide a post with a reason its writer and all readers see; the text is kept."""
    post = _post(pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        moderation.hide(post=post, reason=form.cleaned_data["reason"], by=request.user, now=now())
        messages.success(request, _("Hidden. The writer is told the reason."))
        return redirect("forum:reports")
    context = {"form": form, "post": post, "back": page_of(post)}
    return render(request, "forum/questions/hide.html", context, status=422 if form.errors else 200)


@newsroom
@require_POST
def keep(request: SignedRequest, pk: int) -> HttpResponse:
    """Leave a reported post, or show a hidden one again."""
    try:
        moderation.keep(post=_post(pk), by=request.user, now=now())
    except ForumRefused as refused:
        raise PermissionDenied from refused
    messages.success(request, _("The post stays."))
    return redirect("forum:reports")


@newsroom
@require_safe
def reports(request: SignedRequest) -> HttpResponse:
    """What readers reported, and what was hidden."""
    waiting = found.reported()[:50]
    page = Paginator(found.hands(), 50).get_page(request.GET.get("page"))
    rows = [(one, page_of(one.post)) for one in waiting]
    return render(request, "forum/questions/reports.html", {"rows": rows, "page": page})
