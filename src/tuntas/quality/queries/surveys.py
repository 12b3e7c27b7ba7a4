"""Results of the satisfaction survey, and its words."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import get_language

from tuntas.places.models import Place
from tuntas.quality.models import NAMES, Published, Remark, Response, Wording
from tuntas.quality.rules.hours import month_of
from tuntas.quality.rules.skm import Index, index, sample_size
from tuntas.quality.terms import SMALLEST, Channel, RemarkState

OWN = Path(__file__).resolve().parent.parent / "data" / "skm.json"


@dataclass(frozen=True)
class Question:
    """One element as people read it. `value` of an answer is its place, 1 to 4."""

    name: str  # u1 to u9
    element: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Element:
    """A line of the result."""

    number: int
    name: str
    filled: int
    nrr: float | None


@dataclass(frozen=True)
class Survey:
    """The result of a service at a place in a time. `hidden`: fewer than five sheets, nothing of them is told."""

    respondents: int
    hidden: bool
    index: Index | None
    elements: tuple[Element, ...]
    served: int
    needed: int
    channels: tuple[tuple[str, int], ...] = ()
    is_sample: bool = False

    @property
    def enough(self) -> bool:
        """As many answered as the sample-size formula asks for."""
        return self.respondents >= self.needed > 0


@cache
def own_words() -> list[dict[str, Any]]:
    """Version 1: the house's own words."""
    return list(json.loads(OWN.read_text(encoding="utf-8"))["questions"])


def version_at(day: date) -> tuple[int, list[dict[str, Any]]]:
    """The number and words in force on the day."""
    found = Wording.objects.filter(since__lte=day).order_by("-since", "-number").first()
    return (found.number, found.questions) if found else (1, own_words())


def questions(words: list[dict[str, Any]]) -> list[Question]:
    """The words in the reader's language; Indonesian where no English was written."""
    english = (get_language() or "id").startswith("en")

    def say(one: dict[str, Any], field: str) -> Any:
        return (english and one.get(f"{field}_en")) or one[field]

    return [
        Question(name, str(say(one, "element")), str(say(one, "text")), tuple(say(one, "answers")))
        for name, one in zip(NAMES, words, strict=True)
    ]


def below(code: str) -> Q:
    """At the place or anywhere below it."""
    return Q(place=code) | Q(place__code__startswith=f"{code}.")


def responses(service: str, place: Place, since: date, until: date) -> QuerySet[Response]:
    """The sheets of the months from that of `since` to that of `until`, at the place and below it."""
    return Response.objects.filter(below(place.code), service=service, month__gte=month_of(since), month__lte=until)


def survey(service: str, place: Place, since: date, until: date, served: int = 0) -> Survey:
    """The result, in one query. `served` is how many were served, which the sample size goes by."""
    sums = {f"sum_{name}": Sum(name) for name in NAMES} | {f"number_{name}": Count(name) for name in NAMES}
    kinds = {f"by_{channel}": Count("pk", filter=Q(channel=channel)) for channel in Channel.values}
    row = responses(service, place, since, until).aggregate(
        number=Count("pk"), samples=Count("pk", filter=Q(is_sample=True)), **sums, **kinds
    )
    needed = sample_size(served)
    if row["number"] < SMALLEST:
        return Survey(0, row["number"] > 0, None, (), served, needed)
    filled = [row[f"number_{name}"] for name in NAMES]
    found = index([row[f"sum_{name}"] or 0 for name in NAMES], filled)
    named = zip(questions(own_words()), found.nrr, filled, strict=True)
    return Survey(
        respondents=row["number"],
        hidden=False,
        index=found,
        elements=tuple(
            Element(number, question.element, count, None if nrr is None else float(nrr))
            for number, (question, nrr, count) in enumerate(named, 1)
        ),
        served=served,
        needed=needed,
        channels=tuple((str(Channel(key).label), row[f"by_{key}"]) for key in Channel.values),
        is_sample=bool(row["samples"]),
    )


def remarks(service: str, place: Place) -> QuerySet[Remark]:
    """What was written at the very place, unread first; what was taken out is gone."""
    found = Remark.objects.filter(service=service, place=place).exclude(state=RemarkState.REMOVED)
    return found.order_by("-state", "-month", "key")


def published(place: Place, service: str = "") -> QuerySet[Published]:
    """Results that were published with a document, newest first."""
    found = Published.objects.filter(place=place).select_related("document")
    return (found.filter(service=service) if service else found).order_by("-until", "-pk")


def asked_services(place: Place) -> Iterable[str]:
    """Keys of the services anybody answered about at the place or below."""
    return Response.objects.filter(below(place.code)).values_list("service", flat=True).distinct().order_by("service")
