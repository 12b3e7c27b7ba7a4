"""Conversations as people read them, and what waits for whom."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from tuntas.forum.models import Post, Report, Story
from tuntas.forum.terms import ReportOutcome, Standing
from tuntas.innovations.models import Innovation
from tuntas.people.models import Holding, Person
from tuntas.people.queries.organisations import operators
from tuntas.people.rules import held, in_force
from tuntas.people.terms import Role

ANSWERING = (Role.INNOVATOR, Role.LOCAL_ADMIN)


def comments_on(story: Story) -> QuerySet[Post]:
    """Comments in order, with their writers; hidden ones are there too, the page shows the reason instead."""
    return Post.objects.filter(story=story).select_related("by")


def questions_about(innovation: Innovation, text: str = "") -> QuerySet[Post]:
    """Questions with the number of answers, the newest first; found by words of question and answers."""
    found = Post.objects.filter(innovation=innovation, parent=None).select_related("by")
    for word in text.split()[:6]:
        said = Post.objects.filter(parent=OuterRef("pk"), hidden_at=None, text__icontains=word)
        found = found.filter(Q(text__icontains=word, hidden_at=None) | Exists(said))
    visible = Q(answers__hidden_at=None)
    adopter = Post.objects.filter(parent=OuterRef("pk"), standing=Standing.ADOPTER, hidden_at=None)
    return found.annotate(
        replies=Count("answers", filter=visible & Q(answers__isnull=False)), by_adopter=Exists(adopter)
    ).order_by("-at", "-pk")


def question(innovation: Innovation, pk: int) -> Post | None:
    """One question with its answers in order."""
    answers = Prefetch("answers", queryset=Post.objects.select_related("by").order_by("at", "pk"))
    found = Post.objects.filter(innovation=innovation, parent=None, pk=pk)
    return found.select_related("by", "innovation__owner").prefetch_related(answers).first()


def unanswered_for(person: Person, now: datetime) -> QuerySet[Post]:
    """Open questions to the innovations of the person's organisations, the oldest first."""
    own = held(person, now).filter(role__in=ANSWERING).exclude(organisation=None).values("organisation_id")
    owners = Q(innovation__owner__in=own) | Q(innovation__owner__parent__in=own)
    waiting = Post.objects.filter(owners, parent=None, answered_at=None, closed_at=None, hidden_at=None)
    return waiting.exclude(by=person).select_related("innovation", "by").order_by("at", "pk")


def answering(innovation: Innovation, now: datetime) -> QuerySet[Person]:
    """Who is told of a question: who writes for the owner or administers it; where nobody does, the province."""
    if owner := innovation.owner:
        ids = [owner.pk, *([owner.parent_id] if owner.parent_id else [])]
        there = Holding.objects.filter(in_force(now), role__in=ANSWERING, organisation__in=ids)
        found = Person.objects.filter(pk__in=there.values("person")).order_by("pk")
        if found.exists():
            return found
    return operators(now)


def reported() -> QuerySet[Report]:
    """Reports nobody settled yet, the oldest first."""
    waiting = Report.objects.filter(outcome=ReportOutcome.OPEN)
    return waiting.select_related("by", "post__by", "post__innovation", "post__story__live").order_by("at", "pk")


def hands() -> QuerySet[Post]:
    """What was hidden, the latest first: by whom and why."""
    hidden = Post.objects.filter(hidden_at__isnull=False)
    return hidden.select_related("by", "hidden_by", "innovation", "story__live").order_by("-hidden_at", "-pk")
