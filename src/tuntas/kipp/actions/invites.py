"""Who may enter a group that is open to invited organisations only."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kipp.models import Group, Invite
from tuntas.kipp.rules.seats import may_organise
from tuntas.people.models import Organisation, Person


class NotYours(Exception):
    """Only an organiser of the edition invites; `str(error)` is a sentence for the person."""


def _must_organise(group: Group, by: Person) -> None:
    if not may_organise(by, group.edition):
        raise NotYours(_("Only the organiser of this edition invites organisations."))


@transaction.atomic
def invite(*, group: Group, organisation: Organisation, by: Person, now: datetime) -> Invite:
    """Let the organisation enter the group; twice is harmless."""
    _must_organise(group, by)
    made, fresh = Invite.objects.get_or_create(group=group, organisation=organisation, defaults={"by": by, "at": now})
    if fresh:
        data = {"organisation": organisation.pk}
        record(act="kipp.organisation_invited", subject=group, by=by, now=now, data=data)
    return made


@transaction.atomic
def uninvite(*, invite: Invite, by: Person, now: datetime) -> None:
    """Take the invite back; entries begun under it stay."""
    _must_organise(invite.group, by)
    data = {"organisation": invite.organisation_id}
    record(act="kipp.organisation_uninvited", subject=invite.group, by=by, now=now, data=data)
    invite.delete()
