"""Asking an innovation's owner, answering, commenting, closing."""

from datetime import datetime

from django.db import transaction

from tuntas.forum.actions.refusals import Closed, NotAllowed, TooMuch
from tuntas.forum.models import Post, Story
from tuntas.forum.rules.questions import may_answer, may_close, may_comment, standing_at, writes_too_much
from tuntas.forum.rules.stories import may_write
from tuntas.forum.terms import QuestionAnswered, QuestionAsked, Standing
from tuntas.innovations.models import Innovation
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.people.models import Person


@transaction.atomic
def ask(*, innovation: Innovation, text: str, by: Person, now: datetime) -> Post:
    """Ask the team of a public innovation; the same words twice by the same person are one question."""
    if not (by.is_authenticated and innovation.is_public):
        raise NotAllowed
    if same := Post.objects.filter(innovation=innovation, parent=None, by=by, text=clean(text)).first():
        return same
    if writes_too_much(by, now):
        raise TooMuch
    post = Post.objects.create(
        innovation=innovation, text=clean(text), by=by, standing=standing_at(by, innovation, now), at=now
    )
    record(act="forum.asked", subject=post, by=by, now=now, data={"innovation": innovation.pk})
    publish(QuestionAsked(post.pk))
    return post


@transaction.atomic
def answer(*, question: Post, text: str, by: Person, now: datetime) -> Post:
    """Answer as owner or adopter, or go on as the one who asked. The owner's first answer settles the question."""
    fresh = Post.objects.select_for_update(of=("self",)).select_related("innovation__owner").get(pk=question.pk)
    assert fresh.innovation is not None and fresh.parent_id is None
    if same := fresh.answers.filter(by=by, text=clean(text)).first():
        return same
    if fresh.closed_at is not None:
        raise Closed
    standing = standing_at(by, fresh.innovation, now)
    if not may_answer(standing, fresh, by):
        raise NotAllowed
    if writes_too_much(by, now):
        raise TooMuch
    post = Post.objects.create(
        innovation=fresh.innovation, parent=fresh, text=clean(text), by=by, standing=standing, at=now
    )
    if standing == Standing.OWNER and fresh.answered_at is None:
        fresh.answered_at = now
        fresh.save(update_fields=["answered_at"])
    record(act="forum.answered", subject=post, by=by, now=now, data={"question": fresh.pk, "standing": str(standing)})
    publish(QuestionAnswered(post.pk))
    return post


@transaction.atomic
def close(*, question: Post, by: Person, now: datetime) -> Post:
    """No more answers; twice is harmless."""
    fresh = Post.objects.select_for_update(of=("self",)).select_related("innovation__owner").get(pk=question.pk)
    assert fresh.innovation is not None
    if fresh.closed_at is not None:
        return fresh
    if not may_close(standing_at(by, fresh.innovation, now), fresh, by):
        raise NotAllowed
    fresh.closed_at = now
    fresh.save(update_fields=["closed_at"])
    record(act="forum.question_closed", subject=fresh, by=by, now=now)
    return fresh


@transaction.atomic
def comment(*, story: Story, text: str, by: Person, now: datetime) -> Post:
    """Comment on a public story; the same words twice by the same person are one comment."""
    if not may_comment(by, story):
        raise NotAllowed
    if same := Post.objects.filter(story=story, by=by, text=clean(text)).first():
        return same
    if writes_too_much(by, now):
        raise TooMuch
    standing = Standing.EDITOR if may_write(by, now) else Standing.READER
    post = Post.objects.create(story=story, text=clean(text), by=by, standing=standing, at=now)
    record(act="forum.commented", subject=post, by=by, now=now, data={"story": story.pk})
    return post
