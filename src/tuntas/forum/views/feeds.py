"""For machines that bring readers: feeds, the sitemap, and the picture a shared link shows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tuntas.forum.actions.cards import card_of
from tuntas.forum.queries import stories as found
from tuntas.forum.queries.sitemap import addresses
from tuntas.forum.views.stories import public_story
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import now

KINDS: dict[str, type[Rss201rev2Feed | Atom1Feed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
NEWEST = 30


@require_safe
@cache_control(public=True, max_age=300)
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest stories as RSS or Atom, in the reader's language."""
    at = request.build_absolute_uri
    made = KINDS[kind](
        title=_("Stories and news"),
        link=at(reverse("forum:stories")),
        description=_("News of public service innovation in Central Java"),
        language=get_language() or "id",
        feed_url=at(request.path),
    )
    for story in found.public_stories(now())[:NEWEST]:
        assert story.live is not None
        address = at(reverse("forum:story", args=[story.slug]))
        made.add_item(
            title=said(story.live, "title"),
            link=address,
            description=found.opening(story.live),
            unique_id=address,
            pubdate=story.published_at,
            updateddate=story.live.at if story.live.number > 1 else story.published_at,
            categories=[story.get_category_display()],
            author_name=story.byline or None,
        )
    response = HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
    response["Vary"] = "Cookie, Accept-Language"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address worth finding, with the day it last changed."""
    rows = [(request.build_absolute_uri(path), changed) for path, changed in addresses(now())]
    return render(request, "forum/sitemap.xml", {"rows": rows}, content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=86400)
def card(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The picture of a story for shared links: of its live version only."""
    story = public_story(slug, now())
    if story.live is None or story.live.number != number:
        raise Http404
    return HttpResponse(card_of(story=story, version=story.live), content_type="image/png")
