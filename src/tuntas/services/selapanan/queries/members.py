"""Who belongs to a group."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from tuntas.people.models import Holding, Person
from tuntas.people.rules import in_force
from tuntas.people.terms import OrganisationKind
from tuntas.services.selapanan.models import Group, Member


def members_on(group: Group, day: date) -> QuerySet[Member]:
    """The members of that day, by name; one query."""
    here = Q(joined_on__lte=day) & (Q(left_on=None) | Q(left_on__gt=day))
    return Member.objects.filter(here, group=group).order_by("name", "pk")


def active(group: Group) -> QuerySet[Member]:
    """Who belongs to it now."""
    return Member.objects.filter(group=group, left_on=None).order_by("name", "pk")


def accounts_of(group: Group, now: datetime) -> QuerySet[Person]:
    """People with a role in the group's village, whose account a member may have. Others are not offered: no page
    answers whether somebody has an account."""
    government = Q(organisation__kind=OrganisationKind.VILLAGE, organisation__place=group.place)
    here = Q(organisation=None, place=group.place)
    people = Holding.objects.filter(in_force(now), here | government).values("person")
    return Person.objects.filter(pk__in=people).order_by("name", "pk")
