"""Why something is not done. `str(error)` is a sentence for whoever tried."""

from datetime import datetime

from django.utils.translation import gettext as _

from tuntas.people.models import Person
from tuntas.services.selapanan.flow import parts_in
from tuntas.services.selapanan.models import Group
from tuntas.services.selapanan.terms import Part


class GroupRefused(Exception):
    """Something cannot be done with a group."""


class NotAllowed(GroupRefused):
    """The person has no such part in the group."""


class NotFitting(GroupRefused):
    """What was given does not fit what stands in the books."""


class ChangedMeanwhile(GroupRefused):
    """Somebody else wrote it in between."""


def must(person: Person, group: Group, part: Part, now: datetime) -> None:
    """Raise `NotAllowed` unless the person has that part in the group."""
    if part not in parts_in(person, group, now):
        raise NotAllowed(_("You may not do this in this group."))


def locked(group: Group) -> Group:
    """The group's row, locked until the end of the transaction: two people write one after the other."""
    return Group.objects.select_for_update(of=("self",)).select_related("place").get(pk=group.pk)
