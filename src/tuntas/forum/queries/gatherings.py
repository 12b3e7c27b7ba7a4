"""Events as visitors and as those who run them see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from tuntas.files.rules.guards import Reader
from tuntas.forum.models import Booking, Gathering, Honour, Item, Material
from tuntas.forum.rules.gatherings import is_public, may_run
from tuntas.forum.terms import BookingState
from tuntas.kernel.bilingual import said
from tuntas.kernel.calendar import Appointment
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Person

_WAITING = Count("bookings", filter=Q(bookings__state=BookingState.WAITING))


def coming(reader: Reader, now: datetime) -> QuerySet[Gathering]:
    """Events that are not over, soonest first; those who make events see the unpublished too."""
    return _seen(reader, now).filter(ends_at__gt=now).order_by("starts_at", "pk")


def past(reader: Reader, now: datetime) -> QuerySet[Gathering]:
    """The archive, latest first."""
    return _seen(reader, now).filter(ends_at__lte=now).order_by("-starts_at", "-pk")


def _seen(reader: Reader, now: datetime) -> QuerySet[Gathering]:
    found = Gathering.objects.select_related("host").annotate(waiting=_WAITING)
    return found if may_run(reader, now) else found.filter(is_public())


def gathering_of(slug: str) -> Gathering | None:
    """One event with its host and edition."""
    found = Gathering.objects.select_related("host", "edition").annotate(waiting=_WAITING)
    return found.filter(slug=slug).first()


@dataclass(frozen=True)
class GatheringPage:
    """What the page of an event shows beside the event itself. `turn` is the place in the waiting list, 1 is next."""

    items: list[Item]
    materials: list[Material]
    honours: list[Honour]
    booking: Booking | None
    turn: int


def page_of(gathering: Gathering, reader: object) -> GatheringPage:
    """At most five queries."""
    booking = booking_of(gathering, reader)
    return GatheringPage(
        list(gathering.items.select_related("innovation")),
        list(gathering.materials.select_related("file")),
        list(gathering.honours.filter(granted_at__isnull=False)),
        booking,
        turn_of(booking) if booking else 0,
    )


def booking_of(gathering: Gathering, reader: object) -> Booking | None:
    """The reader's own, also a withdrawn one."""
    if not isinstance(reader, Person):
        return None
    return Booking.objects.filter(gathering=gathering, person=reader).first()


def turn_of(booking: Booking) -> int:
    """How many wait up to and with this one; 0 where it does not wait."""
    if booking.state != BookingState.WAITING:
        return 0
    line = Booking.objects.filter(gathering=booking.gathering_id, state=BookingState.WAITING)
    return line.filter(turn__lte=booking.turn).count()


def attendees(gathering: Gathering, *, state: str = "", text: str = "") -> QuerySet[Booking]:
    """Everybody who registered, confirmed first, in the order they came."""
    found = Booking.objects.filter(gathering=gathering).select_related("person", "let_in_by")
    states = {
        "came": Q(came_at__isnull=False),
        "absent": Q(state=BookingState.CONFIRMED, came_at=None),
        "needs": ~Q(needs=""),
    } | {value: Q(state=value) for value in BookingState.values}
    found = found.filter(states.get(state, Q()))
    for word in text.split()[:6]:
        found = found.filter(Q(person__name__icontains=word) | Q(office__icontains=word))
    return found.order_by("state", "turn")


def counted(gathering: Gathering) -> dict[str, int]:
    """How many have a place, wait, gave theirs back, and came."""
    return Booking.objects.filter(gathering=gathering).aggregate(
        confirmed=Count("pk", filter=Q(state=BookingState.CONFIRMED)),
        waiting=Count("pk", filter=Q(state=BookingState.WAITING)),
        withdrawn=Count("pk", filter=Q(state=BookingState.WITHDRAWN)),
        came=Count("pk", filter=Q(came_at__isnull=False)),
        needs=Count("pk", filter=~Q(needs="")),
    )


def appointment(gathering: Gathering, base: str) -> Appointment:
    """The event as calendars take it; `base` is the address of the installation."""
    host = base.partition("://")[2].partition("/")[0] or "tuntas"
    starts, ends = gathering.starts_at, gathering.ends_at
    whole = gathering.day_only
    return Appointment(
        key=f"acara-{gathering.pk}@{host}",
        starts=wib_date(starts) if whole else starts,
        ends=wib_date(ends) if whole else ends,
        title=said(gathering, "title"),
        place=gathering.venue,
        about=said(gathering, "about"),
        sequence=gathering.revision,
        address=base + reverse("forum:gathering", args=[gathering.slug]),
        cancelled=gathering.cancelled_at is not None,
    )


def next_public(now: datetime, most: int = 3) -> QuerySet[Gathering]:
    """The next events for the front page."""
    return Gathering.objects.filter(is_public(), ends_at__gt=now, cancelled_at=None).order_by("starts_at", "pk")[:most]


def for_calendar(now: datetime) -> QuerySet[Gathering]:
    """Public events a calendar should know: those to come and the last two hundred that were."""
    return Gathering.objects.filter(is_public()).order_by("-starts_at", "-pk")[:200]
