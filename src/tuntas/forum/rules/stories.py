"""Who writes stories, which are public, and who sees their pictures."""

from datetime import datetime

from django.db.models import Q

from tuntas.files.models import File
from tuntas.files.rules.guards import Reader
from tuntas.forum.models import Story, StoryPicture
from tuntas.forum.terms import StoryState
from tuntas.people.models import Person
from tuntas.people.rules import held
from tuntas.people.terms import Role
from tuntas.places.terms import CENTRAL_JAVA

PICTURE = "forum.picture"  # the purpose of a story's pictures
RESERVED = frozenset({"arsip", "kategori", "rss", "atom"})  # words of addresses beside stories
WRITERS = (Role.EDITOR, Role.ORGANISER, Role.OPERATOR)


def may_write(person: Reader, now: datetime) -> bool:
    """Works in the newsroom: an editor of the province, or who runs the competition or the installation."""
    if not isinstance(person, Person):
        return False
    return held(person, now).filter(role__in=WRITERS, organisation=None, place_id=CENTRAL_JAVA).exists()


def is_public(now: datetime, prefix: str = "") -> Q:
    """Stories everybody may read at `now`; `prefix` for looking through a relation ("story__")."""
    return Q(
        **{
            f"{prefix}live__isnull": False,
            f"{prefix}published_at__lte": now,
            f"{prefix}withdrawn_at__isnull": True,
        }
    )


def state_of(story: Story, now: datetime) -> StoryState:
    """Where the story stands at `now`."""
    if story.withdrawn_at is not None:
        return StoryState.WITHDRAWN
    if story.published_at is None:
        return StoryState.DRAFT
    return StoryState.PUBLISHED if story.published_at <= now else StoryState.SCHEDULED


def may_read_picture(reader: Reader, file: File, now: datetime) -> bool:
    """Everybody once a public version shows it; the newsroom always."""
    picture = StoryPicture.objects.select_related("story__live").filter(file=file).first()
    if picture is None:
        return False
    story = picture.story
    if story.live is not None and state_of(story, now) == StoryState.PUBLISHED and picture.pk in story.live.pictures:
        return True
    return may_write(reader, now)
