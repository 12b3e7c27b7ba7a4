"""The door: a ticket's code lets one person in, once; a second time says when the first was."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.forum.actions.refusals import NotAllowed, NotReady
from tuntas.forum.models import Booking, Gathering
from tuntas.forum.rules.gatherings import DOOR_OPENS, door_is_open, may_let_in, normal_code
from tuntas.forum.terms import BookingState
from tuntas.journal.actions import record
from tuntas.people.models import Person


@dataclass(frozen=True)
class Arrival:
    """Who stands at the door. `again`: the ticket was used before; the booking says when and who let them in."""

    booking: Booking
    again: bool


@transaction.atomic
def let_in(*, gathering: Gathering, code: str, by: Person, now: datetime, at: datetime | None = None) -> Arrival:
    """Let the ticket's holder in. `at`: the moment a phone without a line did so; it lies within the event, not later
    than now. Raises `NotReady` with a sentence for whoever stands at the door."""
    if not may_let_in(by, now):
        raise NotAllowed
    if not door_is_open(gathering, now):
        raise NotReady(_("The door of this event is not open now."))
    known = normal_code(code)
    booking = (
        Booking.objects.select_for_update(of=("self",))
        .select_related("person", "let_in_by")
        .filter(gathering=gathering, code=known)
        .first()
        if known
        else None
    )
    if booking is None:
        raise NotReady(_("No ticket of this event has this code. Check it, letter by letter."))
    if booking.state == BookingState.WAITING:
        raise NotReady(_("%(name)s is still on the waiting list.") % {"name": booking.person.name})
    if booking.state == BookingState.WITHDRAWN:
        raise NotReady(_("%(name)s has given this place back.") % {"name": booking.person.name})
    if booking.came_at is not None:
        return Arrival(booking, again=True)
    earliest = gathering.starts_at - DOOR_OPENS
    booking.came_at = min(max(at, earliest), now) if at else now
    booking.let_in_by = by
    booking.save(update_fields=["came_at", "let_in_by"])
    record(act="forum.let_in", subject=gathering, by=by, now=now, data={"booking": booking.pk})
    return Arrival(booking, again=False)
