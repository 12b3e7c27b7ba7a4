"""Moving a copy on. Every stage change passes here, and through `casework.actions.move`."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.casework.actions import move
from tuntas.innovations.actions import add_site, origin_of, set_site_status
from tuntas.innovations.models import Site
from tuntas.innovations.terms import Status
from tuntas.kernel.clock import wib_date
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.replication.actions.errors import ReplicationRefused
from tuntas.replication.actions.papers import issue_certificates
from tuntas.replication.models import Confirmation, Mark, Replication
from tuntas.replication.terms import LIVE, CopyStage, ReplicationMoved, ReplicationRunning, ReplicationStopped

# Moves that come with facts of their own, or that others make (`signing.sign` makes "agree").
SPECIAL = frozenset({"agree", "run"})


@transaction.atomic
def step(
    *, copy: Replication, key: str, by: Person, now: datetime, message: str = "", seen: int | None = None
) -> Replication:
    """Make a move of the flow, keep when it was, and do what belongs to it.

    `message` is read by both sides; of a copy that stops it is the public lesson. Raises what
    `casework.actions.move` raises.
    """
    came_from = Replication.objects.values_list("case__stage", flat=True).get(pk=copy.pk)
    case = move(case=copy.case, move=key, by=by, now=now, message=message, seen=seen)
    fresh = Replication.objects.select_related("case", "adopter", "innovation__owner").get(pk=copy.pk)
    fresh.is_live = case.stage in LIVE
    fresh.nudged_at = None
    if key == "pause":
        fresh.paused_from = came_from
    if case.stage == CopyStage.STOPPED:
        fresh.lesson = message.strip()
    fresh.save(update_fields=["is_live", "nudged_at", "paused_from", "lesson"])
    Mark.objects.filter(replication=fresh, left_at=None).update(left_at=now)
    Mark.objects.create(replication=fresh, stage=case.stage, at=now)
    if key == "confirm":
        Confirmation.objects.create(replication=fresh, note=message.strip(), by=by, at=now)
        _tell_register(fresh, Status.RUNNING, by, now)
    if key == "measure":
        issue_certificates(copy=fresh, by=by, now=now)
    if case.stage == CopyStage.STOPPED and fresh.running_since:
        _tell_register(fresh, Status.STOPPED, by, now)
        publish(ReplicationStopped(fresh.pk))
    publish(ReplicationMoved(fresh.pk, key, by.pk))
    return fresh


@transaction.atomic
def run(
    *, copy: Replication, since: date, units: str, by: Person, now: datetime, seen: int | None = None
) -> Replication:
    """It runs at the adopter's: since when and in which villages or units. The register gets the place."""
    if not units.strip():
        raise ReplicationRefused(_("Say since when it runs and in which villages or units."))
    Replication.objects.filter(pk=copy.pk).update(running_since=since, units=units.strip())
    fresh = step(copy=copy, key="run", by=by, now=now, seen=seen)
    add_site(
        innovation=fresh.innovation,
        place=fresh.place,
        organisation=fresh.adopter,
        since=since,
        source=fresh.case.reference,
        parent=_site_of(fresh.parent) if fresh.parent else origin_of(fresh.innovation, now),
        by=by,
        now=now,
        is_sample=fresh.case.is_sample,
    )
    publish(ReplicationRunning(fresh.pk))
    return fresh


def _site_of(copy: Replication) -> Site | None:
    """The copy's place in the register; None before it runs."""
    return copy.innovation.sites.filter(place=copy.place, organisation=copy.adopter).first()


def _tell_register(copy: Replication, status: Status, by: Person, now: datetime) -> None:
    site = _site_of(copy)
    if site is not None:
        ended = wib_date(now) if status == Status.STOPPED else None
        lesson = copy.lesson if status == Status.STOPPED else ""
        set_site_status(site=site, status=status, lesson=lesson, ended_on=ended, by=by, now=now)
