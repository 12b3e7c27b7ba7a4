"""The interview timetable: making it, changing turns, seating the panel, telling everybody concerned."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib
from tuntas.kipp.models import Assignment, Entry, SeatHolder, Slot, Stage
from tuntas.kipp.queries.conflicts import barred_among
from tuntas.kipp.queries.meetings import finalists, people_of, seated_jurors
from tuntas.kipp.rules.meetings import is_finalist, still_open
from tuntas.kipp.rules.schedule import Plan, in_order, turns
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.rules.spelling import day_name, long_date
from tuntas.notices.actions import tell
from tuntas.notices.terms import Words
from tuntas.people.models import Person


class MeetingRefused(Exception):
    """The timetable or visit cannot be changed so; `str(error)` is a sentence for the person."""


class NotOrganiser(MeetingRefused):
    def __init__(self) -> None:
        super().__init__(_("Only an organiser of this edition may do this."))


class ScoresLocked(MeetingRefused):
    def __init__(self) -> None:
        super().__init__(_("The scores of this stage are locked, so nothing here can change any more."))


class NothingToPlan(MeetingRefused):
    def __init__(self) -> None:
        super().__init__(_("There are no finalists yet. Decide the shortlist first."))


def _check(stage: Stage, by: Person) -> Stage:
    fresh = Stage.objects.select_for_update().select_related("edition").get(pk=stage.pk)
    if not may_organise(by, fresh.edition):
        raise NotOrganiser
    if not still_open(fresh):
        raise ScoresLocked
    return fresh


@transaction.atomic
def make_schedule(
    *,
    stage: Stage,
    plan: Plan,
    by: Person,
    now: datetime,
    mixed: bool = False,
    seed: int | None = None,
    room: str = "",
    jurors: Sequence[SeatHolder] | None = None,
) -> list[Slot]:
    """A turn for every finalist, replacing any earlier timetable; `jurors` None seats the whole jury.

    `seed` draws the order of each track by lot (it stands in the journal, so the draw can be repeated).
    Raises `NotOrganiser`, `ScoresLocked`, `NothingToPlan`, `rules.schedule.DoesNotFit`.
    """
    stage = _check(stage, by)
    tracks: dict[int, list[Entry]] = {}
    for entry in finalists(stage.edition):
        tracks.setdefault(entry.track_id, []).append(entry)
    if not tracks:
        raise NothingToPlan
    line = in_order(list(tracks.values()), mixed=mixed, seed=seed)
    starts = turns(plan, len(line))
    stage.slots.all().delete()
    made = Slot.objects.bulk_create(
        Slot(
            stage=stage,
            entry=entry,
            starts_at=moment,
            present_minutes=plan.present,
            ask_minutes=plan.ask,
            room=room.strip(),
        )
        for entry, moment in zip(line, starts, strict=True)
    )
    seat_panel(stage=stage, entries=line, jurors=jurors, by=by, now=now)
    record(act="kipp.schedule_made", subject=stage, by=by, now=now, data={"turns": len(made), "seed": seed})
    return made


@transaction.atomic
def put_slot(
    *,
    stage: Stage,
    entry: Entry,
    starts_at: datetime,
    by: Person,
    now: datetime,
    room: str = "",
    present: int = 7,
    ask: int = 13,
) -> Slot:
    """Give an entry its turn, or move the one it has; a changed turn counts as not told yet."""
    stage = _check(stage, by)
    if not is_finalist(entry):
        raise MeetingRefused(_("Only finalists are interviewed."))
    slot, _made = Slot.objects.update_or_create(
        stage=stage,
        entry=entry,
        defaults={
            "starts_at": starts_at,
            "room": room.strip(),
            "present_minutes": present,
            "ask_minutes": ask,
            "told_at": None,
        },
    )
    record(act="kipp.slot_put", subject=slot, by=by, now=now, data={"entry": entry.pk, "at": starts_at.isoformat()})
    return slot


@transaction.atomic
def swap_slots(*, one: Slot, other: Slot, by: Person, now: datetime) -> None:
    """The two entries change turns; length and room stay with the turn. The same turn twice changes nothing."""
    stage = _check(one.stage, by)
    first, second = (Slot.objects.select_for_update().get(pk=pk, stage=stage) for pk in (one.pk, other.pk))
    if first.pk == second.pk:
        return
    for mine, theirs in ((first, _turn_of(second)), (second, _turn_of(first))):
        for name, value in theirs.items():
            setattr(mine, name, value)
        mine.told_at = None
        mine.save()
    record(act="kipp.slots_swapped", subject=stage, by=by, now=now, data={"slots": [first.pk, second.pk]})


def _turn_of(slot: Slot) -> dict[str, object]:
    return {name: getattr(slot, name) for name in ("starts_at", "present_minutes", "ask_minutes", "room")}


@transaction.atomic
def drop_slot(*, slot: Slot, by: Person, now: datetime) -> None:
    """Take an entry's turn out of the timetable. Dropping it twice is harmless."""
    stage = _check(slot.stage, by)
    gone, _rows = Slot.objects.filter(pk=slot.pk).delete()
    if gone:
        record(act="kipp.slot_dropped", subject=stage, by=by, now=now, data={"entry": slot.entry_id})


