"""Questions around interviews and visits: who is a finalist, who must be told, what clashes, what was found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from tuntas.casework.models import Party
from tuntas.kernel.clock import wib_date
from tuntas.kipp.models import Assignment, Claim, Edition, Entry, SeatHolder, Slot, Stage, Visit
from tuntas.kipp.rules.meetings import STANDING
from tuntas.kipp.rules.schedule import Turn, clashes
from tuntas.kipp.terms import ClaimVerdict, Part, Seat, StageKind
from tuntas.people.models import Holding, Organisation, Person
from tuntas.people.terms import Role


def stage_of_kind(edition: Edition, kind: StageKind) -> Stage | None:
    """The edition's first stage of that kind, with its edition; None if its calendar has none."""
    return Stage.objects.filter(edition=edition, kind=kind).select_related("edition").first()


def finalists(edition: Edition) -> QuerySet[Entry]:
    """Everybody on the shortlist, in the order of tracks and numbers."""
    return (
        Entry.objects.filter(edition=edition, case__stage__in=STANDING)
        .select_related("case", "organisation__place", "track", "edition")
        .order_by("track__order", "track_id", "number", "pk")
    )


def seated_jurors(edition: Edition) -> QuerySet[SeatHolder]:
    """The jury as it sits now, by name."""
    return edition.seats.filter(seat=Seat.JUROR, left_at=None).select_related("person").order_by("person__name", "pk")


def people_of(entries: Iterable[Entry], now: datetime) -> Mapping[int, list[Person]]:
    """For each entry its writers and the local admins of its organisation, nobody twice. Three queries.

    A writer who no longer holds a role in the organisation is not among them.
    """
    entries = list(entries)
    written: dict[int, set[int]] = {entry.case_id: {entry.created_by_id} for entry in entries}
    for case, person in Party.objects.filter(case__in=written, role=Part.INNOVATOR).values_list("case_id", "person_id"):
        written[case].add(person)
    parents = dict(Organisation.objects.filter(entries__in=entries).values_list("pk", "parent_id"))
    running = Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))
    holders: dict[int, list[Holding]] = {}
    for holding in Holding.objects.filter(
        running,
        role__in=[Role.INNOVATOR, Role.LOCAL_ADMIN],
        organisation__in={*parents, *parents.values()} - {None},
        person__is_active=True,
    ).select_related("person"):
        holders.setdefault(holding.organisation_id or 0, []).append(holding)
    found: dict[int, list[Person]] = {}
    for entry in entries:
        above = parents.get(entry.organisation_id) or 0
        near = holders.get(entry.organisation_id, []) + holders.get(above, [])
        people = {
            holding.person_id: holding.person
            for holding in near
            if holding.role == Role.LOCAL_ADMIN or holding.person_id in written[entry.case_id]
        }
        found[entry.pk] = list(people.values())
    return found


@dataclass(frozen=True)
class TimetableRow:
    """One turn as the timetable shows it; `troubles` are sentences."""

    slot: Slot
    ends: datetime
    asks_at: datetime  # when the questions begin
    troubles: tuple[str, ...]
    opens_day: bool  # the first turn of its day


@dataclass(frozen=True)
class Timetable:
    """The whole schedule of an interview stage and the finalists without a turn."""

    rows: list[TimetableRow]
    waiting: list[Entry]
    untold: int

    @property
    def troubled(self) -> int:
        return sum(1 for row in self.rows if row.troubles)


