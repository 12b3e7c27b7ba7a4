"""The public register: what a visitor sees, and what belongs to a person's organisations."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from tuntas.innovations.models import Award, Innovation
from tuntas.innovations.rules import search_words
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import held, may_operate
from tuntas.people.terms import Role

SORTS = {
    "name": (Lower("name"), "pk"),
    "newest": ("-added_at", Lower("name"), "pk"),
    "confirmed": (F("confirmed_at").desc(nulls_last=True), Lower("name"), "pk"),
}


@dataclass(frozen=True)
class Filters:
    """What the visitor asked for; empty fields do not narrow."""

    text: str = ""
    regency: str = ""
    year: str = ""
    contest: str = ""
    status: str = ""
    sort: str = "name"


def public(filters: Filters = Filters()) -> QuerySet[Innovation]:
    """Public innovations that fit, with owner, place and awards loaded in two queries."""
    found = Innovation.objects.filter(is_public=True)
    for word, root in search_words(filters.text):
        found = found.filter(Q(words__contains=f" {word}") | Q(words__contains=f" {root}"))
    if filters.regency:
        found = found.filter(Q(place_id=filters.regency) | Q(place__code__startswith=f"{filters.regency}."))
    awards = Award.objects.all()
    if filters.contest:
        awards = awards.filter(contest=filters.contest)
    if filters.year:
        awards = awards.filter(year__in=[year for year in _year_strings() if filters.year in _covered(year)])
    if filters.contest or filters.year:
        found = found.filter(pk__in=awards.values("innovation_id"))
    if filters.status:
        found = found.filter(status=filters.status)
    order = SORTS.get(filters.sort, SORTS["name"])
    return found.select_related("owner", "place").prefetch_related("awards").defer("words").order_by(*order)


def contests() -> list[str]:
    """Contests in which public innovations were awarded or took part, by name."""
    awards = Award.objects.filter(innovation__is_public=True).order_by("contest")
    return list(awards.values_list("contest", flat=True).distinct())


def years() -> list[str]:
    """Years of those awards, latest first; "2019–2021" counts for each of its years."""
    return sorted({year for text in _year_strings() for year in _covered(text)}, reverse=True)


def shown(slug: str) -> Innovation | None:
    """One innovation with all its page needs, in two queries; None when there is none."""
    found = Innovation.objects.select_related("owner", "place__parent").prefetch_related("awards__document")
    return found.defer("words").filter(slug=slug).first()


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


def _year_strings() -> list[str]:
    return list(Award.objects.filter(innovation__is_public=True).order_by().values_list("year", flat=True).distinct())


def _covered(text: str) -> list[str]:
    """The years a text names: "2019–2021" names three."""
    named = [int(year) for year in re.findall(r"\d{4}", text)]
    if not named:
        return []
    if len(named) == 2 and named[1] - named[0] < 20:
        return [str(year) for year in range(named[0], named[1] + 1)]
    return [str(year) for year in named]
