"""Writing plan, readiness, milestones and results: the adopter's work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.files.actions import store
from tuntas.files.models import File
from tuntas.files.terms import PDF
from tuntas.journal.actions import record, subject_of
from tuntas.people.models import Person
from tuntas.replication.actions.errors import Changed, NotAllowed, ReplicationRefused
from tuntas.replication.models import Milestone, Readiness, Replication, Result
from tuntas.replication.rules import may_plan, parts_of
from tuntas.replication.rules.papers import FILE
from tuntas.replication.terms import Axis

MOST_MILESTONES = 30


@dataclass(frozen=True)
class Plan:
    """The plan as typed. `chapters`: chapter → (what differs, why)."""

    scope: str
    plan: str
    cost: Decimal | None
    people: int | None
    chapters: Mapping[str, tuple[str, str]]


def _open_to(copy: Replication, by: Person, now: datetime) -> Replication:
    fresh = Replication.objects.select_related("case", "adopter", "innovation__owner").get(pk=copy.pk)
    if not may_plan(parts_of(fresh, by, now), fresh.case.stage):
        raise NotAllowed
    return fresh


def keep_file(*, copy: Replication, upload: UploadedFile | bytes, name: str, by: Person, now: datetime) -> File:
    """A PDF of the copy, for both sides and the province. Raises `files.terms.UploadRefused`."""
    return store(upload=upload, name=name, kind=PDF(10), purpose=FILE, subject=subject_of(copy), by=by, now=now)


@transaction.atomic
def save_plan(*, copy: Replication, plan: Plan, revision: int, by: Person, now: datetime) -> Replication:
    """Keep the adaptation plan; `revision` is the one the person saw."""
    fresh = _open_to(copy, by, now)
    values = {
        "scope": plan.scope,
        "plan": plan.plan,
        "cost": plan.cost,
        "people_needed": plan.people,
        "revision": revision + 1,
    }
    if not Replication.objects.filter(pk=fresh.pk, revision=revision).update(**values):
        raise Changed
    for row in fresh.adaptations.all():
        differs, why = plan.chapters.get(row.chapter, (row.differs, row.why))
        if (differs, why) != (row.differs, row.why):
            row.differs, row.why = differs, why
            row.save(update_fields=["differs", "why"])
    record(act="replication.plan_saved", subject=fresh, by=by, now=now, data={"revision": revision + 1})
    fresh.refresh_from_db()
    return fresh


@transaction.atomic
def grade(
    *, copy: Replication, axis: Axis, grade: int, evidence: str, by: Person, now: datetime, file: File | None = None
) -> Readiness:
    """Grade one axis of readiness 0 to 3, with its evidence; the file kept before stays unless a new one comes."""
    fresh = _open_to(copy, by, now)
    if not 0 <= grade <= 3:
        raise ReplicationRefused(_("Grades run from 0 to 3."))
    if grade and not (evidence.strip() or file):
        raise ReplicationRefused(_("A grade above 0 needs evidence: %s.") % axis.label)
    values = {"grade": grade, "evidence": evidence.strip(), "graded_by": by, "graded_at": now}
    if file is not None:
        values["file"] = file
    row = Readiness.objects.update_or_create(replication=fresh, axis=axis, defaults=values)[0]
    record(act="replication.graded", subject=fresh, by=by, now=now, data={"axis": str(axis), "grade": grade})
    return row


@transaction.atomic
def set_milestone(
    *,
    copy: Replication,
    title: str,
    weight: int,
    done: int,
    due_on: date | None,
    by: Person,
    now: datetime,
    milestone: Milestone | None = None,
) -> Milestone:
    """Add a milestone, or change one of this copy."""
    fresh = _open_to(copy, by, now)
    if not (0 <= done <= 100 and 1 <= weight <= 100):
        raise ReplicationRefused(_("Weight runs from 1 to 100, and what is done from 0 to 100 percent."))
    if milestone is None and fresh.milestones.count() >= MOST_MILESTONES:
        raise ReplicationRefused(_("Thirty milestones are enough. Change one of them."))
    kept = milestone or Milestone(replication=fresh)
    if kept.replication_id != fresh.pk:
        raise NotAllowed
    kept.title, kept.weight, kept.done, kept.due_on, kept.changed_at = title, weight, done, due_on, now
    kept.save()
    record(act="replication.milestone_set", subject=fresh, by=by, now=now, data={"milestone": kept.pk, "done": done})
    return kept


@transaction.atomic
def add_result(*, copy: Replication, result: Result, by: Person, now: datetime) -> Result:
    """Keep one measured indicator (an unsaved `Result`); one figure a day for each."""
    fresh = _open_to(copy, by, now)
    if result.measured_on < result.baseline_on:
        raise ReplicationRefused(_("The figure cannot be older than its baseline."))
    result.replication, result.added_by, result.added_at = fresh, by, now
    try:
        with transaction.atomic():
            result.save(force_insert=True)
    except IntegrityError:
        raise ReplicationRefused(_("This indicator has a figure for that day already.")) from None
    record(act="replication.result_added", subject=fresh, by=by, now=now, data={"result": result.pk})
    return result
