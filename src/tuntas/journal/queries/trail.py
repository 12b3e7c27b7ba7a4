"""Questions to the record."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q, QuerySet

from tuntas.journal.models import Line
from tuntas.journal.rules import subject_of
from tuntas.kernel.clock import WIB
from tuntas.people.models import Person


def trail(subject: models.Model | str) -> QuerySet[Line]:
    """The lines of one thing, oldest first, with who acted at hand."""
    return Line.objects.filter(subject=subject_of(subject)).select_related("actor").order_by("number")


def lines_of(person: Person) -> QuerySet[Line]:
    """What one person did, newest first."""
    return Line.objects.filter(actor=person).select_related("actor").order_by("-number")


def search(
    *, act: str = "", subject: str = "", person: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Line]:
    """Lines by the beginning of act or subject, by part of a name or e-mail address, by days in WIB; newest first."""
    found = Line.objects.select_related("actor").order_by("-number")
    if act:
        found = found.filter(act__startswith=act.strip())
    if subject:
        subject = subject.strip()
        found = found.filter(subject=subject) if ":" in subject else found.filter(subject__startswith=subject)
    if person:
        named = Person.objects.filter(Q(name__icontains=person.strip()) | Q(email__icontains=person.strip()))
        found = found.filter(actor__in=named)
    if since:
        found = found.filter(at__gte=datetime(since.year, since.month, since.day, tzinfo=WIB))
    if until:
        found = found.filter(at__lt=datetime(until.year, until.month, until.day, tzinfo=WIB) + timedelta(days=1))
    return found
