"""Who of the jury is behind and by how much, and what closing now would mean. Progress only, never a score."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Max, Q
from django.urls import reverse

from tuntas.kernel.clock import WIB, wib_date
from tuntas.kipp.models import Assignment, Entry, SeatHolder, Stage
from tuntas.kipp.queries.assigning import entries_of, jurors_of
from tuntas.notices.models import Notice

DAY = timedelta(days=1)
JURY_NUDGED = "kipp.jury_nudged"  # kind of the notice that reminds of sheets not handed in


@dataclass(frozen=True)
class Behind:
    """A juror's work in a stage against the calendar. Pace in sheets a day."""

    juror: SeatHolder
    assigned: int
    handed_in: int
    begun: int
    last: datetime | None  # when the last sheet was handed in
    due: int  # sheets that should be in by now at an even pace
    pace: float
    needed: float | None  # sheets a day from now on; None when the time is over or nothing is open
    done_at: datetime | None  # when all would be in at this pace
    late: bool  # would not be done in time at this pace, or the time is over
    reminded: bool

    @property
    def open(self) -> int:
        """Sheets not handed in."""
        return self.assigned - self.handed_in

    @property
    def behind(self) -> int:
        """Sheets behind an even pace."""
        return max(self.due - self.handed_in, 0)


def link_of(stage: Stage) -> str:
    """Where a reminder of this stage points; it tells reminders of stages apart."""
    return reverse("kipp:queue", args=[stage.edition.slug, stage.key])


def told_today(stage: Stage, now: datetime) -> set[int]:
    """Ids of persons reminded of this stage on this calendar day (WIB)."""
    midnight = datetime.combine(wib_date(now), time(0), WIB)
    rows = Notice.objects.filter(kind=JURY_NUDGED, link=link_of(stage), at__gte=midnight)
    return set(rows.values_list("person_id", flat=True))


def jury_pace(stage: Stage, now: datetime) -> list[Behind]:
    """Every juror with work in the stage, furthest behind first; two queries."""
    here = Q(assignments__stage=stage, assignments__removed_at=None)
    done = Q(assignments__sheet__handed_in_at__isnull=False)
    rows = jurors_of(stage).annotate(
        assigned_=Count("assignments", filter=here),
        done_=Count("assignments", filter=here & done),
        begun_=Count("assignments", filter=here & Q(assignments__sheet__isnull=False) & ~done),
        last_=Max("assignments__sheet__handed_in_at", filter=here & done),
    )
    told = told_today(stage, now)
    found = [_behind(row, stage, now, row.person_id in told) for row in rows if row.assigned_]
    return sorted(found, key=lambda one: (-one.behind, -one.open, one.juror.person.name.casefold(), one.juror.pk))


def _behind(row: SeatHolder, stage: Stage, now: datetime, reminded: bool) -> Behind:
    assigned, handed_in = row.assigned_, row.done_  # type: ignore[attr-defined]
    left = assigned - handed_in
    gone = max((now - stage.opens_at) / DAY, 0.0) if stage.opens_at else 0.0
    rest = (stage.closes_at - now) / DAY if stage.closes_at else None
    share = 0.0
    if rest is not None and stage.opens_at:
        share = 1.0 if rest <= 0 else gone / (gone + rest)
    pace = handed_in / gone if gone > 0 else 0.0
    done_at = now + DAY * (left / pace) if left and pace > 0 and left / pace < 3650 else None
    late = (
        bool(left)
        and rest is not None
        and (rest <= 0 or (share > 0 and (done_at is None or done_at - now > DAY * rest)))
    )
    return Behind(
        juror=row,
        assigned=assigned,
        handed_in=handed_in,
        begun=row.begun_,  # type: ignore[attr-defined]
        last=row.last_,  # type: ignore[attr-defined]
        due=int(assigned * share),
        pace=round(pace, 1),
        needed=round(left / rest, 1) if left and rest and rest > 0 else None,
        done_at=done_at,
        late=late,
        reminded=reminded,
    )


@dataclass(frozen=True)
class Thin:
    """An entry with fewer sheets than asked for."""

    entry: Entry
    heard: int
    assigned: int


@dataclass(frozen=True)
class Closing:
    """What closing the stage now would mean, without a look at any score."""

    quorum: int | None
    entries: int
    complete: int  # entries with every sheet in
    thin: list[Thin]  # entries with sheets missing, fewest first
    below: int  # entries under the quorum; without one, entries with no sheet at all
    unheard: int  # entries nobody has scored
    missing: int  # sheets
    silent: list[Behind]  # jurors with something open

    @property
    def reached(self) -> bool:
        """Every entry has its quorum."""
        return self.below == 0


def closing(stage: Stage, now: datetime) -> Closing:
    """Counts of sheets by entry; four queries. A sheet missing lowers nothing, but it can no longer come in."""
    floor = stage.quorum or 1
    rows = list(
        Assignment.objects.filter(stage=stage, removed_at=None, entry__in=entries_of(stage).order_by())
        .order_by()
        .values_list("entry_id")
        .annotate(given=Count("pk"), heard=Count("sheet", filter=Q(sheet__handed_in_at__isnull=False)))
    )
    counts = {entry: (given, heard) for entry, given, heard in rows}
    entries = list(entries_of(stage))
    thin = []
    for entry in entries:
        given, heard = counts.get(entry.pk, (0, 0))
        if heard < given or heard < floor:
            thin.append(Thin(entry, heard, given))
    heards = [counts.get(entry.pk, (0, 0))[1] for entry in entries]
    return Closing(
        quorum=stage.quorum,
        entries=len(entries),
        complete=len(entries) - len(thin),
        thin=sorted(thin, key=lambda one: (one.heard, one.entry.number or 0, one.entry.pk)),
        below=sum(1 for heard in heards if heard < floor),
        unheard=sum(1 for heard in heards if heard == 0),
        missing=sum(given - heard for given, heard in counts.values()),
        silent=[one for one in jury_pace(stage, now) if one.open],
    )
