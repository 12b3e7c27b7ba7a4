"""Figures about a village's residents. None of them tells who somebody is."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Q

from tuntas.kernel.clock import wib_date
from tuntas.places.models import Place
from tuntas.residents.models import Resident
from tuntas.residents.rules.groups import ADULT, NO_LONGER_YOUNG, OLD, YOUNG, groups_of, years_before
from tuntas.residents.terms import Group, ResidentState, Sex


def groups(ids: Iterable[int], now: datetime) -> dict[int, frozenset[Group]]:
    """Which groups each resident belongs to; one query. Ids that do not exist are left out."""
    day = wib_date(now)
    columns = ("sex", "born", "has_disability", "welfare")
    return {row.pk: groups_of(row, day) for row in Resident.objects.filter(pk__in=set(ids)).only(*columns)}


def counts(place: Place, now: datetime) -> dict[Group, int]:
    """How many residents living there belong to each group; one query. Show cells below 5 to nobody outside."""
    day = wib_date(now)
    asked = {str(group): Count("pk", filter=having(group, day)) for group in Group}
    found = Resident.objects.filter(village=place, state=ResidentState.PRESENT).aggregate(**asked)
    return {group: found[str(group)] for group in Group}


def having(group: Group, day: date) -> Q:
    """Residents of the group on that day; the same as `rules.groups.groups_of`, asked of the database."""
    first = day.replace(day=1)
    return {
        Group.WOMAN: Q(sex=Sex.FEMALE),
        Group.POOR: Q(welfare=True),
        Group.DISABILITY: Q(has_disability=True),
        Group.CHILD: Q(born__gt=years_before(first, ADULT)),
        Group.YOUTH: Q(born__lte=years_before(first, YOUNG), born__gt=years_before(first, NO_LONGER_YOUNG)),
        Group.ELDERLY: Q(born__lte=years_before(first, OLD)),
    }[group]