@transaction.atomic
def seat_panel(
    *, stage: Stage, entries: Sequence[Entry], by: Person, now: datetime, jurors: Sequence[SeatHolder] | None = None
) -> int:
    """Assign the jurors (None: every seated one) to the entries in this stage; how many assignments are new.

    A juror in conflict with an entry (`queries.conflicts`) is left out; one taken off an entry before comes back.
    """
    stage = _check(stage, by)
    panel = list(seated_jurors(stage.edition)) if jurors is None else list(jurors)
    barred = barred_among(stage.edition, panel, entries, now)
    there = {(row.entry_id, row.juror_id): row for row in Assignment.objects.filter(stage=stage)}
    wanted = [(entry, juror) for entry in entries for juror in panel if (entry.pk, juror.pk) not in barred]
    back = [row.pk for entry, juror in wanted if (row := there.get((entry.pk, juror.pk))) and row.removed_at]
    Assignment.objects.filter(pk__in=back).update(removed_at=None)
    made = Assignment.objects.bulk_create(
        Assignment(stage=stage, entry=entry, juror=juror, at=now)
        for entry, juror in wanted
        if (entry.pk, juror.pk) not in there
    )
    if made:
        record(act="kipp.panel_seated", subject=stage, by=by, now=now, data={"assignments": len(made)})
    return len(made)


@transaction.atomic
def tell_schedule(*, stage: Stage, by: Person, now: datetime) -> int:
    """Tell finalists and jurors what is new in the timetable; how many turns were told. Twice tells nothing twice."""
    stage = _check(stage, by)
    fresh = list(
        stage.slots.select_for_update(of=("self",))
        .filter(told_at=None)
        .select_related("entry__case", "entry__organisation")
    )
    if not fresh:
        return 0
    link = reverse("kipp:slots", args=[stage.edition.slug])
    people = people_of([slot.entry for slot in fresh], now)
    for slot in fresh:
        for person in people.get(slot.entry_id, ()):
            tell(person=person, kind="kipp.interview_turn", now=now, link=link, **_turn_in_words(slot))
    jurors = Person.objects.filter(seats__assignments__stage=stage, seats__assignments__removed_at=None, is_active=True)
    for person in jurors.distinct():
        tell(
            person=person,
            kind="kipp.interview_schedule",
            title=f"Jadwal wawancara {stage.edition.name} sudah tersedia",
            title_en=f"The interview timetable of {stage.edition.name} is ready",
            body=f"{len(fresh)} giliran baru atau berubah. Buka jadwal untuk melihat hari, jam, dan tempat.",
            body_en=f"{len(fresh)} turns are new or changed. Open the timetable for days, times and place.",
            link=link,
            now=now,
        )
    stage.slots.filter(pk__in=[slot.pk for slot in fresh]).update(told_at=now)
    record(act="kipp.schedule_told", subject=stage, by=by, now=now, data={"slots": [slot.pk for slot in fresh]})
    return len(fresh)


def _turn_in_words(slot: Slot) -> Words:
    """The notice to a finalist in both languages."""
    start = wib(slot.starts_at)
    where_id, where_en = (f" Tempat: {slot.room}.", f" Place: {slot.room}.") if slot.room else ("", "")
    return {
        "title": f"Jadwal wawancara untuk “{slot.entry.title}”",
        "title_en": f"Interview time for “{slot.entry.title}”",
        "body": (
            f"{day_name(start.date())}, {long_date(start.date())} pukul {start:%H.%M} WIB. "
            f"Paparan {slot.present_minutes} menit, tanya jawab {slot.ask_minutes} menit.{where_id}"
        ),
        "body_en": (
            f"{day_name(start.date(), 'en')}, {long_date(start.date(), 'en')} at {start:%H:%M} WIB. "
            f"{slot.present_minutes} minutes to present, {slot.ask_minutes} minutes of questions.{where_en}"
        ),
    }
