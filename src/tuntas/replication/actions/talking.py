"""Messages, the mentor, and a word to those who have let a copy rest too long."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.people.models import Person
from tuntas.people.rules import roles_in
from tuntas.replication.actions.errors import NotAllowed, ReplicationRefused
from tuntas.replication.actions.planning import keep_file
from tuntas.replication.models import Message, Replication
from tuntas.replication.rules import may_facilitate, may_message, may_name_mentor, parts_of
from tuntas.replication.terms import ReplicationMessaged, ReplicationMoved

NUDGE_AFTER = timedelta(days=3)  # not more often


@transaction.atomic
def write(
    *,
    copy: Replication,
    text: str,
    by: Person,
    now: datetime,
    upload: UploadedFile | None = None,
) -> Message:
    """Write to everybody with a part in the copy, perhaps with a PDF. The same words twice in a minute count once."""
    if not may_message(parts_of(copy, by, now)):
        raise NotAllowed
    if not text.strip():
        raise ReplicationRefused(_("Write something first."))
    again = copy.messages.filter(by=by, text=text.strip(), at__gt=now - timedelta(minutes=1)).first()
    if again and upload is None:
        return again
    file = keep_file(copy=copy, upload=upload, name=upload.name or "berkas.pdf", by=by, now=now) if upload else None
    message = Message.objects.create(replication=copy, by=by, at=now, text=text.strip(), file=file)
    record(act="replication.message_written", subject=copy, by=by, now=now, data={"message": message.pk})
    publish(ReplicationMessaged(message.pk))
    return message


@transaction.atomic
def name_mentor(*, copy: Replication, mentor: Person | None, by: Person, now: datetime) -> None:
    """The owner names somebody of its own, or of the copy this one comes from, as mentor; None takes it back."""
    if not may_name_mentor(parts_of(copy, by, now), copy.case.stage):
        raise NotAllowed
    if mentor is not None and not _may_mentor(copy, mentor, now):
        raise ReplicationRefused(_("Choose somebody who works for the owner."))
    Replication.objects.filter(pk=copy.pk).update(mentor=mentor)
    copy.mentor = mentor
    record(act="replication.mentor_named", subject=copy, by=by, now=now, data={"person": mentor.pk if mentor else None})
    if mentor is not None:
        publish(ReplicationMoved(copy.pk, "mentor", by.pk))


def _may_mentor(copy: Replication, person: Person, now: datetime) -> bool:
    offices = [copy.innovation.owner, copy.parent.adopter if copy.parent else None]
    return any(office is not None and bool(roles_in(person, office, now)) for office in offices)


@transaction.atomic
def nudge(*, copy: Replication, by: Person, now: datetime) -> None:
    """The province reminds whoever's turn it is; at most once in `NUDGE_AFTER`, whatever is clicked."""
    if not may_facilitate(by, now):
        raise NotAllowed
    free = Q(nudged_at=None) | Q(nudged_at__lt=now - NUDGE_AFTER)
    if not Replication.objects.filter(free, pk=copy.pk, is_live=True).update(nudged_at=now):
        raise ReplicationRefused(_("They were reminded in the last three days, or nothing waits for them."))
    record(act="replication.nudged", subject=copy, by=by, now=now)
    publish(ReplicationMoved(copy.pk, "nudge", by.pk))
