"""Telling an innovation chapter by chapter: drafts of the owner's own, and what everybody reads."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.innovations.actions.indexing import index
from tuntas.innovations.actions.refusals import Changed, NotAllowed, TooMuch
from tuntas.innovations.actions.upkeep import locked, searchable
from tuntas.innovations.models import Chapter, Innovation
from tuntas.innovations.rules import may_edit
from tuntas.innovations.terms import ChapterKey, InnovationChanged
from tuntas.journal.actions import record
from tuntas.kernel.events import publish as tell
from tuntas.kernel.text import clean, count_words
from tuntas.people.models import Person

WORDS = 400  # of a chapter, in each language
LETTERS = 20_000  # of a draft


@transaction.atomic
def write_chapter(
    *,
    innovation: Innovation,
    key: ChapterKey,
    text: str,
    text_en: str,
    by: Person,
    now: datetime,
    revision: int,
    show: bool,
) -> Chapter:
    """Keep the text as a draft, or with `show` let everybody read it (at most `WORDS` words).

    `revision` is the one the person saw. Raises `NotAllowed`, `Changed` when somebody saved another text in between,
    `TooMuch`. Saving the same again changes nothing.
    """
    fresh = locked(innovation)
    if not may_edit(by, fresh, now):
        raise NotAllowed
    text, text_en = clean(text), clean(text_en)
    _measured(text, text_en, show)
    chapter = Chapter.objects.filter(innovation=fresh, key=key).first() or Chapter(innovation=fresh, key=key)
    kept = (chapter.draft, chapter.draft_en) if chapter.has_draft else (chapter.text, chapter.text_en)
    if kept == (text, text_en) and (not show or not chapter.has_draft):
        return chapter
    if chapter.revision != revision and kept != (text, text_en):
        raise Changed
    chapter.revision += 1
    if not show:
        chapter.draft, chapter.draft_en, chapter.has_draft = text, text_en, True
        chapter.save()
        return chapter
    chapter.text, chapter.text_en, chapter.told_at, chapter.told_by = text, text_en, now, by
    chapter.draft, chapter.draft_en, chapter.has_draft, chapter.draft_from = "", "", False, ""
    chapter.save()
    fresh.words = searchable(fresh)
    fresh.save(update_fields=["words"])
    record(act="innovations.chapter_told", subject=fresh, by=by, now=now, data={"chapter": str(key)})
    index([fresh.pk])
    tell(InnovationChanged(fresh.pk, str(key)))
    return chapter


def _measured(text: str, text_en: str, show: bool) -> None:
    if max(len(text), len(text_en)) > LETTERS:
        raise TooMuch(_("This text is too long to keep. Shorten it to %(most)d letters.") % {"most": LETTERS})
    for words in (count_words(text), count_words(text_en)):
        if show and words > WORDS:
            told = _("At most %(most)d words can be shown; these are %(words)d.")
            raise TooMuch(told % {"most": WORDS, "words": words})


@transaction.atomic
def drop_draft(*, innovation: Innovation, key: ChapterKey, by: Person, now: datetime) -> None:
    """Throw a draft away; what everybody reads stays. Twice is harmless."""
    fresh = locked(innovation)
    if not may_edit(by, fresh, now):
        raise NotAllowed
    chapter = Chapter.objects.filter(innovation=fresh, key=key, has_draft=True).first()
    if chapter:
        chapter.draft, chapter.draft_en, chapter.has_draft, chapter.draft_from = "", "", False, ""
        chapter.revision += 1
        chapter.save()
        record(act="innovations.draft_dropped", subject=fresh, by=by, now=now, data={"chapter": str(key)})


@transaction.atomic
def offer_drafts(*, innovation: Innovation, texts: Mapping[ChapterKey, str], source: str, now: datetime) -> list[str]:
    """Offer texts (such as a winning entry's answers) as drafts, where the owner has told and begun nothing.

    Nobody else sees them until the owner shows them. `source` is a subject, room.thing:id. Returns the keys offered.
    """
    fresh = locked(innovation)
    held = {chapter.key: chapter for chapter in fresh.chapters.all()}
    offered = []
    for key, text in texts.items():
        chapter = held.get(key) or Chapter(innovation=fresh, key=key)
        if chapter.text or chapter.has_draft or not text.strip():
            continue
        chapter.draft, chapter.has_draft, chapter.draft_from = clean(text)[:LETTERS], True, source
        chapter.revision += 1
        chapter.save()
        offered.append(str(key))
    if offered:
        data = {"chapters": offered, "from": source}
        record(act="innovations.drafts_offered", subject=fresh, by=None, now=now, data=data)
    return offered
