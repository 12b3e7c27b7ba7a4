"""Who decides at places."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tuntas.catalogue.rules.permission import own_people, village_people
from tuntas.people.models import Holding, Person
from tuntas.people.rules import in_force
from tuntas.places.models import Place


def managers_of(place: Place, now: datetime) -> QuerySet[Person]:
    """The place's own people who decide which services run there."""
    found = Holding.objects.filter(in_force(now) & own_people(place)).values("person")
    return Person.objects.filter(pk__in=found).order_by("pk")


def managers_below(villages: Any, now: datetime) -> QuerySet[Person]:
    """Those who decide in any of the villages, a subquery of codes."""
    found = Holding.objects.filter(in_force(now) & village_people(villages)).values("person")
    return Person.objects.filter(pk__in=found).order_by("pk")
