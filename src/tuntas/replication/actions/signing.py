"""Signing the agreement: recorded consent of the owner, the adopter and the facilitator."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.casework.models import Case
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role
from tuntas.replication.actions.errors import NotAllowed, ReplicationRefused
from tuntas.replication.actions.moving import step
from tuntas.replication.actions.papers import issue_agreement
from tuntas.replication.models import Adaptation, Consent, Milestone, Replication
from tuntas.replication.queries.origin import chapters_of
from tuntas.replication.rules import parts_of, sides_to_sign
from tuntas.replication.terms import Chapter, CopyStage, ReplicationMoved, Side

# Where a plan begins: weights are the adopter's to change.
MILESTONES = (
    ("Keputusan pimpinan dan tim", 2),
    ("Aturan dan anggaran", 2),
    ("SOP dan formulir disesuaikan", 2),
    ("Petugas dilatih bersama pemilik", 2),
    ("Uji coba di tempat pertama", 3),
    ("Layanan berjalan", 4),
)


@transaction.atomic
def sign(*, copy: Replication, side: Side, position: str, by: Person, now: datetime) -> Replication:
    """Sign for one side. The last signature seals the agreement and opens the plan. Twice is refused kindly."""
    Case.objects.select_for_update().get(pk=copy.case_id)
    fresh = Replication.objects.select_related("case", "adopter", "innovation__owner").get(pk=copy.pk)
    signed = set(fresh.consents.values_list("side", flat=True))
    if side in signed:
        raise ReplicationRefused(_("This side has signed already."))
    if fresh.case.stage != CopyStage.APPROVED or side not in sides_to_sign(parts_of(fresh, by, now), signed):
        raise NotAllowed
    if not position.strip():
        raise ReplicationRefused(_("Write in which position you sign."))
    owner = fresh.innovation.owner
    own = owner is not None and Role.LOCAL_ADMIN in roles_in(by, owner, now)
    try:
        with transaction.atomic():
            Consent.objects.create(
                replication=fresh,
                side=side,
                person=by,
                at=now,
                position=position.strip()[:120],
                stands_in=side == Side.OWNER and not own,
            )
    except IntegrityError:
        raise ReplicationRefused(_("This side has signed already.")) from None
    record(act="replication.signed", subject=fresh, by=by, now=now, data={"side": str(side)})
    if len(signed) + 1 < len(Side):
        publish(ReplicationMoved(fresh.pk, f"signed_{side}", by.pk))
        return fresh
    done = step(copy=fresh, key="agree", by=by, now=now)
    issue_agreement(copy=done, by=by, now=now)
    _open_plan(done, now)
    return done


def _open_plan(copy: Replication, now: datetime) -> None:
    """The chapters of the origin as they are today, and milestones to begin with."""
    origin = chapters_of(copy.innovation)
    Adaptation.objects.bulk_create(
        Adaptation(replication=copy, chapter=chapter, origin=origin.get(chapter, "")) for chapter in Chapter
    )
    Milestone.objects.bulk_create(
        Milestone(replication=copy, title=title, weight=weight, changed_at=now) for title, weight in MILESTONES
    )
