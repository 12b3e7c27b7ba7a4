"""Changes of the origin: noticed, offered to the copies, taken over or not."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.innovations.models import Innovation
from tuntas.innovations.terms import InnovationChanged
from tuntas.journal.actions import record
from tuntas.kernel.clock import now as clock_now
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.replication.actions.errors import NotAllowed, ReplicationRefused
from tuntas.replication.models import Adaptation, Replication, Update, UpdateAnswer
from tuntas.replication.queries.origin import chapters_of
from tuntas.replication.rules import may_plan, parts_of
from tuntas.replication.terms import Answer, UpdateOffered


def origin_changed(event: InnovationChanged) -> None:
    """Handler: look what the owner has changed."""
    innovation = Innovation.objects.filter(pk=event.innovation_id).first()
    if innovation is not None:
        notice_changes(innovation=innovation, now=clock_now())


@transaction.atomic
def notice_changes(*, innovation: Innovation, now: datetime) -> int:
    """Compare the origin with what its copies last saw, and offer what differs; how many offers are new.

    An offer nobody has answered yet grows with further changes, so that adopters read one difference, not ten.
    """
    Innovation.objects.select_for_update().get(pk=innovation.pk)
    live = Adaptation.objects.filter(replication__innovation=innovation, replication__is_live=True)
    seen: dict[str, str] = dict(live.order_by("pk").values_list("chapter", "origin"))
    if not seen:
        return 0
    latest = {update.chapter: update for update in innovation.updates.order_by("at", "pk")}
    offered = 0
    for chapter, text in chapters_of(innovation).items():
        last = latest.get(chapter)
        if chapter not in seen or (last.after if last else seen[chapter]) == text:
            continue
        if last and not last.answers.exists():
            Update.objects.filter(pk=last.pk).update(after=text, at=now)
            continue
        before = last.after if last else seen[chapter]
        update = Update.objects.create(innovation=innovation, chapter=chapter, before=before, after=text, at=now)
        record(act="replication.update_offered", subject=update, by=None, now=now, data={"chapter": chapter})
        publish(UpdateOffered(update.pk))
        offered += 1
    return offered


@transaction.atomic
def answer_update(
    *,
    copy: Replication,
    update: Update,
    answer: Answer,
    reason: str,
    by: Person,
    now: datetime,
    differs: str | None = None,
) -> UpdateAnswer:
    """Take a change of the origin over, or not, with the reason.

    Taken over, the plan stands on the new text of the origin; what is done differently at home stays as it is,
    unless `differs` says it anew.
    """
    fresh = Replication.objects.select_related("case", "adopter", "innovation__owner").get(pk=copy.pk)
    if update.innovation_id != fresh.innovation_id or not may_plan(parts_of(fresh, by, now), fresh.case.stage):
        raise NotAllowed
    if answer == Answer.DECLINED and not reason.strip():
        raise ReplicationRefused(_("Write why you do not take it over: the owner learns from it."))
    try:
        with transaction.atomic():
            kept = UpdateAnswer.objects.create(
                update=update, replication=fresh, answer=answer, reason=reason.strip(), by=by, at=now
            )
    except IntegrityError:
        raise ReplicationRefused(_("This change has been answered already.")) from None
    if answer == Answer.ACCEPTED:
        row = fresh.adaptations.filter(chapter=update.chapter).first()
        if row is not None:
            row.origin = update.after
            row.differs = row.differs if differs is None else differs.strip()
            row.save(update_fields=["origin", "differs"])
    record(
        act="replication.update_answered", subject=fresh, by=by, now=now, data={"update": update.pk, "answer": answer}
    )
    return kept
