"""Panels: made by the office, consolidated by their jurors; a sheet changes there with a reason and keeps the old."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.kipp.actions.judging import Marks, missing_in
from tuntas.kipp.models import (
    Assignment,
    Category,
    Consolidation,
    Entry,
    Group,
    Panel,
    PanelEntry,
    PanelSeat,
    Score,
    SeatHolder,
    Sheet,
    SheetChange,
    Stage,
    Track,
)
from tuntas.kipp.rules.barring import bars
from tuntas.kipp.rules.judging import is_scored
from tuntas.kipp.rules.panels import can_consolidate, may_panel, may_write
from tuntas.kipp.rules.scoring import total_of
from tuntas.kipp.terms import Seat
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import worded
from tuntas.people.models import Person


class PanelRefused(Exception):
    """The panel or its consolidation cannot be changed like that; `str(error)` is a sentence for the person."""


@transaction.atomic
def save_panel(
    *,
    stage: Stage,
    title: str,
    jurors: Collection[SeatHolder],
    by: Person,
    now: datetime,
    panel: Panel | None = None,
    lead: SeatHolder | None = None,
    track: Track | None = None,
    group: Group | None = None,
    category: Category | None = None,
    by_hand: bool = False,
    entries: Collection[Entry] = (),
) -> Panel:
    """Make a panel, or change one that has not met. A juror and an entry belong to one panel of a stage.

    Raises `PanelRefused`.
    """
    fresh = _stage(stage, by)
    if not clean(title):
        raise PanelRefused(_("Give the panel a name."))
    if not jurors:
        raise PanelRefused(_("Choose at least one juror."))
    if any(one.edition_id != fresh.edition_id or one.seat != Seat.JUROR or one.left_at for one in jurors):
        raise PanelRefused(_("This person is not a juror of this edition."))
    if lead is not None and lead.pk not in {one.pk for one in jurors}:
        raise PanelRefused(_("The lead is one of the panel's jurors."))
    if any(one.edition_id != fresh.edition_id for one in entries):
        raise PanelRefused(_("This edition has no proposal of that reference."))
    others = Panel.objects.filter(stage=fresh)
    others = others.exclude(pk=panel.pk) if panel else others
    if others.filter(title=clean(title)[:120]).exists():
        raise PanelRefused(_("Another panel has this name."))
    if PanelSeat.objects.filter(panel__in=others, juror__in=list(jurors)).exists():
        raise PanelRefused(_("A juror belongs to one panel of a stage; one of these is in another."))
    if PanelEntry.objects.filter(panel__in=others, entry__in=list(entries)).exists():
        raise PanelRefused(_("A proposal belongs to one panel of a stage; one of these was given to another."))
    facts: dict[str, Any] = {
        "title": clean(title)[:120], "lead": lead, "track": track, "group": group, "category": category,
        "by_hand": by_hand,
    }  # fmt: skip
    if panel is None:
        panel = Panel.objects.create(stage=fresh, order=others.count() + 1, by=by, at=now, **facts)
    else:
        _unmet(panel)
        Panel.objects.filter(pk=panel.pk).update(**facts)
        panel.seats.all().delete()
        panel.picked.all().delete()
    PanelSeat.objects.bulk_create(PanelSeat(panel=panel, stage=fresh, juror=one) for one in jurors)
    PanelEntry.objects.bulk_create(PanelEntry(panel=panel, stage=fresh, entry=one) for one in entries)
    data = {"jurors": sorted(one.pk for one in jurors), "entries": sorted(one.pk for one in entries)}
    record(act="kipp.panel_saved", subject=panel, by=by, now=now, data=data)
    return Panel.objects.get(pk=panel.pk)


@transaction.atomic
def drop_panel(*, panel: Panel, by: Person, now: datetime) -> None:
    """Take a panel apart that has not met; assignments stay."""
    _stage(panel.stage, by)
    _unmet(panel)
    record(act="kipp.panel_dropped", subject=panel, by=by, now=now)
    panel.delete()


@transaction.atomic
def open_meeting(*, panel: Panel, by: Person, now: datetime) -> Consolidation:
    """Let the panel's jurors read each other's sheets, and change own ones with a reason. Opening twice is harmless."""
    stage = _stage(panel.stage, by)
    there = Consolidation.objects.filter(panel=panel, closed_at=None).first()
    if there:
        return there
    if not can_consolidate(stage, now):
        raise PanelRefused(_("Panels meet after scoring has closed and before the scores are locked."))
    made = Consolidation.objects.create(panel=panel, opened_by=by, opened_at=now)
    record(act="kipp.consolidation_opened", subject=made, by=by, now=now, data={"panel": panel.pk})
    _invite(stage, panel, now)
    return made


def _invite(stage: Stage, panel: Panel, now: datetime) -> None:
    """Tell the panel's jurors that it consolidates."""

    def say() -> tuple[str, str]:
        body = [said(stage.edition, "name"), said(stage, "title"), panel.title]
        return _("Your panel consolidates its scores"), "\n".join(body)

    people = Person.objects.filter(seats__panel_seats__panel=panel, seats__left_at=None, is_active=True)
    link = reverse("kipp:panel", args=[stage.edition.slug, stage.key, panel.pk])
    tell_many(people=people, kind="kipp.consolidation", link=link, now=now, **worded(say))


