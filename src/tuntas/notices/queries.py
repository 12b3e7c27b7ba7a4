"""What somebody has been told, and what still wants to go out by e-mail."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, Q, QuerySet, Value, When

from tuntas.notices.models import Choice, Notice
from tuntas.notices.terms import ALWAYS_MAILED, MOST_TRIES, Group, group_of
from tuntas.people.models import Person


def unread(person: Person) -> int:
    """How many messages the person has not read: one count on an index, for the badge on every page."""
    return Notice.objects.filter(person=person, read_at=None).count()


def received(person: Person, *, only_unread: bool = False) -> QuerySet[Notice]:
    """The person's messages, unread first, newest first."""
    found = Notice.objects.filter(person=person)
    if only_unread:
        found = found.filter(read_at=None)
    fresh = Case(When(read_at=None, then=Value(0)), default=Value(1))
    return found.order_by(fresh, "-at", "-pk")


def declined_mail(people: Iterable[Person], kind: str) -> set[int]:
    """Which of the people want no e-mail about this kind of thing."""
    if kind in ALWAYS_MAILED:
        return set()
    ids = [person.pk for person in people]
    found = Choice.objects.filter(group=group_of(kind), mail=False, person_id__in=ids)
    return set(found.values_list("person_id", flat=True))


def choices_of(person: Person) -> dict[Group, bool]:
    """For every group, whether the person wants e-mail about it."""
    made = dict(Choice.objects.filter(person=person).values_list("group", "mail"))
    return {group: made.get(group, True) for group in Group}


def due_for_mail(now: datetime) -> QuerySet[Notice]:
    """Notices whose letter should go out now, oldest first; given up after the last try."""
    waiting = Notice.objects.filter(mail_wanted=True, mailed_at=None, tries__lt=MOST_TRIES)
    return waiting.filter(Q(next_try_at=None) | Q(next_try_at__lte=now)).order_by("at", "pk")
