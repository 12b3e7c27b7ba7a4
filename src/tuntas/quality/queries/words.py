"""The four words of a service at a place in a time, from the sums alone."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from tuntas.places.models import Place
from tuntas.quality.models import Tally
from tuntas.quality.rules.histogram import merged, quantile
from tuntas.quality.rules.hours import month_of
from tuntas.quality.rules.intervals import wilson
from tuntas.quality.rules.measuring import SUMS
from tuntas.quality.terms import FEW, SMALLEST


@dataclass(frozen=True)
class Share:
    """A part of a whole that is always shown with it; of few, only an interval is known."""

    part: int
    whole: int

    @property
    def known(self) -> bool:
        """There is something to be a share of."""
        return self.whole > 0

    @property
    def few(self) -> bool:
        """Too few for one number: the interval is shown."""
        return self.whole < FEW

    @property
    def percent(self) -> float:
        """0.0 to 100.0; 0.0 of nothing."""
        return 100 * self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound in percent, Wilson 95 %; the whole scale of nothing."""
        if not self.whole:
            return 0.0, 100.0
        low, high = wilson(self.part, self.whole)
        return 100 * low, 100 * high


@dataclass(frozen=True)
class Mean:
    """A sum over cases, shown with how many they were."""

    total: int
    whole: int

    @property
    def known(self) -> bool:
        return self.whole > 0

    @property
    def value(self) -> float:
        """A case; 0.0 of nothing."""
        return self.total / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class FourWords:
    """What the service was like. `hidden`: fewer than five cases, so nothing of them is told, not even how many.

    *mudah*: `visits`, `documents` (over the cases of which the service noted them), `returned` and `returns`;
    *murah*: `cost` in rupiah, `free`; *cepat*: `p50`, `p90` in working hours (to 2 %), `kept` of those promised;
    *tuntas*: `whole` = done first time, told, not reopened, and its parts.
    """

    cases: int = 0
    hidden: bool = False
    visits: Mean = Mean(0, 0)
    documents: Mean = Mean(0, 0)
    returns: Mean = Mean(0, 0)
    returned: Share = Share(0, 0)
    cost: Mean = Mean(0, 0)
    free: Share = Share(0, 0)
    kept: Share = Share(0, 0)
    p50: float | None = None
    p90: float | None = None
    done: Share = Share(0, 0)
    first_time: Share = Share(0, 0)
    told: Share = Share(0, 0)
    reopened: Share = Share(0, 0)
    whole: Share = Share(0, 0)
    is_sample: bool = False  # invented cases are among them

    @property
    def any(self) -> bool:
        """Something can be told."""
        return self.cases > 0 and not self.hidden


HIDDEN = FourWords(hidden=True)


def four_words(service: str, place: Place | str, since: date, until: date, group: str | None = None) -> FourWords:
    """The service at the place and below it, over the months from that of `since` to that of `until`.

    Cases count in the month they first ended. Under five cases nothing is told. `group` is a value of
    `residents.terms.Group`; use `groups.by_group` where groups stand beside each other, which hides what the others
    would give away. One query.
    """
    rows = tallies(since, until, group or "").filter(service=service, place=place)
    return put_together(rows)


def tallies(since: date, until: date, group: str = "") -> QuerySet[Tally]:
    """The sums of the months from that of `since` to that of `until`."""
    return Tally.objects.filter(month__gte=month_of(since), month__lte=until, group=group)


def words_by(rows: Iterable[Tally], by: Callable[[Tally], Any], hide: Collection[Any] = ()) -> dict[Any, FourWords]:
    """The sums put together by what `by` answers; what is in `hide`, or under five, is hidden."""
    sorted_in: dict[Any, list[Tally]] = {}
    for row in rows:
        sorted_in.setdefault(by(row), []).append(row)
    return {key: HIDDEN if key in hide else put_together(some) for key, some in sorted_in.items()}


def put_together(rows: Iterable[Tally]) -> FourWords:
    """Several sums of one service as one."""
    rows = list(rows)
    sums = {name: sum(getattr(row, name) for row in rows) for name in SUMS}
    cases = sums["cases"]
    if 0 < cases < SMALLEST:
        return HIDDEN
    hours = merged(row.hours for row in rows)
    # What was noted of fewer than five cases would speak of single people.
    noted = sums["noted"] if sums["noted"] >= SMALLEST else 0
    return FourWords(
        cases=cases,
        visits=Mean(sums["visits"] if noted else 0, noted),
        documents=Mean(sums["documents"] if noted else 0, noted),
        returns=Mean(sums["returns"], cases),
        returned=Share(sums["returned"], cases),
        cost=Mean(sums["cost"] if noted else 0, noted),
        free=Share(sums["noted"] - sums["paying"] if noted else 0, noted),
        kept=Share(sums["kept"], sums["promised"]) if sums["promised"] >= SMALLEST else Share(0, 0),
        p50=_hours(quantile(hours, Fraction(1, 2))),
        p90=_hours(quantile(hours, Fraction(9, 10))),
        done=Share(sums["done"], cases),
        first_time=Share(sums["first_time"], cases),
        told=Share(sums["told"], cases),
        reopened=Share(sums["reopened"], cases),
        whole=Share(sums["whole"], cases),
        is_sample=bool(sums["samples"]),
    )


def _hours(minutes: float | None) -> float | None:
    return None if minutes is None else minutes / 60
