"""Stories for everybody."""

from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.forum.actions import questions
from tuntas.forum.actions.reads import note_read
from tuntas.forum.actions.refusals import ForumRefused
from tuntas.forum.forms.questions import PostForm
from tuntas.forum.models import Story
from tuntas.forum.queries import questions as asked
from tuntas.forum.queries import stories as found
from tuntas.forum.queries.covers import with_covers
from tuntas.forum.rules.reading import is_reader
from tuntas.forum.rules.stories import may_write
from tuntas.forum.terms import StoryCategory
from tuntas.forum.views.doors import address_of
from tuntas.kernel.clock import now
from tuntas.kernel.text import clean
from tuntas.people.middleware import SignedRequest
from tuntas.ui.middleware import each_time, kept_briefly


@kept_briefly(60)
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """The newest stories, searched by words."""
    text = clean(request.GET.get("q", ""))[:200]
    return _listed(request, found.public_stories(now(), text=text), asked=text, heading="")


@kept_briefly(60)
@require_safe
def category(request: HttpRequest, category: str) -> HttpResponse:
    """The stories of one category."""
    if category not in StoryCategory.values:
        raise Http404
    stories = found.public_stories(now(), category=category)
    return _listed(request, stories, heading=StoryCategory(category).label, chosen=category)


@kept_briefly(60)
@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The stories of one month."""
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        raise Http404
    return _listed(request, found.of_month(now(), year, month), heading="", month=date(year, month, 1))


@kept_briefly(60)
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Months with stories."""
    return render(request, "forum/stories/archive.html", {"months": found.months(now())})


def _listed(request: HttpRequest, stories: QuerySet[Story], **more: object) -> HttpResponse:
    page = Paginator(stories.defer("body", "body_en"), 20).get_page(request.GET.get("page"))
    moment = now()
    context = {
        "page": page,
        "cards": with_covers(page.object_list),
        "categories": StoryCategory.choices,
        "may_write": may_write(request.user, moment),
        **more,
    }
    return render(request, "forum/stories/list.html", context)


def public_story(slug: str, moment: datetime) -> Story:
    """The story everybody may read, else 404."""
    story = found.public_stories(moment).filter(slug=slug).first()
    if story is None:
        raise Http404
    return story


@kept_briefly(60)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One story; a person reading it is counted once today."""
    moment = now()
    story = public_story(slug, moment)
    there = _page(request, story, moment, PostForm(label=_("Your comment")))
    return each_time(there, lambda visit: _count(visit, story.pk))


def _page(request: HttpRequest, story: Story, moment: datetime, form: PostForm, status: int = 200) -> HttpResponse:
    assert story.live is not None  # public stories have a live version
    address = request.build_absolute_uri(reverse("forum:story", args=[story.slug]))
    context = {
        "story": story,
        "shown": found.laid_out(story.live, found.pictures_of(story.live)),
        "opening": found.opening(story.live),
        "corrections": found.corrections(story) if story.live.number > 1 else [],
        "reads": found.reads_of(story),
        "related": found.related(story, moment),
        "comments": Paginator(asked.comments_on(story), 50).get_page(request.GET.get("page")),
        "form": form,
        "may_write": may_write(request.user, moment),
        "address": address,
        "card": request.build_absolute_uri(reverse("forum:card", args=[story.slug, story.live.number])),
    }
    return render(request, "forum/stories/page.html", context, status=status)


def _count(request: HttpRequest, story: int) -> None:
    agent = request.headers.get("User-Agent", "")
    if request.method == "GET" and is_reader(agent, request.headers.get("Sec-Purpose", "")):
        note_read(story=story, address=address_of(request), agent=agent, now=now())


@login_required
@require_POST
def comment(request: SignedRequest, slug: str) -> HttpResponse:
    """Say something under a story."""
    moment = now()
    story = public_story(slug, moment)
    if not story.comments_open:
        raise PermissionDenied
    form = PostForm(request.POST, label=_("Your comment"))
    if not form.is_valid():
        return _page(request, story, moment, form, status=422)
    try:
        post = questions.comment(story=story, text=form.cleaned_data["text"], by=request.user, now=moment)
    except ForumRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, story, moment, form, status=422)
    messages.success(request, _("Thank you. Your comment stands below the story."))
    return redirect(f"{reverse('forum:story', args=[story.slug])}#tanggapan-{post.pk}")
