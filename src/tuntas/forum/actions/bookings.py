"""Places at an event. Every act locks the event's row first, so that they happen one after the other; the database
itself refuses more places than there are (`gathering_has_places`)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tuntas.forum.actions.changing import tidy
from tuntas.forum.actions.refusals import NotReady
from tuntas.forum.models import Booking, Gathering
from tuntas.forum.rules.gatherings import may_withdraw, new_code, registration_of
from tuntas.forum.terms import BookingMade, BookingState, PlaceFreed, Registration
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.people.models import Person


@transaction.atomic
def book(*, gathering: Gathering, by: Person, now: datetime, office: str = "", needs: str = "") -> Booking:
    """A place, or a turn on the waiting list where all are taken. Asking again keeps both and changes the words.

    Raises `NotReady` where registration is not open.
    """
    fresh = _locked(gathering.pk)
    booking = Booking.objects.filter(gathering=fresh, person=by).first()
    words = {"office": tidy(office)[:160], "needs": tidy(needs)[:500]}
    if booking is not None and booking.state != BookingState.WITHDRAWN:
        if (booking.office, booking.needs) != (words["office"], words["needs"]):
            booking.office, booking.needs = words["office"], words["needs"]
            booking.save(update_fields=["office", "needs"])
            record(act="forum.booking_changed", subject=fresh, by=by, now=now, data={"booking": booking.pk})
        return booking
    if registration_of(fresh, now) not in (Registration.OPEN, Registration.FULL):
        raise NotReady(_("Registration for this event is closed."))
    booking = booking or Booking(gathering=fresh, person=by)
    booking.office, booking.needs = words["office"], words["needs"]
    booking.turn = (Booking.objects.filter(gathering=fresh).aggregate(last=Max("turn"))["last"] or 0) + 1
    booking.code, booking.asked_at, booking.withdrawn_at, booking.confirmed_at = new_code(), now, None, None
    booking.state = BookingState.WAITING
    if fresh.capacity is not None and fresh.taken < fresh.capacity:
        booking.state, booking.confirmed_at = BookingState.CONFIRMED, now
        _take(fresh, 1)
    booking.save()
    data = {"booking": booking.pk, "state": booking.state}
    record(act="forum.booked", subject=fresh, by=by, now=now, data=data)
    publish(BookingMade(booking.pk))
    return booking


@transaction.atomic
def withdraw_booking(*, booking: Booking, by: Person, now: datetime) -> Booking:
    """Give the place or the turn back; the first who waits gets the place. Twice is harmless.

    Raises `NotReady` once the event has begun.
    """
    fresh = _locked(booking.gathering_id)
    mine = Booking.objects.get(pk=booking.pk, person=by)
    if mine.state == BookingState.WITHDRAWN:
        return mine
    if not may_withdraw(mine, fresh, now):
        raise NotReady(_("The event has begun; nothing can be withdrawn any more."))
    had_place = mine.state == BookingState.CONFIRMED
    mine.state, mine.withdrawn_at, mine.needs = BookingState.WITHDRAWN, now, ""
    mine.save(update_fields=["state", "withdrawn_at", "needs"])
    record(act="forum.booking_withdrawn", subject=fresh, by=by, now=now, data={"booking": mine.pk})
    if had_place:
        _take(fresh, -1)
        fill_places(fresh, now)
    return mine


def fill_places(gathering: Gathering, now: datetime) -> list[Booking]:
    """Give free places to those who wait, in their order; inside an act that holds the lock. Until it begins."""
    free = (gathering.capacity or 0) - gathering.taken
    if free <= 0 or gathering.cancelled_at is not None or gathering.starts_at <= now:
        return []
    waiting = Booking.objects.filter(gathering=gathering, state=BookingState.WAITING, person__is_active=True)
    lucky = list(waiting.order_by("turn")[:free])
    for booking in lucky:
        booking.state, booking.confirmed_at = BookingState.CONFIRMED, now
        booking.save(update_fields=["state", "confirmed_at"])
        record(act="forum.place_freed", subject=gathering, by=None, now=now, data={"booking": booking.pk})
        publish(PlaceFreed(booking.pk))
    if lucky:
        _take(gathering, len(lucky))
    return lucky


@transaction.atomic
def forget_needs(*, now: datetime) -> int:
    """Delete what people needed to take part, once the event is over or called off; of how many."""
    told = Booking.objects.exclude(needs="")
    gone = list(
        Gathering.objects.filter(pk__in=told.values("gathering")).filter(ends_at__lt=now)
        | Gathering.objects.filter(pk__in=told.values("gathering"), cancelled_at__isnull=False)
    )
    forgotten = 0
    for gathering in gone:
        number = told.filter(gathering=gathering).update(needs="")
        record(act="forum.needs_forgotten", subject=gathering, by=None, now=now, data={"bookings": number})
        forgotten += number
    return forgotten


def _locked(gathering: int) -> Gathering:
    return Gathering.objects.select_for_update(of=("self",)).get(pk=gathering)


def _take(gathering: Gathering, places: int) -> None:
    gathering.taken += places
    gathering.save(update_fields=["taken"])