def timetable(stage: Stage, *, hidden: frozenset[int] = frozenset(), waiting: bool = True) -> Timetable:
    """All turns in order with what is wrong with each: clashes, outside the calendar, no longer a finalist.

    `hidden` are entries the reader must not see (`views.doors.hidden_at`). Finalists without a turn are looked up
    for those who plan (`waiting`), and where there is no turn at all.
    """
    turns = stage.slots.exclude(entry__in=hidden)
    slots = list(turns.select_related("entry__case", "entry__organisation__place", "entry__track", "stage"))
    jurors: dict[int, list[tuple[int, str]]] = {}
    for pk, juror, name in Assignment.objects.filter(stage=stage, removed_at=None).values_list(
        "entry_id", "juror_id", "juror__person__name"
    ):
        jurors.setdefault(pk, []).append((juror, name))
    lengths = {slot.pk: timedelta(minutes=slot.present_minutes + slot.ask_minutes) for slot in slots}
    found = clashes(
        Turn(
            slot.pk,
            slot.starts_at,
            slot.starts_at + lengths[slot.pk],
            frozenset(
                [("juror", juror) for juror in jurors.get(slot.entry_id, [])]
                + [("room", slot.room), ("office", slot.entry.organisation.name)]
            ),
        )
        for slot in slots
    )
    titles = {slot.pk: slot.entry.title for slot in slots}
    rows, day = [], None
    for slot in slots:
        troubles = _clash_sentences(found.get(slot.pk, set()), titles) + _calendar_sentences(slot, stage)
        ends = slot.starts_at + lengths[slot.pk]
        asks = slot.starts_at + timedelta(minutes=slot.present_minutes)
        today = wib_date(slot.starts_at)
        rows.append(TimetableRow(slot, ends, asks, tuple(troubles), today != day))
        day = today
    placed = {slot.entry_id for slot in slots}
    others = finalists(stage.edition) if waiting or not slots else ()
    left = [entry for entry in others if entry.pk not in placed and entry.pk not in hidden]
    return Timetable(rows, left, sum(1 for slot in slots if slot.told_at is None))


def _clash_sentences(shared: set, titles: Mapping[int, str]) -> list[str]:
    sentences: dict[int, set[str]] = {}
    for other, (what, thing) in shared:
        kinds = sentences.setdefault(other, set())
        kinds.add(
            {"juror": _("the same jurors"), "room": _("the same room"), "office": _("the same organisation")}[what]
            if what != "room" or thing
            else _("the same panel")
        )
    return [
        _("Overlaps “%(title)s”: %(what)s.") % {"title": titles[other], "what": ", ".join(sorted(kinds))}
        for other, kinds in sorted(sentences.items())
    ]


def _calendar_sentences(slot: Slot, stage: Stage) -> list[str]:
    found = []
    if slot.entry.case.stage not in STANDING:
        found.append(_("No longer a finalist."))
    if (stage.opens_at and slot.starts_at < stage.opens_at) or (stage.closes_at and slot.starts_at > stage.closes_at):
        found.append(_("Outside the dates of this stage in the calendar."))
    return found


def visits(stage: Stage) -> QuerySet[Visit]:
    """The visits of a field stage with how many claims are checked of how many."""
    return (
        Visit.objects.filter(stage=stage)
        .select_related("entry__case", "entry__organisation__place", "entry__track", "stage__edition")
        .prefetch_related(Prefetch("visitors", SeatHolder.objects.select_related("person")))
        .annotate(
            claim_count=Count("claims", distinct=True),
            checked_count=Count("claims", filter=~Q(claims__verdict=ClaimVerdict.OPEN), distinct=True),
            photo_count=Count("photos", distinct=True),
        )
        .order_by("planned_for", "entry__number", "pk")
    )


@dataclass(frozen=True)
class VisitRow:
    """A finalist in the list of visits; `visit` is None while nothing is planned."""

    entry: Entry
    visit: Visit | None


def visit_list(stage: Stage, juror: Person | None = None) -> list[VisitRow]:
    """Every finalist with its visit, planned ones first by date; for one juror only the own visits."""
    planned = visits(stage)
    if juror is not None:
        return [VisitRow(visit.entry, visit) for visit in planned.filter(visitors__person=juror).distinct()]
    rows = [VisitRow(visit.entry, visit) for visit in planned]
    there = {row.entry.pk for row in rows}
    return rows + [VisitRow(entry, None) for entry in finalists(stage.edition) if entry.pk not in there]


def claims_of(visit: Visit) -> QuerySet[Claim]:
    """The checklist with its photos."""
    return visit.claims.select_related("section").prefetch_related("photos__file")
