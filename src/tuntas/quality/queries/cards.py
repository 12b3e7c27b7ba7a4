"""Scorecards: a place beside its own past, beside similar places, beside where the practice came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.quality.flow import all_services, origin_of, service
from tuntas.quality.models import Tally
from tuntas.quality.queries.words import HIDDEN, FourWords, put_together, words_by
from tuntas.quality.rules.hours import last_day, month_of, months_back
from tuntas.quality.rules.suppression import hidden_parts, hides_group
from tuntas.quality.terms import MONTHS, SMALLEST
from tuntas.residents.terms import Group

PEERS = 6  # shown beside a place
ALIKE = 2  # a peer has at most so many times the cases, and at least that part of them


@dataclass(frozen=True)
class Window:
    """The twelve months that end with a month, and the twelve before them."""

    month: date

    @property
    def since(self) -> date:
        return months_back(self.month, MONTHS - 1)

    @property
    def until(self) -> date:
        return last_day(self.month)

    @property
    def before(self) -> date:
        """Where the twelve months before begin."""
        return months_back(self.since, MONTHS)

    @property
    def months(self) -> list[date]:
        """The twelve, oldest first."""
        return [months_back(self.month, back) for back in range(MONTHS - 1, -1, -1)]


@dataclass(frozen=True)
class Line:
    """A service at a place: now, and the year before."""

    key: str
    name: Any
    now: FourWords
    before: FourWords


@dataclass(frozen=True)
class Beside:
    """A place with its figures."""

    place: Place
    words: FourWords
    is_own: bool = False


@dataclass(frozen=True)
class Detail:
    """Everything of one service at one place."""

    now: FourWords
    before: FourWords
    months: list[tuple[date, FourWords]]
    groups: list[tuple[Any, FourWords]]
    peers: list[Beside]
    origin: Beside | None
    below: list[Beside]


def named(key: str) -> Any:
    """The name of a service; its key where it is measured no more."""
    known = service(key)
    return known.name if known else key


def scorecard(place: Place, window: Window) -> list[Line]:
    """Every service with figures at the place, by key. Two queries."""
    rows = list(_both(window).filter(place=place, group=""))
    hide = _hidden_services(place, window)
    lines = []
    for key in sorted({row.service for row in rows}):
        own = [row for row in rows if row.service == key]
        now = _of(own, window.since, (key, True) in hide)
        before = _of(own, window.before, (key, False) in hide, until=window.since)
        lines.append(Line(key, named(key), now, before))
    return lines


def measured_at(place: Place) -> list[tuple[str, Any]]:
    """Keys and names of the services that run or ever had figures there."""
    had = set(Tally.objects.filter(place=place).values_list("service", flat=True).distinct())
    return [(key, named(key)) for key in sorted(had | {known.key for known in all_services()})]


def detail(key: str, place: Place, window: Window) -> Detail:
    """One service at one place; six queries at most."""
    rows = list(_both(window).filter(service=key, place=place))
    hide = _hidden_beside(key, place, window)
    own = [row for row in rows if not row.group]
    now = _of(own, window.since, ("", True) in hide)
    before = _of(own, window.before, ("", False) in hide, until=window.since)
    origin = origin_of(key, place)
    others = _peers(key, place, window, now)
    beside = _beside(key, [*others, *([origin] if origin else [])], window)
    peers = [Beside(other, beside[other.code]) for other in others]
    return Detail(
        now=now,
        before=before,
        months=_months(own, window) if now.any else [],
        groups=_groups(rows, window, now, hide) if now.any else [],
        peers=sorted([*peers, Beside(place, now, True)], key=lambda one: one.place.name) if peers else [],
        origin=Beside(origin, beside[origin.code]) if origin else None,
        below=_below(key, place, window),
    )


def _both(window: Window) -> QuerySet[Tally]:
    return Tally.objects.filter(month__gte=window.before, month__lte=window.month)


def _of(rows: Iterable[Tally], since: date, hide: bool, until: date | None = None) -> FourWords:
    return (
        HIDDEN if hide else put_together(row for row in rows if row.month >= since and (not until or row.month < until))
    )


def _months(own: list[Tally], window: Window) -> list[tuple[date, FourWords]]:
    counts = {month: sum(row.cases for row in own if row.month == month) for month in window.months}
    hide = hidden_parts(counts)
    found = words_by((row for row in own if row.month >= window.since), lambda row: row.month, hide)
    return [(month, found.get(month, FourWords())) for month in window.months]


def _groups(
    rows: list[Tally], window: Window, now: FourWords, hide: frozenset[tuple[str, bool]]
) -> list[tuple[Any, FourWords]]:
    current = [row for row in rows if row.month >= window.since and row.group]
    counts = {group: sum(row.cases for row in current if row.group == group) for group in Group.values}
    closed = {group for group, number in counts.items() if hides_group(number, now.cases) or (group, True) in hide}
    found = words_by(current, lambda row: row.group, closed)
    return [
        (Group(group).label, HIDDEN if group in closed else found.get(group, FourWords())) for group in Group.values
    ]


def _hidden_beside(key: str, place: Place, window: Window) -> frozenset[tuple[str, bool]]:
    """(group, whether now) that are hidden because they would give a neighbouring place's few cases away."""
    return frozenset((group, at) for _, group, at in _given_away(place, window, Q(service=key)))


