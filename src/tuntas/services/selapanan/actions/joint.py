"""Several groups meet about every three months, and look at what all of them have found."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.catalogue.queries import is_on
from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.services.selapanan.actions.errors import ChangedMeanwhile, NotFitting, locked, must
from tuntas.services.selapanan.models import Finding, Group, Joint, JointFinding, JointGroup
from tuntas.services.selapanan.terms import FindingStage, Part


@transaction.atomic
def call_joint(*, host: Group, title: str, day: date, hour: time, venue: str, by: Person, now: datetime) -> Joint:
    """The host calls a meeting of several groups; it takes part itself. The same day twice is one meeting."""
    must(by, host, Part.RUNNER, now)
    group = locked(host)
    if day < wib_date(now):
        raise NotFitting(_("That day has passed."))
    joint, is_new = Joint.objects.get_or_create(
        host=group,
        day=day,
        defaults={"place": group.place, "title": clean(title)[:160], "hour": hour, "venue": clean(venue)[:200],
                  "called_by": by, "called_at": now, "is_sample": group.is_sample},
    )  # fmt: skip
    if is_new:
        JointGroup.objects.create(joint=joint, group=group, joined_by=by, joined_at=now)
        record(act="selapanan.joint_called", subject=joint, by=by, now=now, data={"group": group.pk})
    return joint


@transaction.atomic
def join(*, joint: Joint, group: Group, by: Person, now: datetime) -> JointGroup:
    """A group takes part; said by those who run it, also of another village where the service runs."""
    must(by, group, Part.RUNNER, now)
    if joint.held_at is not None:
        raise NotFitting(_("That meeting is over."))
    if not is_on("selapanan", group.place) or not _near(joint, group):
        raise NotFitting(_("Groups of the same regency take part."))
    part, is_new = JointGroup.objects.get_or_create(
        joint=joint, group=group, defaults={"joined_by": by, "joined_at": now}
    )
    if is_new:
        record(act="selapanan.joint_joined", subject=joint, by=by, now=now, data={"group": group.pk})
    return part


def _near(joint: Joint, group: Group) -> bool:
    return joint.place_id.split(".")[:2] == group.place_id.split(".")[:2]


@transaction.atomic
def hold_joint(
    *, joint: Joint, minutes: str, decisions: str, revision: int, by: Person, now: datetime, ends: bool = False
) -> Joint:
    """The host writes minutes and decisions; `ends` closes them and keeps which findings lay open that day."""
    must(by, joint.host, Part.RUNNER, now)
    fresh = Joint.objects.select_for_update().get(pk=joint.pk)
    if fresh.held_at is not None:
        raise NotFitting(_("That meeting is over."))
    if fresh.revision != revision:
        raise ChangedMeanwhile(_("Somebody else has written in these minutes meanwhile. Load the page anew."))
    if ends and wib_date(now) < fresh.day:
        raise NotFitting(_("The day of the meeting has not come yet. Shift it if it is held earlier."))
    fresh.minutes, fresh.decisions, fresh.revision = clean(minutes), clean(decisions), revision + 1
    if ends:
        fresh.held_at = now
        groups = fresh.parts.values("group")
        lay_open = Finding.objects.filter(group__in=groups, case__stage__in=[FindingStage.RAISED, FindingStage.SENT])
        JointFinding.objects.bulk_create(JointFinding(joint=fresh, finding=one) for one in lay_open)
    fresh.save(update_fields=["minutes", "decisions", "revision", "held_at"])
    record(act="selapanan.joint_held" if ends else "selapanan.joint_minuted", subject=fresh, by=by, now=now)
    return fresh