@transaction.atomic
def write_record(
    *, meeting: Consolidation, held_on: date | None, present: str, agreed: str, by: Person, now: datetime,
    close: bool = False,
) -> Consolidation:  # fmt: skip
    """Write who met, when and what was agreed; with `close` end the meeting: from then on nothing changes in it."""
    fresh = _meeting(meeting)
    if not may_write(by, fresh.panel, _seat(by, fresh.panel)):
        raise PanelRefused(_("Only the panel's lead and the office write its record."))
    if held_on is not None and held_on > wib_date(now):
        raise PanelRefused(_("The date of the meeting lies in the future."))
    fresh.held_on, fresh.present, fresh.agreed = held_on, clean(present), clean(agreed)
    if close:
        if not (fresh.held_on and fresh.present and fresh.agreed):
            raise PanelRefused(
                _("Before it closes the record says when the panel met, who was there, what was agreed.")
            )
        fresh.closed_at, fresh.closed_by = now, by
    fresh.save(update_fields=["held_on", "present", "agreed", "closed_at", "closed_by"])
    record(act="kipp.consolidation_closed" if close else "kipp.consolidation_written", subject=fresh, by=by, now=now)
    return fresh


@transaction.atomic
def change_sheet(
    *, meeting: Consolidation, assignment: Assignment, marks: Marks, reason: str, by: Person, now: datetime
) -> Sheet:
    """Change the own handed-in sheet during the panel's open consolidation; the old values are kept with the reason.

    Raises `PanelRefused`.
    """
    fresh = _meeting(meeting)
    stage = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=fresh.panel.stage_id)
    row = Assignment.objects.select_related("juror__edition", "entry__case").get(pk=assignment.pk)
    seat = _seat(by, fresh.panel)
    if seat is None or row.juror_id != seat.pk or row.stage_id != stage.pk or row.removed_at:
        raise PanelRefused(_("Only own sheets of the own panel can be changed."))
    if bars(row.juror, row.entry, now):
        raise PanelRefused(_("Only own sheets of the own panel can be changed."))
    if stage.locked_at is not None:
        raise PanelRefused(_("The scores are locked."))
    if not clean(reason):
        raise PanelRefused(_("Write why the scores change; the old ones are kept beside the reason."))
    sheet = Sheet.objects.select_for_update(of=("self",)).filter(assignment=row, handed_in_at__isnull=False).first()
    if sheet is None:
        raise PanelRefused(_("Only a sheet that was handed in can be changed here."))
    if missing := missing_in(stage, marks):
        raise PanelRefused(" ".join(missing.values()))
    return _changed(fresh, stage, sheet, marks, clean(reason)[:400], by, now)


def _changed(
    meeting: Consolidation, stage: Stage, sheet: Sheet, marks: Marks, reason: str, by: Person, now: datetime
) -> Sheet:
    criteria = {one.key: one for one in stage.criteria.all()}
    before = _held(sheet)
    for key, one in criteria.items():
        value = marks.values.get(key)
        if value is not None and not 0 <= value <= 100:
            raise PanelRefused(_("A score is a number from 0 to 100."))
        facts = {"value": value, "remark": clean(marks.remarks.get(key, ""))}
        Score.objects.update_or_create(sheet=sheet, criterion=one, defaults=facts)
    values = {one.pk: marks.values.get(key) for key, one in criteria.items()}
    sheet.total = total_of(values, {one.pk: one.weight for one in criteria.values()})
    sheet.weights_version, sheet.revision, sheet.saved_at = stage.weights_version, sheet.revision + 1, now
    sheet.handed_in_at = now
    sheet.save(update_fields=["total", "weights_version", "revision", "saved_at", "handed_in_at"])
    change = SheetChange.objects.create(
        meeting=meeting, sheet=sheet, before=before, after=_held(sheet), reason=reason, by=by, at=now
    )
    # The archive's check follows a sheet by these lines: it was handed in anew, in this meeting.
    data = {"revision": sheet.revision, "change": change.pk, "meeting": meeting.pk}
    record(act="kipp.sheet_handed_in", subject=sheet, by=by, now=now, data=data)
    return sheet


def _held(sheet: Sheet) -> dict[str, Any]:
    rows = Score.objects.filter(sheet=sheet).order_by("criterion__order", "criterion_id")
    values = {key: None if value is None else str(value) for key, value in rows.values_list("criterion__key", "value")}
    remarks = dict(rows.exclude(remark="").values_list("criterion__key", "remark"))
    return {"total": None if sheet.total is None else str(sheet.total), "values": values, "remarks": remarks}


def _seat(person: Person, panel: Panel) -> SeatHolder | None:
    """The person's juror seat, where it belongs to the panel."""
    return SeatHolder.objects.filter(
        person=person, seat=Seat.JUROR, left_at=None, edition=panel.stage.edition_id, panel_seats__panel=panel
    ).first()


def _meeting(meeting: Consolidation) -> Consolidation:
    fresh = (
        Consolidation.objects.select_for_update(of=("self",)).select_related("panel__stage__edition").get(pk=meeting.pk)
    )
    if fresh.closed_at is not None:
        raise PanelRefused(_("The consolidation is closed; its record stays as it is."))
    return fresh


def _stage(stage: Stage, by: Person) -> Stage:
    fresh = Stage.objects.select_for_update(of=("self",)).select_related("edition").get(pk=stage.pk)
    if not may_panel(by, fresh.edition):
        raise PanelRefused(_("Only organisers and the secretariat of an open edition may do this."))
    if not is_scored(fresh):
        raise PanelRefused(_("This stage has no scores."))
    return fresh


def _unmet(panel: Panel) -> None:
    if panel.meetings.exists():
        raise PanelRefused(_("The panel has met; it stays as it is."))
