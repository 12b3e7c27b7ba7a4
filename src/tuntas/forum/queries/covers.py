"""Pictures on cards: the first of each story, all in one query."""

from collections.abc import Iterable
from dataclasses import dataclass

from tuntas.files.queries import Sources, sources_of
from tuntas.forum.models import Story, StoryPicture
from tuntas.forum.queries.stories import opening
from tuntas.kernel.bilingual import said


@dataclass(frozen=True)
class Card:
    """A story in a list, in the reader's language."""

    story: Story
    title: str
    opening: str
    cover: Sources | None
    alt: str


def with_covers(stories: Iterable[Story]) -> list[Card]:
    """Cards of public stories."""
    kept = list(stories)
    first = {one.pk: one.live.pictures[0] for one in kept if one.live is not None and one.live.pictures}
    pictures = StoryPicture.objects.select_related("file").in_bulk(list(first.values())) if first else {}
    cards = []
    for story in kept:
        picture, live = pictures.get(first.get(story.pk, 0)), story.live
        assert live is not None
        cover = sources_of(picture.file, picture.width, picture.height) if picture else None
        cards.append(Card(story, said(live, "title"), opening(live), cover, said(picture, "alt") if picture else ""))
    return cards
