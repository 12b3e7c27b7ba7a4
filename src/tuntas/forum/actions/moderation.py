"""Reporting, hiding, showing again. Nothing is deleted and every hand is in the journal."""

from datetime import datetime

from django.db import transaction

from tuntas.forum.actions.refusals import NotAllowed
from tuntas.forum.models import Post, Report
from tuntas.forum.rules.questions import may_moderate
from tuntas.forum.terms import PostHidden, PostReported, ReportOutcome
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.people.models import Person


@transaction.atomic
def report(*, post: Post, reason: str, by: Person, now: datetime) -> Report:
    """Say that a post should not stand; once a person."""
    if not by.is_authenticated or post.by_id == by.pk or post.hidden_at is not None:
        raise NotAllowed
    told, is_new = Report.objects.get_or_create(post=post, by=by, defaults={"reason": clean(reason), "at": now})
    if is_new:
        record(act="forum.reported", subject=post, by=by, now=now, data={"report": told.pk})
        publish(PostReported(told.pk))
    return told


@transaction.atomic
def hide(*, post: Post, reason: str, by: Person, now: datetime) -> Post:
    """Show the reason in place of the text; open reports about it are settled. Twice is harmless."""
    if not may_moderate(by, now):
        raise NotAllowed
    fresh = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if fresh.hidden_at is not None:
        return fresh
    fresh.hidden_at, fresh.hidden_by, fresh.hidden_reason = now, by, clean(reason)
    fresh.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    _settle(fresh, ReportOutcome.HIDDEN, by, now)
    record(act="forum.post_hidden", subject=fresh, by=by, now=now, data={"reason": fresh.hidden_reason})
    publish(PostHidden(fresh.pk))
    return fresh


@transaction.atomic
def keep(*, post: Post, by: Person, now: datetime) -> Post:
    """Leave a reported post as it is, or show a hidden one again; open reports about it are settled."""
    if not may_moderate(by, now):
        raise NotAllowed
    fresh = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    settled = _settle(fresh, ReportOutcome.KEPT, by, now)
    if fresh.hidden_at is not None:
        fresh.hidden_at, fresh.hidden_by, fresh.hidden_reason = None, None, ""
        fresh.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
        record(act="forum.post_shown", subject=fresh, by=by, now=now)
    elif settled:
        record(act="forum.post_kept", subject=fresh, by=by, now=now)
    return fresh


def _settle(post: Post, outcome: ReportOutcome, by: Person, now: datetime) -> int:
    waiting = Report.objects.filter(post=post, outcome=ReportOutcome.OPEN)
    return waiting.update(outcome=outcome, settled_at=now, settled_by=by)
