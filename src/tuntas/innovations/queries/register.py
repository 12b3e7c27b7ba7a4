"""One innovation, and what belongs to a person's organisations. What a visitor finds: `queries.search`."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import held, may_operate
from tuntas.people.terms import Role


def shown(slug: str) -> Innovation | None:
    """One innovation with all its page needs, in two queries; None when there is none."""
    found = Innovation.objects.select_related("owner", "place__parent").prefetch_related("awards__document")
    return found.filter(slug=slug).first()


def mine(person: Person, now: datetime) -> QuerySet[Innovation]:
    """Innovations of the organisations the person writes for or administers, unpublished first."""
    found = Innovation.objects.filter(owner__in=own_organisations(person, now))
    return found.select_related("owner", "place").defer("words").order_by("is_public", Lower("name"), "pk")


def own_organisations(person: Person, now: datetime) -> QuerySet[Organisation]:
    """The organisations in whose name the person may enter an innovation; their units too."""
    roles = held(person, now).filter(role__in=[Role.INNOVATOR, Role.LOCAL_ADMIN], organisation__isnull=False)
    ids = roles.values("organisation_id")
    return Organisation.objects.filter(Q(pk__in=ids) | Q(parent_id__in=ids)).order_by("name")


def owners_for(person: Person, now: datetime) -> QuerySet[Organisation]:
    """The same, and every organisation for an operator."""
    return Organisation.objects.order_by("name") if may_operate(person, now) else own_organisations(person, now)