def _hidden_services(place: Place, window: Window) -> frozenset[tuple[str, bool]]:
    return frozenset((key, at) for key, _, at in _given_away(place, window, Q(group="")))


def _given_away(place: Place, window: Window, which: Q) -> list[tuple[str, str, bool]]:
    if place.parent_id is None:
        return []
    rows = _both(window).filter(which, place__parent=place.parent_id).order_by()
    counted: dict[tuple[str, str, bool], dict[str, int]] = {}
    sums = rows.values("service", "group", "place").annotate(
        now=Sum("cases", filter=Q(month__gte=window.since), default=0),
        then=Sum("cases", filter=Q(month__lt=window.since), default=0),
    )
    for row in sums:
        for at, name in ((True, "now"), (False, "then")):
            counted.setdefault((row["service"], row["group"], at), {})[row["place"]] = row[name]
    return [what for what, counts in counted.items() if place.code in hidden_parts(counts)]


def _below(key: str, place: Place, window: Window) -> list[Beside]:
    """The places directly below, by name."""
    rows = list(
        Tally.objects.filter(
            service=key, place__parent=place, month__gte=window.since, month__lte=window.month, group=""
        ).select_related("place")
    )
    counts: dict[Place, int] = {}
    for row in rows:
        counts[row.place] = counts.get(row.place, 0) + row.cases
    found = words_by(rows, lambda row: row.place, hidden_parts(counts))
    return [Beside(one, found[one]) for one in sorted(found, key=lambda one: (one.name, one.code))]


def _peers(key: str, place: Place, window: Window, now: FourWords) -> list[Place]:
    """Up to six places of the same level and kind with about as many cases; villages and districts of one regency."""
    if not now.any or place.level == Level.PROVINCE:
        return []
    alike = Tally.objects.filter(
        service=key, group="", month__gte=window.since, month__lte=window.month, place__level=place.level,
        place__kind=place.kind,
    ).exclude(place=place)  # fmt: skip
    if place.level != Level.REGENCY:
        alike = alike.filter(place__code__startswith=".".join(place.lineage[1].split(".")) + ".")
    sums = alike.order_by().values("place").annotate(number=Sum("cases"))
    close = sums.filter(number__gte=max(SMALLEST, now.cases // ALIKE), number__lte=now.cases * ALIKE)
    found = {row["place"]: row["number"] for row in close.order_by("place")[:400]}
    nearest = sorted(found, key=lambda code: (abs(found[code] - now.cases), code))[:PEERS]
    return list(Place.objects.filter(code__in=nearest))


def _beside(key: str, places: list[Place], window: Window) -> dict[str, FourWords]:
    """The figures of other places, hidden where they would be hidden on their own pages."""
    if not places:
        return {}
    parents = {place.parent_id for place in places if place.parent_id}
    rows = Tally.objects.filter(service=key, group="", month__gte=window.since, month__lte=window.month)
    sums = rows.filter(place__parent__in=parents).order_by().values("place", "place__parent")
    counted: dict[str, dict[str, int]] = {}
    for row in sums.annotate(number=Sum("cases")):
        counted.setdefault(row["place__parent"], {})[row["place"]] = row["number"]
    hide = {code for counts in counted.values() for code in hidden_parts(counts)}
    found = words_by(rows.filter(place__in=places), lambda row: row.place_id, hide)
    return {place.code: found.get(place.code, FourWords()) for place in places}


def window_of(asked: str, today: date) -> Window:
    """The window that ends with the month asked for ("2021-10"); the present month where that is no month or ahead."""
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        month = today
    return Window(month_of(month if month_of(month) <= today and month.year > 2000 else today))
