"""Asking the team of an innovation, and reading what others asked."""

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.forum.actions import questions
from tuntas.forum.actions.refusals import ForumRefused
from tuntas.forum.forms.questions import PostForm
from tuntas.forum.models import Post
from tuntas.forum.queries import questions as found
from tuntas.forum.rules.questions import may_answer, may_close, may_moderate, standing_at
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import now
from tuntas.kernel.text import clean
from tuntas.people.middleware import SignedRequest
from tuntas.people.models import Person


def _innovation(slug: str) -> Innovation:
    """A public innovation, else 404."""
    innovation = Innovation.objects.select_related("owner").defer("words").filter(slug=slug, is_public=True).first()
    if innovation is None:
        raise Http404
    return innovation


def ask(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Questions about an innovation; whoever is signed in may ask one."""
    innovation, moment = _innovation(slug), now()
    form = PostForm(request.POST or None)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if form.is_valid():
            try:
                post = questions.ask(innovation=innovation, text=form.cleaned_data["text"], by=request.user, now=moment)
            except ForumRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Your question was sent. You will be told when it is answered."))
                return redirect("forum:question", slug, post.pk)
    text = clean(request.GET.get("q", ""))[:200]
    page = Paginator(found.questions_about(innovation, text), 20).get_page(request.GET.get("page"))
    context = {"innovation": innovation, "form": form, "page": page, "asked": text}
    return render(request, "forum/questions/list.html", context, status=422 if form.errors else 200)


def question(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """One question with its answers; who may, answers."""
    innovation, moment = _innovation(slug), now()
    post = found.question(innovation, pk)
    if post is None:
        raise Http404
    form = PostForm(request.POST or None, label=_("Your answer"))
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if form.is_valid() and _answered(request, post, form, moment):
            messages.success(request, _("Your answer stands below."))
            return redirect("forum:question", slug, pk)
    context = {"innovation": innovation, "question": post, "form": form, **_powers(request, post, moment)}
    return render(request, "forum/questions/thread.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, post: Post, form: PostForm, moment: datetime) -> bool:
    try:
        questions.answer(question=post, text=form.cleaned_data["text"], by=cast(Person, request.user), now=moment)
    except ForumRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _powers(request: HttpRequest, post: Post, moment: datetime) -> dict[str, bool]:
    """What the reader may do with the question."""
    if not request.user.is_authenticated:
        return {}
    assert post.innovation is not None
    standing = standing_at(request.user, post.innovation, moment)
    return {
        "may_answer": may_answer(standing, post, request.user),
        "may_close": may_close(standing, post, request.user),
        "may_moderate": may_moderate(request.user, moment),
    }


@login_required
@require_POST
def close(request: SignedRequest, slug: str, pk: int) -> HttpResponse:
    """No more answers to this question."""
    post = found.question(_innovation(slug), pk)
    if post is None:
        raise Http404
    try:
        questions.close(question=post, by=request.user, now=now())
    except ForumRefused as refused:
        raise PermissionDenied from refused
    messages.success(request, _("The question is closed."))
    return redirect("forum:question", slug, pk)


@login_required
@require_safe
def unanswered(request: SignedRequest) -> HttpResponse:
    """Questions that wait for the person's organisations."""
    page = Paginator(found.unanswered_for(request.user, now()), 50).get_page(request.GET.get("page"))
    return render(request, "forum/questions/unanswered.html", {"page": page})
