"""A story's way: written, public at a moment, corrected in the open, withdrawn."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tuntas.forum.actions.refusals import NotAllowed, NotReady, Stale
from tuntas.forum.models import Story, Version
from tuntas.forum.rules.stories import RESERVED, may_write, state_of
from tuntas.forum.terms import StoryPublished, StoryState
from tuntas.journal.actions import record
from tuntas.kernel.events import publish as tell
from tuntas.kernel.text import clean
from tuntas.people.models import Person

TEXTS = ("title", "title_en", "lead", "lead_en", "body", "body_en")
ALSO = ("category", "byline", "comments_open")


@transaction.atomic
def begin(
    *, title: str, by: Person | None, now: datetime, about: str = "", is_sample: bool = False, **words: Any
) -> Story:
    """A new draft; its address is made of the title once and stays. `by` is None when the house composed it."""
    if by is not None and not may_write(by, now):
        raise NotAllowed
    story = Story.objects.create(
        title=clean(title),
        slug=_free_slug(title),
        byline=by.name if by else "",
        about=about,
        is_sample=is_sample,
        created_by=by,
        created_at=now,
        saved_at=now,
        **words,
    )
    record(act="forum.story_begun", subject=story, by=by, now=now, data={"about": about})
    return story


def _free_slug(title: str) -> str:
    stem = slugify(title)[:100].strip("-") or "kabar"
    taken = set(Story.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    free, number = stem, 2
    while free in taken:
        free, number = f"{stem}-{number}", number + 1
    return free


@transaction.atomic
def save(*, story: Story, changes: Mapping[str, Any], revision: int, by: Person, now: datetime) -> Story:
    """Keep the working copy; what readers see stays as it is. Raises `Stale` when somebody saved meanwhile."""
    if not may_write(by, now):
        raise NotAllowed
    fresh = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if fresh.revision != revision:
        raise Stale
    changed = []
    for field in (*TEXTS, *ALSO):
        value = changes.get(field, getattr(fresh, field))
        value = clean(value) if isinstance(value, str) else value
        if value != getattr(fresh, field):
            setattr(fresh, field, value)
            changed.append(field)
    if changed:
        fresh.revision, fresh.saved_at = revision + 1, now
        fresh.save(update_fields=[*changed, "revision", "saved_at"])
        record(act="forum.story_saved", subject=fresh, by=by, now=now, data={"fields": changed})
    return fresh


@transaction.atomic
def publish(
    *, story: Story, by: Person, now: datetime, at: datetime | None = None, note: str = "", note_en: str = ""
) -> Story:
    """Make the working copy what readers see: now, or from `at` on.

    A story that is public already gets a new version at once, whose `note` says what was corrected; one that was
    withdrawn comes back. The same text a second time changes nothing.
    """
    if not may_write(by, now):
        raise NotAllowed
    fresh = Story.objects.select_for_update(of=("self",)).select_related("live").get(pk=story.pk)
    was = state_of(fresh, now)
    pictures = list(fresh.pictures.filter(removed_at=None).values_list("pk", flat=True))
    if was == StoryState.PUBLISHED and not _differs(fresh, pictures):
        return fresh
    _ready(fresh, was, at, now, note)
    last = fresh.versions.order_by("-number").first()
    corrects = was == StoryState.PUBLISHED
    version = Version.objects.create(
        story=fresh,
        number=last.number + 1 if last else 1,
        pictures=pictures,
        note=clean(note) if corrects else "",
        note_en=clean(note_en) if corrects else "",
        at=now,
        by=by,
        **{field: getattr(fresh, field) for field in TEXTS},
    )
    fresh.live, fresh.withdrawn_at = version, None
    if not corrects:
        first = fresh.published_at if was == StoryState.WITHDRAWN else None
        fresh.published_at = at or (first if first and first <= now else now)
    fresh.save(update_fields=["live", "withdrawn_at", "published_at"])
    act = "forum.story_corrected" if corrects else "forum.story_published"
    data = {"version": version.number, "from": fresh.published_at.isoformat() if fresh.published_at else ""}
    record(act=act, subject=fresh, by=by, now=now, data=data)
    if not corrects:
        tell(StoryPublished(fresh.pk))
    return fresh


def _differs(story: Story, pictures: list[int]) -> bool:
    """Whether the working copy says something else than what readers see."""
    live = story.live
    return live is None or live.pictures != pictures or any(getattr(live, f) != getattr(story, f) for f in TEXTS)


def _ready(story: Story, was: StoryState, at: datetime | None, now: datetime, note: str) -> None:
    """Nothing half finished becomes public."""
    if not story.title.strip() or not story.body.strip():
        raise NotReady(_("Write a title and a text first."))
    if at is not None and at <= now:
        raise NotReady(_("Choose a moment that is still to come, or publish now."))
    if at is not None and was == StoryState.PUBLISHED:
        raise NotReady(_("This story is public already; a correction shows at once."))
    if was == StoryState.PUBLISHED and not note.strip():
        raise NotReady(_("Say what you corrected: readers are told."))


def has_changes(story: Story) -> bool:
    """Whether the working copy differs from what readers see."""
    return _differs(story, list(story.pictures.filter(removed_at=None).values_list("pk", flat=True)))


@transaction.atomic
def withdraw(*, story: Story, by: Person, now: datetime) -> Story:
    """Take the story away from readers. The text and its versions stay with the newsroom; twice is harmless."""
    if not may_write(by, now):
        raise NotAllowed
    fresh = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if fresh.live_id is None or fresh.withdrawn_at is not None:
        return fresh
    fresh.withdrawn_at = now
    fresh.save(update_fields=["withdrawn_at"])
    record(act="forum.story_withdrawn", subject=fresh, by=by, now=now)
    return fresh
