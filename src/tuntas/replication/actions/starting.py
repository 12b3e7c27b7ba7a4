"""Beginning a copy."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tuntas.casework.actions import open_case
from tuntas.innovations.models import Innovation
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.people.models import Organisation, Person
from tuntas.replication.actions.errors import AlreadyCopied, CannotCopy, NotAllowed
from tuntas.replication.flow import COPY
from tuntas.replication.models import Mark, Replication
from tuntas.replication.rules import may_start, refusal, spot_of
from tuntas.replication.terms import CopyStage, ReplicationStarted


def start(
    *,
    innovation: Innovation,
    adopter: Organisation,
    reason: str,
    by: Person,
    now: datetime,
    title: str = "",
    parent: Replication | None = None,
    is_sample: bool = False,
) -> Replication:
    """Express interest for `adopter`, in the origin or in a copy of it (`parent`).

    Raises `NotAllowed`, `CannotCopy`, or `AlreadyCopied` with the copy that lives already: two offices of a
    regency that ask at the same moment meet the database's own constraint.
    """
    if not may_start(by, adopter, now):
        raise NotAllowed
    if why := refusal(innovation, adopter, parent):
        raise CannotCopy(why)
    spot = spot_of(adopter)
    if existing := living(innovation, spot):
        raise AlreadyCopied(existing)
    try:
        with transaction.atomic():
            case = open_case(
                flow=COPY,
                prefix="REP",
                title=(title or innovation.name)[:200],
                place=adopter.place,
                by=by,
                now=now,
                organisation=adopter,
                is_sample=is_sample,
            )
            copy = Replication.objects.create(
                case=case,
                innovation=innovation,
                parent=parent,
                depth=parent.depth + 1 if parent else 1,
                adopter=adopter,
                place=adopter.place,
                spot=spot,
                origin_spot=spot_of(innovation.owner),
                reason=reason.strip(),
                title=title.strip()[:200],
            )
            Mark.objects.create(replication=copy, stage=CopyStage.INTEREST, at=now)
            record(act="replication.started", subject=copy, by=by, now=now, data={"innovation": innovation.pk})
            publish(ReplicationStarted(copy.pk))
    except IntegrityError:
        if existing := living(innovation, spot):
            raise AlreadyCopied(existing) from None
        raise
    return copy


def living(innovation: Innovation, spot: str) -> Replication | None:
    """The copy of the innovation that lives at a spot."""
    found = Replication.objects.filter(innovation=innovation, spot=spot, is_live=True)
    return found.select_related("case", "adopter").first()
