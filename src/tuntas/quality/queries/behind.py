"""The cases a figure is made of, as far as somebody may open them."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from tuntas.casework.models import Case
from tuntas.casework.queries.threads import visible_to
from tuntas.people.models import Person
from tuntas.places.models import Place
from tuntas.quality.models import Measure
from tuntas.quality.queries.cards import Window

# What can be asked for, beside all.
WHICH = {
    "late": Q(kept=False),
    "returned": Q(returns__gt=0) | Q(extra_returns__gt=0),
    "untold": Q(told=False),
    "reopened": Q(reopened=True),
    "undone": Q(done=False),
    "paid": Q(cost__gt=0),
}


def behind(
    key: str, place: Place, window: Window, person: Person, now: datetime, which: str = ""
) -> tuple[QuerySet[Measure], int]:
    """The measures the person may open, slowest first, and of how many in all they are."""
    below = Q(case__place=place.code) | Q(case__place__code__startswith=f"{place.code}.")
    found = Measure.objects.filter(below, service=key, ended_on__gte=window.since, ended_on__lte=window.until)
    found = found.filter(WHICH.get(which, Q()))
    mine = found.filter(case__in=_cases(person, now)).select_related("case__place")
    shown = mine.annotate(all_returns=F("returns") + F("extra_returns")).order_by("-minutes", "case_id")
    return shown, found.count()


def _cases(person: Person, now: datetime) -> QuerySet[Case]:
    return Case.objects.filter(visible_to(person, now)).order_by()
