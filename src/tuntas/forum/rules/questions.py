"""Who asks, answers, reports, hides and closes; how much one person may write."""

from datetime import datetime, timedelta

from django.db.models import Q

from tuntas.forum.models import Post, Story
from tuntas.forum.rules.stories import may_write
from tuntas.forum.terms import POSTS_A_DAY, Standing
from tuntas.innovations.models import Innovation, Site
from tuntas.innovations.rules import may_edit
from tuntas.people.models import Person
from tuntas.people.rules import held


def standing_at(person: Person, innovation: Innovation, now: datetime) -> Standing:
    """What the person is to the innovation: its owner, at work where it was copied, or a reader."""
    if may_edit(person, innovation, now):
        return Standing.OWNER
    organisations = held(person, now).exclude(organisation=None).values("organisation_id")
    copies = Site.objects.filter(innovation=innovation, parent__isnull=False)
    if copies.filter(Q(organisation__in=organisations) | Q(organisation__parent__in=organisations)).exists():
        return Standing.ADOPTER
    return Standing.READER


def may_answer(standing: Standing, question: Post, person: Person) -> bool:
    """Owner, adopters, and whoever asked may write under an open question."""
    if question.closed_at is not None or question.hidden_at is not None:
        return False
    return standing in (Standing.OWNER, Standing.ADOPTER) or question.by_id == person.pk


def may_close(standing: Standing, question: Post, person: Person) -> bool:
    """The owner of the innovation, and whoever asked."""
    return question.closed_at is None and (standing == Standing.OWNER or question.by_id == person.pk)


def may_moderate(person: Person, now: datetime) -> bool:
    """The newsroom keeps order. Owners do not: nobody hides an awkward question about their own work."""
    return may_write(person, now)


def writes_too_much(person: Person, now: datetime) -> bool:
    """Whether the person has written `POSTS_A_DAY` posts within a day."""
    return Post.objects.filter(by=person, at__gt=now - timedelta(days=1)).count() >= POSTS_A_DAY


def may_comment(person: Person, story: Story) -> bool:
    """Registered people may, while the editor lets them."""
    return person.is_authenticated and story.comments_open
